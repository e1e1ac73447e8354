"""Handover of the chair: asked for when an appointment ends, written, taken over."""

import pytest
from django_tasks_db.models import DBTaskResult
from tests.groups.making import AT, DAY, make_group, make_person, seat, who

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.groups import tasks
from ideenschmiede.groups.actions import handovers as acts
from ideenschmiede.groups.actions.noting import GroupError
from ideenschmiede.groups.models import Handover
from ideenschmiede.groups.queries.handovers import handovers_for
from ideenschmiede.people.actions import appointments as people
from ideenschmiede.people.actions.erasure import erase_person

WORDS = {"achieved": "Zwei Werkzeuge.", "open_matters": "Die App.", "advice": "Fragt zuerst."}
ASK = tasks.ask_by_mail.module_path


def leave(person, how=people.end):
    how(appointment=person.appointments.filter(status="active").get(), by=None, at=AT)


def asked_by_mail():
    return DBTaskResult.objects.filter(task_path=ASK).count()


@pytest.mark.parametrize("how", [people.end, people.resign, people.lose_office], ids=["end", "resign", "office lost"])
def test_who_leaves_the_chair_is_asked(group, chair, how):
    leave(chair, how)
    handover = Handover.objects.get()
    assert (handover.group, handover.from_person, handover.asked_at, handover.written_at) == (group, chair, AT, None)
    assert Event.objects.get(verb="handover.asked").data == {"handover": handover.pk}
    assert asked_by_mail() == 1


@pytest.mark.parametrize("capacity", ["deputy", "member", "guest"])
def test_others_are_not_asked(group, capacity):
    leave(make_person("Jemand", group, capacity))
    assert not Handover.objects.exists()


def test_who_goes_on_is_not_asked(group, chair):
    """The renewed term begins as the old one ends."""
    old = chair.appointments.get()
    seat(chair, group, "chair", status="accepted", previous=old)
    leave(chair)
    assert not Handover.objects.exists()


def test_who_goes_on_as_a_member_is_asked(group, chair):
    old = chair.appointments.get()
    seat(chair, group, "member", status="accepted", previous=old)
    leave(chair)
    assert Handover.objects.exists()


def test_what_is_written_already_is_not_asked_for_again(group, chair):
    acts.write_handover(group=group, **WORDS, by=who(chair), at=AT)
    leave(chair)
    assert Handover.objects.get().written_at == AT
    assert asked_by_mail() == 0


def test_nobody_hands_over_a_group_that_closes(group, chair):
    people.close_body(body=group.body, by=None, at=AT)
    assert not Handover.objects.exists()


def test_a_written_one_stays_when_the_group_closes(group, chair):
    acts.write_handover(group=group, **WORDS, by=who(chair), at=AT)
    people.close_body(body=group.body, by=None, at=AT)
    assert Handover.objects.count() == 1


def test_an_erased_chair_leaves_an_empty_one(group, chair):
    erase_person(person=chair, by=None, at=AT)
    assert Handover.objects.get().from_person is None
    assert asked_by_mail() == 0


def test_names_go_from_written_ones_too(group, chair):
    handover = acts.write_handover(group=group, **WORDS, by=who(chair), at=AT)
    new = make_person("Neue", group, "chair")
    acts.take_over(handover=handover, by=who(new), at=AT)
    for person in (chair, new):
        erase_person(person=person, by=None, at=AT)
    handover.refresh_from_db()
    assert (handover.from_person, handover.to_person, handover.achieved) == (None, None, WORDS["achieved"])


def test_from_one_chair_to_the_next(group, chair):
    leave(chair)
    handover, account = Handover.objects.get(), who(chair)
    assert list(handovers_for(account)) == [handover]
    acts.write_handover(group=group, handover=handover, **WORDS, by=account, at=AT)
    assert list(handovers_for(who(chair))) == []
    new = make_person("Neue", group, "chair")
    assert list(handovers_for(who(new))) == [handover]
    acts.take_over(handover=handover, by=who(new), at=AT + DAY)
    acts.take_over(handover=handover, by=who(new), at=AT + 2 * DAY)
    handover.refresh_from_db()
    assert (handover.to_person, handover.taken_over_at, handover.advice) == (new, AT + DAY, "Fragt zuerst.")
    assert list(handovers_for(who(new))) == []
    with pytest.raises(GroupError, match="taken over"):
        acts.write_handover(group=group, handover=handover, **WORDS, by=None, at=AT)


