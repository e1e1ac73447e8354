"""The table of reactions: every verb is one that an action records, and what follows stands higher than its cause."""

import ast
import re
from pathlib import Path

import pytest
from tests.architecture.test_layers import LAYERS, SOURCE

from ideenschmiede.site.reactions import REACTIONS

VERB = re.compile(r"[a-z_]+\.[a-z_]+")


def is_action(path: Path) -> bool:
    return "actions" in path.relative_to(SOURCE).with_suffix("").parts


def verbs_of_actions() -> dict[str, set[str]]:
    """Words with the form of a verb that stand in an app's actions: verb → apps."""
    found: dict[str, set[str]] = {}
    for path in filter(is_action, sorted(SOURCE.rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and VERB.fullmatch(node.value):
                found.setdefault(node.value, set()).add(path.relative_to(SOURCE).parts[0])
    return found


RECORDED = verbs_of_actions()


def test_verbs_are_found_where_they_are_recorded():
    assert RECORDED["account.closed"] == {"base"}
    assert RECORDED["practices.imported"] == {"transfer"}


@pytest.mark.parametrize("verb", REACTIONS)
def test_each_verb_is_one_that_an_action_records(verb):
    assert verb in RECORDED, f"no action records {verb}"


@pytest.mark.parametrize("verb", REACTIONS)
def test_reactions_stand_higher_than_their_cause(verb):
    """One that does not needs no table: an action calls what is below it."""
    lowest = min(LAYERS.index(app) for app in RECORDED.get(verb, {"site"}))
    for function in REACTIONS[verb]:
        app = function.__module__.split(".")[1]
        assert LAYERS.index(app) > lowest, f"{verb} → {function.__module__}.{function.__name__}"
