"""`ideenschmiede clip FILE`: a clipping mended, and its facts, in the terminal. Stores nothing, needs no account."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base.text import number, percent
from ideenschmiede.press.intake import MAX_BYTES, Intake, IntakeError, take_in
from ideenschmiede.press.models import Mention
from ideenschmiede.press.reading import Reading, Thing, embedded_gazetteer, gazetteer, read_clipping
from ideenschmiede.press.reading.wording import CHANGES, FAINT, OPEN

_SHOWN = 60  # characters of a change
_IN_THE_VALUE = ("given", "family", "name", "level", "place", "former")


class Command(BaseCommand):
    help = "Mend a newspaper clipping and find its facts. Nothing is stored."
    requires_system_checks: list[str] = []  # works before anything is set up

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="text, web page, PDF or picture; - reads standard input")
        parser.add_argument("--json", action="store_true", help="print as JSON, with all places in the text")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        try:
            came = take_in(_content(file), name="" if file == "-" else file)
        except IntakeError as error:
            raise CommandError(str(error)) from error
        try:
            known, register = gazetteer(), "database"
        except DatabaseError:  # not set up, away: the register that comes with the software will do
            known, register = embedded_gazetteer(), "embedded"
        reading = read_clipping(came.text, known=known)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(came, reading, register), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_as_text(reading)))


def _content(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with Path(file).open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


# ------------------------------------------------------------------ JSON


def _as_json(came: Intake, reading: Reading, register: str) -> dict[str, Any]:
    """Places are offsets in characters: `start`, `end`, `result` in "text", `original` in "original"."""
    mended = asdict(reading.mended)
    facts = [
        {
            "kind": fact.kind.value,
            "value": fact.value,
            "start": fact.start,
            "end": fact.end,
            "text": fact.text,
            "confidence": fact.confidence,
            "attributes": fact.detail,
            "original": [asdict(place) for place in places],
        }
        for fact, places in zip(reading.facts, reading.originals, strict=True)
    ]
    came_as = {"kind": came.kind, "file": came.file_name, "sha256": came.sha256, "title": came.title, "url": came.url}
    return {
        **came_as,
        "register": register,
        "original": came.text,
        **{name: mended[name] for name in ("text", "changes", "open", "proposals", "blocks")},
        "facts": facts,
        "things": [_thing(thing) for thing in reading.things],
    }


def _thing(thing: Thing) -> dict[str, Any]:
    return {
        "kind": thing.kind.value,
        "value": thing.value,
        "confidence": thing.confidence,
        "attributes": thing.detail,
        "mentions": [[mention.start, mention.end] for mention in thing.mentions],
    }


# ------------------------------------------------------------------ text


def _as_text(reading: Reading) -> Iterator[str]:
    yield reading.mended.text
    yield from _part(_("Changes"), _changes(reading))
    yield from _part(_("Open spots"), _open(reading))
    yield from _part(_("Facts"), _facts(reading.things))


def _part(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", heading, "─" * len(heading))
    found = list(lines)
    yield from found or [_("none")]


def _changes(reading: Reading) -> Iterator[str]:
    """Those that touch letters one by one, those of white space counted."""
    faint = dict.fromkeys(FAINT, 0)
    for change in reading.mended.changes:
        if change.kind in faint:
            faint[change.kind] += 1
            continue
        first = change.original[0]
        sure = percent(change.confidence, decimals=0, language=get_language())
        yield f"{first.start:>6}  {CHANGES[change.kind]} ({sure}): {_short(change.before)} → {_short(change.after)}"
    for kind, count in faint.items():
        if count:
            yield f"{number(count, language=get_language()):>6} × {CHANGES[kind]}"


def _open(reading: Reading) -> Iterator[str]:
    for spot in reading.mended.open:
        line = f"{spot.original.start:>6}  {OPEN[spot.kind]}: {_short(spot.text)}"
        yield line + (f" ({', '.join(spot.suggestions)}?)" if spot.suggestions else "")
    for proposal in reading.mended.proposals:
        if proposal.change is None and proposal.candidates:
            behind = _short(proposal.candidates[0].behind)
            line = _("%(piece)s may belong behind %(text)s") % {"piece": _short(proposal.text), "text": behind}
            yield f"{proposal.original.start:>6}  {line}"


def _facts(things: Iterable[Thing]) -> Iterator[str]:
    for thing in things:
        sure = percent(thing.confidence, decimals=0, language=get_language())
        places = ", ".join(f"{mention.start}–{mention.end}" for mention in thing.mentions[:8])
        count = len(thing.mentions)
        mentions = ngettext("%(count)s mention", "%(count)s mentions", count) % {"count": count}
        detail = [_in_words(name, value) for name, value in thing.attributes if name not in _IN_THE_VALUE]
        kind = str(Mention.Kind(thing.kind.value).label)
        yield f"{kind}: {_named(thing)}" + (f" ({', '.join(detail)})" if detail else "")
        yield f"        {sure}, {mentions}: {places}" + (" …" if count > 8 else "")


def _named(thing: Thing) -> str:
    name = thing.detail.get("name")
    return f"{name} [{thing.value}]" if name and name != thing.value else thing.value or "–"


def _in_words(name: str, value: str) -> str:
    """A detail with what it is, where that does not go without saying."""
    words = {
        ("role", "published"): _("day of the newspaper"),
        ("role", "mentioned"): _("named in the text"),
        ("type", "programme"): _("programme"),
        ("type", "prize"): _("prize"),
    }
    if name == "founded":
        return _("founded %(year)s") % {"year": value}
    if name == "candidates":
        return _("which one? %(keys)s") % {"keys": ", ".join(value.split())}
    return str(words.get((name, value), value))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"„{line}“" if len(line) <= _SHOWN else f"„{line[: _SHOWN // 2].rstrip()} … {line[-_SHOWN // 2 :].lstrip()}“"
