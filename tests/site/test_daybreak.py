"""A day begins once: in the loop of the sealer, at six in Berlin, and where one was begun and not done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.site.daybreak import Daybreak, Minutes, day_of
from ideenschmiede.site.models import Day
from ideenschmiede.site.tasks import daily

MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NEXT = MORNING + timedelta(days=1)


def enqueued():
    tasks = DBTaskResult.objects.filter(task_path=daily.module_path).order_by("enqueued_at")
    return [task.args_kwargs["args"] for task in tasks]


# ── when ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 11, 22, 4, 59, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2026, 11, 22, 5, 0, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 7, 1, 3, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 7, 1, 4, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
    ids=["before-six", "six", "night", "summer-before-six", "summer-six"],
)
def test_a_day_begins_at_six_in_berlin(at, day):
    assert day_of(at) == day


@given(st.integers(0, 10 * 365 * 24 * 60))
def test_days_follow_each_other_also_when_clocks_change(minutes):
    at = MORNING + timedelta(minutes=minutes)
    steps = [day_of(at + timedelta(hours=hours)) for hours in range(30)]
    assert steps == sorted(steps)
    assert len(set(steps)) in {2, 3}
    assert steps[0] <= timezone.localdate(at)


# ── once ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_a_day_is_enqueued_once_and_then_costs_no_query(django_assert_num_queries):
    daybreak = Daybreak()
    assert daybreak.look(MORNING)
    with django_assert_num_queries(0):
        assert not daybreak.look(MORNING + timedelta(hours=3))
    assert enqueued() == [["2026-11-22"]]
    assert daybreak.look(NEXT)
    assert enqueued() == [["2026-11-22"], ["2026-11-23"]]


@pytest.mark.django_db
def test_after_a_restart_a_day_that_is_done_stays_done():
    Day.objects.create(date=day_of(MORNING), done_at=MORNING)
    assert not Daybreak().look(MORNING)
    assert enqueued() == []


@pytest.mark.django_db
def test_after_a_restart_a_day_that_was_begun_and_not_done_is_enqueued_again():
    Day.objects.create(date=day_of(MORNING))
    assert Daybreak().look(MORNING)
    assert enqueued() == [["2026-11-22"]]


@pytest.mark.django_db
def test_of_several_sealers_one_enqueues_the_new_day():
    first, second = Daybreak(), Daybreak()
    Day.objects.create(date=day_of(MORNING), done_at=MORNING)
    for daybreak in (first, second):
        daybreak.look(MORNING)
    assert [daybreak.look(NEXT) for daybreak in (first, second)] == [True, False]
    assert enqueued() == [["2026-11-23"]]


# ── the worker does it ───────────────────────────────────────────────────────────────────────────────────────────────


def work():
    call_command("db_worker", "--batch", "--no-startup-delay", "-v", "0")


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_the_day(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    Daybreak().look(MORNING)
    work()
    assert Day.objects.get().done_at is not None
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


@pytest.mark.django_db(transaction=True)
def test_what_failed_counts_among_the_failed_tasks(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.MEDIA_ROOT.touch()  # a file where the folder should be
    Daybreak().look(MORNING)
    work()
    result = DBTaskResult.objects.get()
    assert result.status == TaskResultStatus.FAILED
    assert "ideenschmiede.site.calendar.tidy" in result.traceback
    assert Day.objects.get().done_at is not None


# ── every minute ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_what_a_dead_worker_left_is_taken_up_within_a_minute(django_assert_num_queries):
    minutes = Minutes()
    minutes.look(MORNING)
    result = daily.enqueue("2026-11-22")
    DBTaskResult.objects.get(pk=result.id).claim("killed")
    DBTaskResult.objects.update(started_at=MORNING - timedelta(hours=1))
    with django_assert_num_queries(0):
        minutes.look(MORNING + timedelta(seconds=59))
    minutes.look(MORNING + timedelta(seconds=60))
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
