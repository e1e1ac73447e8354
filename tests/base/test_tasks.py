"""Verifying the chronicle as a task, with the real worker."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import chronicle, queries, tasks
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.base.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


def happen(times=3):
    for _time in range(times):
        with transaction.atomic():
            chronicle.record(
                verb="topic.seen",
                subject=Topic.objects.first(),
                by=None,
                at=timezone.now(),
                visibility=Visibility.PUBLIC,
            )
    chronicle.seal()


def work():
    """Let the real worker do all that waits."""
    call_command("db_worker", "--batch", "--no-startup-delay", "-v", "0")


def test_the_worker_verifies_the_chain():
    happen()
    tasks.verify_chronicle.enqueue()
    waiting = queries.last_verification()
    assert (waiting.finished, waiting.holds) == (None, None)
    work()
    done = queries.last_verification()
    assert (done.holds, done.events) == (True, 3)
    assert done.finished is not None


def test_a_broken_chain_is_told_with_its_place(client, account_with):
    client.force_login(account_with(Role.OPERATOR))
    chronicle.seal()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE base_event SET verb = 'forged' WHERE position = 2")
    assert client.post("/verwaltung/chronik/pruefen/").status_code == 302
    work()
    done = queries.last_verification()
    assert (done.holds, done.position) == (False, 2)
    page = client.get("/verwaltung/", headers={"Accept-Language": "de"}).content.decode()
    assert "Die Kette ist gebrochen" in page
    assert "Nummer 2" in page


def test_one_walk_at_a_time(client, account_with):
    client.force_login(account_with(Role.OPERATOR))
    for _time in range(3):
        client.post("/verwaltung/chronik/pruefen/")
    assert DBTaskResult.objects.count() == 1
    work()
    client.post("/verwaltung/chronik/pruefen/")
    assert DBTaskResult.objects.count() == 2


def test_a_walk_whose_worker_was_killed_does_not_stand_in_the_way_for_ever(client, account_with):
    client.force_login(account_with(Role.OPERATOR))
    client.post("/verwaltung/chronik/pruefen/")
    killed = {"status": TaskResultStatus.RUNNING, "started_at": timezone.now() - timedelta(minutes=59)}
    DBTaskResult.objects.update(enqueued_at=killed["started_at"], **killed)
    client.post("/verwaltung/chronik/pruefen/")
    assert DBTaskResult.objects.count() == 1, "it may still be walking"
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=61))
    client.post("/verwaltung/chronik/pruefen/")
    work()
    assert queries.last_verification().holds


# ── a worker that was killed ─────────────────────────────────────────────────────────────────────────────────────────


def begun(minutes_ago, tries=1):
    """A task that some worker has begun and not finished."""
    result = tasks.verify_chronicle.enqueue()
    row = DBTaskResult.objects.get(pk=result.id)
    for number in range(tries):
        row.claim(f"worker {number}")
    DBTaskResult.objects.filter(pk=row.pk).update(started_at=timezone.now() - timedelta(minutes=minutes_ago))
    return row


def test_a_task_whose_worker_was_killed_is_done_by_the_next():
    row = begun(minutes_ago=16)
    assert tasks.take_up_abandoned(timezone.now()) == 1
    work()
    row.refresh_from_db()
    assert row.status == TaskResultStatus.SUCCESSFUL
    assert len(row.worker_ids) == 2


def test_a_task_that_somebody_is_at_is_left_alone():
    row = begun(minutes_ago=14)
    assert tasks.take_up_abandoned(timezone.now()) == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


def test_a_task_that_kills_its_workers_is_given_up():
    row = begun(minutes_ago=16, tries=tasks.MOST_TRIES)
    assert tasks.take_up_abandoned(timezone.now()) == 0
    work()
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED
    assert queries.installation().tasks_failed == 1
