"""What time does by itself: questions open and close, and no key outlives its question."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.deliberation.voting import two_camps

from ideenschmiede.base import keys
from ideenschmiede.base.chronicle import record
from ideenschmiede.deliberation.actions.closing import close_due, open_due
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.models import DrawnMap, Question, Stage
from ideenschmiede.deliberation.tasks.maps import draw_map
from ideenschmiede.site.calendar import MINUTELY

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def stages():
    return list(Question.objects.order_by("pk").values_list("stage", flat=True))


def test_it_is_done_every_minute():
    assert close_due in MINUTELY
    assert open_due in MINUTELY


def test_a_question_opens_when_its_time_has_come(make_question, now):
    make_question(opened=False, opens_at=now + HOUR)
    make_question(opened=False)
    assert open_due(now + HOUR - timedelta(seconds=1)) == 0
    assert open_due(now + HOUR) == 1
    assert stages() == ["open", "draft"]
    assert open_due(now + HOUR) == 0


def test_a_question_closes_when_its_time_is_over(make_question, now):
    make_question(closes_at=now + HOUR)
    make_question()
    assert close_due(now + HOUR - timedelta(seconds=1)) == 0
    assert close_due(now + HOUR) == 1
    assert stages() == ["closed", "open"]
    assert Question.objects.first().closed_at == now + HOUR


def test_one_that_cannot_open_does_not_stop_the_others(make_question, now, caplog):
    over = make_question(opened=False, opens_at=now + HOUR, closes_at=now + 2 * HOUR)
    make_question(opened=False, opens_at=now + HOUR)
    assert open_due(now + 3 * HOUR) == 1
    assert stages() == ["draft", "open"]
    assert f"'question': {over.pk}, 'error': 'QuestionError'" in caplog.text


def test_one_that_fails_does_not_stop_the_others(make_question, now, keys_dir, caplog):
    broken = make_question(opened=False, opens_at=now, visibility="confidential")
    make_question(opened=False, opens_at=now)
    keys_dir.write_text("no folder")
    assert open_due(now) == 1
    assert stages() == ["draft", "open"]
    assert f"'question': {broken.pk}" in caplog.text


def test_a_result_that_was_not_drawn_is_drawn_again(question, make_statement, now):
    """The worker stopped, or the database was locked, while the last map was drawn: no vote comes that would ask for
    another one."""
    two_camps(question, [make_statement(question, f"Aussage {number}") for number in range(4)])
    draw_map.func(question.pk)
    close_question(question=question, by=None, at=timezone.now())
    Question.objects.update(map_waits=False)  # the drawing began, and failed
    close_due(timezone.now())
    assert Question.objects.get().map_waits
    draw_map.func(question.pk)
    close_due(timezone.now())
    assert not Question.objects.get().map_waits
    Question.objects.update(closed_at=now - timedelta(days=2))
    DrawnMap.objects.all().delete()
    close_due(now)
    assert not Question.objects.get().map_waits  # not for ever


def test_a_key_that_outlived_its_question_is_destroyed(secret, now):
    """The machine stopped between the commit and the end of the key."""
    keys.make("question-999999")  # of a question that is gone
    with transaction.atomic():
        record(verb="question.opened", subject=Question(pk=999999), by=None, at=now)
    keys.make("decision-1")  # not ours
    close_due(now)
    assert keys.names() == ["decision-1", f"question-{secret.pk}"]
    Question.objects.update(stage=Stage.CLOSED)
    close_due(now)
    assert keys.names() == ["decision-1"]


def test_a_key_of_another_database_stays(secret, now):
    """Started once with an empty database, or one from a backup: the questions whose keys these are may be open."""
    keys.make("question-999999")
    close_due(now)
    assert keys.names() == sorted(["question-999999", f"question-{secret.pk}"])


def test_the_key_of_one_that_is_about_to_open_stays(make_question, now):
    draft = make_question(opened=False, visibility="confidential")
    keys.make(f"question-{draft.pk}")
    close_due(now)
    assert keys.names() == [f"question-{draft.pk}"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_minute_in_which_nothing_is_due_costs_little(make_question, now, count, django_assert_num_queries):
    for _number in range(count):
        make_question(closes_at=now + HOUR, visibility="confidential")
    with django_assert_num_queries(3):
        close_due(now)
    with django_assert_num_queries(1):
        open_due(now)
