"""The command as one calls it: what the database refuses is one line, not a traceback."""

import re

import pytest
from tests.site.test_configuration import start

AWAY = "postgres://nobody:geheim@127.0.0.1:1/none"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("chosen", "told"),
    [({"DATABASE_URL": AWAY}, "refused"), ({}, "no such table")],
    ids=["away", "not set up"],
)
def test_a_database_that_cannot_is_told_in_plain_words(tmp_path, chosen, told):
    done = start(tmp_path, "chronicle", "verify", **chosen)
    assert done.returncode == 1
    assert told in done.stderr
    assert "setup" in done.stderr
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("asked", [(), ("help",), ("--help",)], ids=["nothing", "help", "option"])
def test_help_names_our_own_commands_each_in_one_sentence(tmp_path, asked):
    done = start(tmp_path, *asked)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^  match +Print who has already solved", done.stdout, re.MULTILINE)
    assert not re.search(r"^ +(runserver|flush) ", done.stdout, re.MULTILINE)
    assert all(len(line) <= 132 for line in done.stdout.splitlines())


@pytest.mark.slow
def test_whoever_wants_the_traceback_gets_it(tmp_path):
    done = start(tmp_path, "chronicle", "verify", "--traceback", DATABASE_URL=AWAY)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
