"""The daily work: all of it, whatever fails; twice does no harm; and what tidying up leaves."""

import os
import time
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import tasks as base_tasks
from ideenschmiede.base.files import CheckedFile, keep
from ideenschmiede.base.models import Topic
from ideenschmiede.base.tasks import take_up_abandoned
from ideenschmiede.deliberation.actions.deciding import due
from ideenschmiede.site.calendar import DAILY, MINUTELY, do_daily, do_minutely, tidy
from ideenschmiede.site.models import Day

pytestmark = pytest.mark.django_db

SUNDAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def note_the_day(day):
    Topic.objects.create(slug=day.isoformat(), name_de="Tag", name_en="Day")


def fail(_day):
    raise ValueError("not today")


def test_each_function_gets_the_day():
    assert do_daily(day=SUNDAY, at=timezone.now(), works=[note_the_day]) == []
    assert Topic.objects.filter(slug="2026-11-22").exists()


def test_one_that_fails_does_not_stop_the_others_and_is_logged(caplog):
    failed = do_daily(day=SUNDAY, at=timezone.now(), works=[fail, note_the_day])
    assert [name.rpartition(".")[2] for name in failed] == ["fail"]
    assert Topic.objects.filter(slug="2026-11-22").exists()
    assert "daily work failed" in caplog.text
    assert "test_calendar.fail" in caplog.text


def test_the_day_is_remembered_as_done_once():
    first, second = timezone.now(), timezone.now() + timedelta(hours=1)
    do_daily(day=SUNDAY, at=first, works=[])
    do_daily(day=SUNDAY, at=second, works=[])
    assert list(Day.objects.values_list("date", "done_at")) == [(SUNDAY, second)]


def test_all_of_it_may_run_twice():
    for _time in range(2):
        assert do_daily(day=SUNDAY, at=timezone.now()) == []


def test_tidying_up_is_part_of_it():
    assert tidy in DAILY


def test_tidying_forgets_what_is_over_and_keeps_the_rest(folder):
    now = timezone.now()
    for key, days in (("over", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    for days in (20, 2):
        result = base_tasks.verify_chronicle.enqueue()
        DBTaskResult.objects.filter(pk=result.id).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=now - timedelta(days=days)
        )
    orphan, young = (keep("a", CheckedFile(b"x", ".txt")) for _time in range(2))
    old = time.time() - 2 * 24 * 60 * 60
    os.utime(folder / orphan, (old, old))
    tidy(SUNDAY)
    assert [session.session_key for session in Session.objects.all()] == ["open"]
    assert DBTaskResult.objects.count() == 1
    assert (default_storage.exists(orphan), default_storage.exists(young)) == (False, True)


# ── every minute ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_minute_has_its_time_and_what_fails_does_not_stop_the_others(caplog):
    at = timezone.now()
    assert do_minutely(at=at, works=[fail, note_the_day]) is None
    assert Topic.objects.filter(slug=at.isoformat()).exists()
    assert "work of the minute failed" in caplog.text
    assert "test_calendar.fail" in caplog.text


def test_all_that_a_minute_brings_may_come_twice():
    assert {take_up_abandoned, due.close_due, due.open_due} < set(MINUTELY)
    for _time in range(2):
        for work in MINUTELY:
            work(timezone.now())


# ── by hand ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_command_does_the_day_that_it_is_given(capsys):
    call_command("daily", "--date", "2026-11-22")
    assert capsys.readouterr().out == "2026-11-22: done.\n"
    assert Day.objects.get().date == SUNDAY


def test_without_a_date_it_is_today():
    call_command("daily")
    assert abs(Day.objects.get().date - timezone.localdate()) <= timedelta(days=1)


@pytest.mark.parametrize("words", ["gestern", "2026-02-30", "22.11.2026"])
def test_a_date_that_is_none_is_refused(words):
    with pytest.raises(CommandError, match=f"invalid .* value: '{words}'"):
        call_command("daily", "--date", words)
    assert not Day.objects.exists()


def test_the_command_names_what_failed(settings):
    settings.MEDIA_ROOT = settings.MEDIA_ROOT / "file"
    settings.MEDIA_ROOT.parent.mkdir()
    settings.MEDIA_ROOT.touch()  # a file where the folder should be
    with pytest.raises(CommandError, match=r"2026-11-22: failed, see the log: ideenschmiede\.site\.calendar\.tidy"):
        call_command("daily", "--date", "2026-11-22")
