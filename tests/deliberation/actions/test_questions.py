"""A question is asked, changed, opened and closed: by whom, with which errors, and what the chronicle says."""

from datetime import timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import keys
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions.locking import NotOpen
from ideenschmiede.deliberation.actions.questions import (
    QuestionError,
    ask,
    change_question,
    close_question,
    open_question,
)
from ideenschmiede.deliberation.models import Question, Stage
from ideenschmiede.people.models import Body

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def verbs():
    return [event.verb for event in Event.objects.filter(subject_type="deliberation.question").order_by("pk")]


# ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_office_asks_the_network(office, now):
    asked = ask(title="  Was \n zuerst? ", context="Zeile\r\nZeile", by=office, at=now)
    stored = Question.objects.get()
    assert stored == asked
    assert (stored.title, stored.context) == ("Was zuerst?", "Zeile\nZeile")
    assert (stored.stage, stored.audience, stored.visibility) == ("draft", "network", "network")
    assert (stored.created_by, stored.created_at, stored.key) == (office, now, None)
    event = Event.objects.get(verb="question.asked")
    assert (event.actor, event.subject_id, event.visibility, event.data) == (office.pk, asked.pk, "network", {})


def test_a_chair_asks_for_the_own_group_only(chair, body, now):
    other = Body.objects.create(kind="working_group", slug="wald", name="Wald", created_at=now)
    assert ask(title="Was?", body=body, audience="body", by=chair, at=now).body == body
    for foreign in (other, None):
        with pytest.raises(NotAllowed):
            ask(title="Was?", body=foreign, audience="network", by=chair, at=now)
    assert Question.objects.count() == 1


def test_others_ask_nothing(member, partner, seat, body, now):
    for who in (member, partner, seat()):
        with pytest.raises(NotAllowed):
            ask(title="Was?", body=body, by=who, at=now)
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("fields", "blamed", "says"),
    [
        ({"title": ""}, "title", "cannot be blank"),
        ({"title": "x" * 201}, "title", "at most 200"),
        ({"title": "Was?", "context": "x" * 5001}, "context", "keep to 5000"),
        ({"title": "Was?", "audience": "all"}, "audience", "not a valid choice"),
        ({"title": "Was?", "audience": "body"}, "body", "choose the body"),
        ({"title": "Was?", "visibility": "group"}, "body", "choose the body"),
    ],
)
def test_what_does_not_fit_is_named(fields, blamed, says, now):
    with pytest.raises(QuestionError, match=says) as refused:
        ask(by=None, at=now, **fields)
    assert refused.value.field == blamed
    assert not Question.objects.exists()


def test_what_only_a_group_sees_only_the_group_answers(body, now):
    with pytest.raises(QuestionError, match="answered by this group") as refused:
        ask(title="Was?", body=body, visibility="group", audience="network", by=None, at=now)
    assert refused.value.field == "audience"


def test_the_end_comes_after_the_beginning(now):
    for closes_at in (now, now + HOUR):
        with pytest.raises(QuestionError, match="after the beginning"):
            ask(title="Was?", opens_at=now + HOUR, closes_at=closes_at, by=None, at=now)


@pytest.mark.parametrize("field", ["stage", "key", "created_by", "map_waits", "closed_at", "source"])
def test_other_fields_are_nobody_s_to_write(field, now):
    with pytest.raises(TypeError, match=field):
        ask(title="Was?", by=None, at=now, **{field: None})


# ── changing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_can_change_in_everything(make_question, chair, now):
    draft = make_question(opened=False)
    changed = change_question(
        question=draft, title="Anders?", visibility="confidential", moderation="before", by=chair, at=now
    )
    assert (changed.title, changed.visibility, changed.moderation) == ("Anders?", "confidential", "before")
    event = Event.objects.get(verb="question.changed")
    assert event.data == {"fields": ["moderation", "title", "visibility"]}
    assert event.visibility == "confidential"


def test_what_stays_the_same_is_no_change(question, chair, now):
    change_question(question=question, title=question.title, by=chair, at=now + HOUR)
    assert "question.changed" not in verbs()
    assert Question.objects.get().changed_at == now


