"""Consents: purpose by purpose, taken back as easily, and what they show."""

from datetime import timedelta

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions.consents import give_consent, withdraw_consent
from ideenschmiede.people.models import Consent, Purpose

pytestmark = pytest.mark.django_db


def test_a_consent_is_given_once_withdrawn_and_given_anew(member, make_person, now):
    person = make_person(account=member)
    for wording in ("Ja", "Ja, wirklich"):
        give_consent(person=person, purpose=Purpose.PRESS, wording=wording, by=member, at=now)
    assert Consent.objects.get().wording == "Ja"
    assert withdraw_consent(person=person, purpose=Purpose.PRESS, by=member, at=now + timedelta(1))
    assert not withdraw_consent(person=person, purpose=Purpose.PRESS, by=member, at=now)
    give_consent(person=person, purpose=Purpose.PRESS, wording="Doch", by=None, at=now + timedelta(2))
    assert Consent.objects.count() == 2
    events = Event.objects.filter(verb__startswith="consent.").order_by("pk")
    assert [(event.verb, event.data, event.actor) for event in events] == [
        ("consent.given", {"purpose": "press"}, member.pk),
        ("consent.withdrawn", {"purpose": "press"}, member.pk),
        ("consent.given", {"purpose": "press"}, None),
    ]


def test_only_the_public_profile_opens_the_profile(member, make_person, now):
    person = make_person(account=member)
    for purpose in Purpose:
        give_consent(person=person, purpose=purpose, wording="Ja", by=member, at=now)
        person.refresh_from_db()
        assert person.visibility == "public"  # the public profile comes first
    withdraw_consent(person=person, purpose=Purpose.PORTRAIT, by=member, at=now)
    person.refresh_from_db()
    assert person.visibility == "public"
    withdraw_consent(person=person, purpose=Purpose.PUBLIC_PROFILE, by=member, at=now)
    person.refresh_from_db()
    assert person.visibility == "network"


def test_nobody_consents_for_others(member, make_person, now):
    person = make_person()
    with pytest.raises(NotAllowed):
        give_consent(person=person, purpose=Purpose.PRESS, wording="Ja", by=member, at=now)
    with pytest.raises(NotAllowed):
        withdraw_consent(person=person, purpose=Purpose.PRESS, by=member, at=now)
