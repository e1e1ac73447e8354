"""Asking for an introduction: the office gets a mail, not too often, and only members ask."""

from datetime import timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import tasks
from ideenschmiede.base.actions import close_account
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.actions.introductions import MAIL, ask_for_introduction, forget_questions

pytestmark = pytest.mark.django_db


def ask(person, by, at, text="Der Rufbus: wie?"):
    ask_for_introduction(person=person, text=text, by=by, at=at)


def queued():
    return [row.args_kwargs["args"] for row in DBTaskResult.objects.order_by("enqueued_at")]


def test_the_office_gets_a_mail_with_the_question(make_person, member, office, now):
    person = make_person("O'Neill <3>")
    ask(person, member, now, " Der Rufbus:\r\nwie? ")
    (arguments,) = queued()
    assert tasks.mail_account.call(*arguments) == "sent"
    (sent,) = mail.outbox
    assert sent.to == [office.email]
    assert sent.subject == "Beispielperson möchte Mara O'Neill <3> kennenlernen"
    assert all(part in sent.body for part in ("Der Rufbus:\nwie?", member.email, f"/mitglieder/{person.pk}-mara-o"))
    html = sent.alternatives[0][0]
    assert "O&#x27;Neill &lt;3&gt;" in html
    event = Event.objects.get(verb="introduction.asked")
    assert (event.actor, event.subject_id, event.data) == (member.pk, person.pk, {})


@pytest.mark.parametrize(("text", "problem"), [(" \n ", "what it is about"), ("x" * 2_001, "2,000")])
def test_a_text_that_cannot_be(make_person, member, office, now, text, problem):
    with pytest.raises(PersonError, match=problem):
        ask(make_person(), member, now, text)
    assert queued() == []


def test_the_same_person_once_a_week(make_person, member, office, now):
    person = make_person()
    ask(person, member, now)
    with pytest.raises(PersonError, match="within the last week"):
        ask(person, member, now + timedelta(days=6))
    ask(person, member, now + timedelta(days=8))
    assert len(queued()) == 2


def test_five_a_day(make_person, member, office, now):
    for number in range(5):
        ask(make_person(f"Nummer {number}"), member, now + timedelta(minutes=number))
    sixth = make_person("Nummer 6")
    with pytest.raises(PersonError, match="five introductions a day"):
        ask(sixth, member, now + timedelta(hours=1))
    ask(sixth, member, now + timedelta(hours=25))


def test_without_an_office_nobody_would_read_it(make_person, member, office, now):
    close_account(account=office, by=None, at=now)
    with pytest.raises(PersonError, match="no account yet"):
        ask(make_person(), member, now)
    assert not Event.objects.filter(verb="introduction.asked").exists()


def test_only_members_and_not_to_oneself(make_person, member, partner, office, now):
    own = make_person(account=member)
    for person, who in ((own, member), (make_person("Zwei"), partner), (make_person("Drei"), office)):
        with pytest.raises(NotAllowed):
            ask(person, who, now)


def test_what_lies_in_the_queue_can_be_forgotten(make_person, member, office, account_with, now):
    asked, asker = make_person("Gefragt"), make_person("Fragt", account=member)
    ask(asked, member, now)
    ask(make_person("Andere"), account_with("member", email="b@example.org"), now)
    tasks.mail_account.enqueue("base/mail/welcome", member.pk)
    forget_questions(asker)
    assert sorted(one[0] for one in queued()) == ["base/mail/welcome", MAIL]
    forget_questions(asked)
    assert len(queued()) == 2
