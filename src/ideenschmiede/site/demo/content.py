"""Read the demo's content from its TOML files."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

FOLDER = files("ideenschmiede.site.demo")
TOPIC_FILES = ("bildung", "klima", "energie", "stadtentwicklung", "kommunikation", "it", "kooperation")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def places() -> dict[str, Any]:
    """Tables `land`, `kreis`, `place` of the invented places."""
    return _read("places.toml")


def practices() -> Iterator[dict[str, Any]]:
    """All example practices, topic by topic."""
    for topic in TOPIC_FILES:
        yield from _read(f"practices_{topic}.toml")["practice"]


def people() -> dict[str, Any]:
    """Tables `organisation`, `body`, `person`."""
    return _read("people.toml")


def groups() -> list[dict[str, Any]]:
    """What the working groups do."""
    found: list[dict[str, Any]] = _read("groups.toml")["group"]
    return found


def questions() -> list[dict[str, Any]]:
    """Example questions, with how likely their invented voters agree."""
    found: list[dict[str, Any]] = _read("questions.toml")["question"]
    return found


def decisions() -> list[dict[str, Any]]:
    """Example decisions, with their ballots."""
    found: list[dict[str, Any]] = _read("decisions.toml")["decision"]
    return found


def ideas() -> list[dict[str, Any]]:
    """Example ideas, with what was brought to them."""
    found: list[dict[str, Any]] = _read("ideas.toml")["idea"]
    return found


def needs() -> list[dict[str, Any]]:
    """Example needs."""
    found: list[dict[str, Any]] = _read("needs.toml")["need"]
    return found