def test_an_open_one_keeps_who_takes_part_and_who_sees_it(question, chair, now):
    change_question(question=question, context="Mehr dazu.", closes_at=now + HOUR, by=chair, at=now)
    for field, value in (("visibility", "confidential"), ("visibility", "public"), ("audience", "network")):
        with pytest.raises(QuestionError, match="cannot be changed any more") as refused:
            change_question(question=question, by=chair, at=now, **{field: value})
        assert refused.value.field == field
    stored = Question.objects.get()
    assert (stored.context, stored.visibility, stored.audience) == ("Mehr dazu.", "network", "body")


def test_results_that_were_hidden_when_people_voted_stay_so_until_the_end(make_question, chair, now):
    hidden = make_question(results_early=False)
    with pytest.raises(QuestionError, match="after the end") as refused:
        change_question(question=hidden, results_early=True, by=chair, at=now)
    assert refused.value.field == "results_early"
    shown = make_question(results_early=True)
    assert not change_question(question=shown, results_early=False, by=chair, at=now).results_early


def test_an_open_one_cannot_end_in_the_past(question, chair, now):
    with pytest.raises(QuestionError, match="must be in the future"):
        change_question(question=question, closes_at=now, by=chair, at=now)


def test_a_closed_one_stays_as_it_is(question, chair, now):
    close_question(question=question, by=chair, at=now)
    with pytest.raises(NotOpen, match="stays as it is"):
        change_question(question=question, title="Anders?", by=chair, at=now)
    with pytest.raises(NotOpen, match="stays as it is"):
        open_question(question=question, by=chair, at=now)


def test_nobody_hands_a_question_to_a_body_that_is_not_theirs(make_question, chair, now):
    other = Body.objects.create(kind="working_group", slug="wald", name="Wald", created_at=now)
    draft = make_question(opened=False)
    with pytest.raises(NotAllowed):
        change_question(question=draft, body=other, by=chair, at=now)


def test_who_does_not_run_it_changes_nothing(question, seat, member, now):
    for who in (seat(), member):
        for call in (open_question, close_question, change_question):
            with pytest.raises(NotAllowed):
                call(question=question, by=who, at=now)
    assert Question.objects.get().stage == Stage.OPEN


# ── opening ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_opening_makes_a_key_in_the_row(make_question, chair, now):
    draft = make_question(opened=False, closes_at=now + 2 * HOUR)
    opened = open_question(question=draft, by=chair, at=now + HOUR)
    assert (opened.stage, opened.opens_at, len(opened.key)) == ("open", now + HOUR, keys.LENGTH)
    assert keys.names() == []
    assert open_question(question=draft, by=chair, at=now + HOUR).key == opened.key
    assert verbs() == ["question.asked", "question.opened"]


def test_the_key_of_a_confidential_one_lies_apart(secret):
    assert secret.key is None
    assert keys.names() == [f"question-{secret.pk}"]


def test_one_whose_end_is_over_does_not_open(make_question, now):
    draft = make_question(opened=False, closes_at=now + HOUR)
    with pytest.raises(QuestionError, match="over already"):
        open_question(question=draft, by=None, at=now + HOUR)


# ── closing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_closing_notes_when_and_keeps_the_key_of_an_ordinary_one(question, chair, now):
    closed = close_question(question=question, by=chair, at=now + HOUR)
    assert (closed.stage, closed.closed_at, closed.key) == ("closed", now + HOUR, question.key)
    close_question(question=question, by=chair, at=now + 2 * HOUR)
    assert Question.objects.get().closed_at == now + HOUR
    assert verbs() == ["question.asked", "question.opened", "question.closed"]


def test_what_was_never_open_is_not_closed(make_question, now):
    with pytest.raises(NotOpen, match="not open yet"):
        close_question(question=make_question(opened=False), by=None, at=now)


def test_the_key_of_a_confidential_one_ends_with_the_commit(secret, chair, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        close_question(question=secret, by=chair, at=now)
        assert keys.names() != []  # the transaction can still be undone
    assert keys.names() == []


@pytest.mark.django_db(transaction=True)
def test_a_closing_that_is_undone_leaves_the_key(secret, chair, now):
    with transaction.atomic():
        close_question(question=secret, by=chair, at=now)
        transaction.set_rollback(True)
    assert Question.objects.get().stage == Stage.OPEN
    assert keys.read(f"question-{secret.pk}")


def test_closing_wishes_a_last_map(question, chair, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        close_question(question=question, by=chair, at=now)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [question.pk]
