"""What a database keeps of rows that were written anew: their older versions, in the order in which they came."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django_tasks import task

from ideenschmiede.deliberation.models import Ballot, DrawnMap, Objection, Statement, Vote

TABLES = tuple(model._meta.db_table for model in (Vote, Statement, DrawnMap, Ballot, Objection))
PAUSE = timedelta(minutes=1)
MOST_TRIES = 60


@task()
def wipe_traces(tries: int = 1) -> str:
    """Have the database forget older versions of what `TABLES` hold: to be enqueued when something confidential or
    secret was closed, with the transaction. Returns "wiped", or "later" where others were reading.

    SQLite keeps them in the file beside the database until it is taken in; PostgreSQL in the table until it is
    vacuumed. Archives of PostgreSQL's log are beyond our reach: see the operator's guide.
    """
    wiped = _take_in_log() if connection.vendor == "sqlite" else _vacuum()
    if wiped:
        return "wiped"
    if tries < MOST_TRIES:
        wipe_traces.using(run_after=timezone.now() + PAUSE).enqueue(tries + 1)
    return "later"


def _take_in_log() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _taken_in = cursor.fetchone()
    return not busy


def _vacuum() -> bool:
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM {connection.ops.quote_name(table)}")
    return True
