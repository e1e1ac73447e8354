"""The command as one calls it: what the database refuses is one line, not a traceback."""

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
def test_whoever_wants_the_traceback_gets_it(tmp_path):
    done = start(tmp_path, "chronicle", "verify", "--traceback", DATABASE_URL=AWAY)
    assert done.returncode == 1
    assert "Traceback" in done.stderr