def test_who_read_an_old_page_overwrites_nothing(group, chair):
    handover = acts.write_handover(group=group, **WORDS, by=who(chair), at=AT)
    stale, also = Handover.objects.get(), Handover.objects.get()
    new = make_person("Neue", group, "chair")
    acts.take_over(handover=handover, by=who(new), at=AT + DAY)
    with pytest.raises(GroupError, match="taken over"):
        acts.write_handover(group=group, handover=stale, **WORDS, by=None, at=AT)
    acts.take_over(handover=also, by=who(make_person("Zweite", group, "deputy")), at=AT + 2 * DAY)
    handover.refresh_from_db()
    assert (handover.to_person, handover.taken_over_at) == (new, AT + DAY)


def test_the_office_writes_for_the_chair(group, chair, office):
    assert acts.write_handover(group=group, **WORDS, by=office, at=AT).from_person == chair


def test_the_deputy_writes_as_themselves(group, chair):
    deputy = make_person("Stellvertretung", group, "deputy")
    assert acts.write_handover(group=group, **WORDS, by=who(deputy), at=AT).from_person == deputy


@pytest.mark.parametrize(
    ("values", "field"),
    [({"achieved": " ", "open_matters": ""}, "achieved"), ({"advice": "a" * 5_001}, "advice")],
    ids=["nothing", "too long"],
)
def test_what_says_nothing(group, chair, values, field):
    with pytest.raises(GroupError) as error:
        acts.write_handover(group=group, **{**WORDS, **values}, by=None, at=AT)
    assert error.value.field == field
    assert not Handover.objects.exists()


def test_nothing_to_take_over_yet(group, chair):
    leave(chair)
    new = make_person("Neue", group, "chair")
    with pytest.raises(GroupError, match="Nothing has been written"):
        acts.take_over(handover=Handover.objects.get(), by=who(new), at=AT)


def test_who_may(group, chair, insider, office, member):
    handover = acts.write_handover(group=group, **WORDS, by=who(chair), at=AT)
    for account in (who(chair), who(insider), office, member):
        with pytest.raises(NotAllowed):
            acts.take_over(handover=handover, by=account, at=AT)
    for account in (who(insider), member):
        with pytest.raises(NotAllowed):
            acts.write_handover(group=group, handover=handover, **WORDS, by=account, at=AT)
        with pytest.raises(NotAllowed):
            acts.write_handover(group=group, **WORDS, by=account, at=AT)


def test_the_mail(group, chair, mailoutbox, django_capture_on_commit_callbacks):
    leave(chair)
    handover = Handover.objects.get()
    assert tasks.ask_by_mail.call(handover.pk) == "asked"
    enqueued = DBTaskResult.objects.filter(task_path="ideenschmiede.base.tasks.mail_account").order_by("enqueued_at")
    template, account, context = enqueued.last().args_kwargs["args"]
    assert (template, account) == ("groups/mail/handover", chair.account_id)
    assert context["group"] == "Arbeitsgruppe Digitales"
    assert context["url"].endswith(f"/arbeitsgruppen/arbeitsgruppe-digitales/uebergabe/{handover.pk}/")


@pytest.mark.parametrize("why", ["written", "closed", "nobody", "gone"])
def test_no_mail_where_it_is_no_longer_true(group, chair, why):
    leave(chair)
    handover = Handover.objects.get()
    if why == "written":
        acts.write_handover(group=group, handover=handover, **WORDS, by=None, at=AT)
    elif why == "closed":
        people.close_body(body=group.body, by=None, at=AT)
    elif why == "nobody":
        Handover.objects.update(from_person=None)
    else:
        handover.delete()
    assert tasks.ask_by_mail.call(handover.pk or 0) == "gone"


def test_what_waits_for_nobody_else(group, chair, member):
    other = make_group("Andere")
    lead = make_person("Andere", other, "chair")
    acts.write_handover(group=group, **WORDS, by=who(chair), at=AT)
    assert list(handovers_for(who(lead))) == []
    assert list(handovers_for(member)) == []
    assert not Handover.objects.filter(group=other).exists()
