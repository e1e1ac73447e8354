"""Older versions of rows are wiped: at once, or a minute later where others were reading."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from tests.people.racing import race

from ideenschmiede.base.models import Topic
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.tasks.traces import MOST_TRIES, wipe_traces

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_can_be_done_at_any_time():
    assert wipe_traces.call() == "wiped"
    assert not DBTaskResult.objects.exists()


def test_closing_a_confidential_question_asks_for_it_in_its_transaction(secret, question, now):
    from_closing = DBTaskResult.objects.filter(task_path=wipe_traces.module_path)
    close_question(question=question, by=None, at=now)
    assert not from_closing.exists()
    close_question(question=secret, by=None, at=now)
    assert from_closing.count() == 1


@pytest.mark.parametrize(("tries", "again"), [(1, 1), (MOST_TRIES, 0)], ids=["once", "for-an-hour"])
def test_where_somebody_reads_on_it_is_tried_again(tmp_path, tries, again):
    """SQLite: a reader that is in the middle needs the older versions."""
    if connection.vendor != "sqlite":
        return

    def wipe():
        connection.ensure_connection()
        with closing(sqlite3.connect(tmp_path / "race.sqlite3", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM base_account").fetchone()
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout = 10")
            Topic.objects.create(slug="neu", name_de="Neu", name_en="New")
            done = wipe_traces.call(tries)
            reader.execute("ROLLBACK")
        return done, wipe_traces.call()

    results, waiting = race(
        tmp_path, wipe, then=lambda: list(DBTaskResult.objects.values_list("args_kwargs", "run_after"))
    )
    assert results == [("later", "wiped")]
    assert [arguments["args"] for arguments, _when in waiting] == [[tries + 1]] * again
    assert all(when is not None for _arguments, when in waiting)
