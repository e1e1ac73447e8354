"""Mandate, charter, visibility."""

from datetime import date

import pytest
from tests.groups.making import AT, make_group, who

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Topic
from ideenschmiede.groups.actions.mandates import set_mandate, set_visibility, write_charter
from ideenschmiede.groups.actions.noting import GroupError
from ideenschmiede.people.actions.appointments import close_body

MANDATE = {"aim": "Wir prüfen\r\nWerkzeuge.", "owes": "Eine Liste", "until": date(2027, 12, 31)}


def test_the_mandate(group, chair):
    topics = list(Topic.objects.filter(slug__in=["it", "klima"]))
    set_mandate(group=group, **MANDATE, topics=topics, by=who(chair), at=AT)
    group.refresh_from_db()
    assert (group.aim, group.owes, group.until) == ("Wir prüfen\nWerkzeuge.", "Eine Liste", date(2027, 12, 31))
    assert set(group.topics.all()) == set(topics)
    assert group.changed_at == AT
    event = Event.objects.get(verb="group.mandate_set")
    assert (event.actor, event.subject_id, event.data) == (chair.account_id, group.pk, {})


@pytest.mark.parametrize(
    ("values", "field"), [({"aim": " "}, "aim"), ({"aim": "a" * 2_001}, "aim"), ({"owes": "a" * 2_001}, "owes")],
    ids=["no aim", "long aim", "long debt"],
)  # fmt: skip
def test_a_mandate_that_is_none(group, values, field):
    with pytest.raises(GroupError) as error:
        set_mandate(group=group, **{**MANDATE, **values}, by=None, at=AT)
    assert error.value.field == field


def test_the_charter(group, chair):
    write_charter(group=group, charter="Dienstags.", by=who(chair), at=AT)
    group.refresh_from_db()
    assert group.charter == "Dienstags."
    with pytest.raises(GroupError, match="20000"):
        write_charter(group=group, charter="a" * 20_001, by=None, at=AT)


def test_only_who_leads_it(group, insider, member):
    for account in (who(insider), member):
        with pytest.raises(NotAllowed):
            set_mandate(group=group, **MANDATE, by=account, at=AT)
        with pytest.raises(NotAllowed):
            write_charter(group=group, charter="", by=account, at=AT)


@pytest.mark.parametrize(("visibility", "known", "kept"), [
    ("public", True, False), ("network", True, False), ("group", True, False),
    ("confidential", True, True), ("confidential", False, False),
])  # fmt: skip
def test_visibility_reaches_the_body(group, office, visibility, known, kept):
    set_visibility(group=group, visibility=visibility, is_known=known, by=office, at=AT)
    group.refresh_from_db()
    group.body.refresh_from_db()
    assert (group.visibility, group.is_known) == (visibility, kept)
    assert group.body.is_discreet is (visibility == "confidential")
    assert Event.objects.get(verb="group.visibility_set").visibility == {"public": "network"}.get(
        visibility, visibility
    )


def test_a_body_can_be_known_again(office):
    group = make_group(visibility="confidential")
    set_visibility(group=group, visibility="network", is_known=False, by=office, at=AT)
    group.body.refresh_from_db()
    assert not group.body.is_discreet


def test_the_chair_does_not_decide_who_sees_it(group, chair):
    with pytest.raises(NotAllowed):
        set_visibility(group=group, visibility="public", is_known=False, by=who(chair), at=AT)


def test_nothing_changes_in_a_closed_group(group, office):
    close_body(body=group.body, by=None, at=AT)
    for act in (
        lambda: set_mandate(group=group, **MANDATE, by=office, at=AT),
        lambda: write_charter(group=group, charter="", by=office, at=AT),
        lambda: set_visibility(group=group, visibility="public", is_known=False, by=office, at=AT),
    ):
        with pytest.raises(GroupError, match="closed"):
            act()


def test_what_a_public_group_does_openly_is_public(office):
    group = make_group(visibility="public")
    set_mandate(group=group, **MANDATE, by=office, at=AT)
    write_charter(group=group, charter="Dienstags.", by=office, at=AT)
    seen = dict(Event.objects.filter(subject_id=group.pk).values_list("verb", "visibility"))
    assert (seen["group.mandate_set"], seen["group.charter_written"]) == ("public", "network")
