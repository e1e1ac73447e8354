"""Organisations: one of each name, removed only while nobody belongs to them."""

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.actions.organisations import (
    change_organisation,
    record_organisation,
    remove_organisation,
)
from ideenschmiede.people.models import Membership, Organisation

pytestmark = pytest.mark.django_db


def test_from_recording_to_removing(office, kalletal, now):
    values = {"name": " Städte- und  Gemeindebund ", "abbreviation": "StGB", "sector": "association", "place": kalletal}
    made = record_organisation(values=values, by=office, at=now)
    assert made.name == "Städte- und Gemeindebund"
    assert change_organisation(organisation=made, values={"website": "https://x.example"}, by=office, at=now)
    assert not change_organisation(organisation=made, values={"abbreviation": "StGB"}, by=office, at=now)
    assert change_organisation(organisation=made, values={"name": "STÄDTE- und Gemeindebund"}, by=office, at=now)
    remove_organisation(organisation=made, by=office, at=now)
    verbs = Event.objects.filter(subject_type="people.organisation").order_by("pk").values_list("verb", flat=True)
    assert [verb.partition(".")[2] for verb in verbs] == ["recorded", "changed", "changed", "removed"]


def test_two_of_one_name_are_one(office, make_organisation, now):
    make_organisation("Wasserverband")
    with pytest.raises(PersonError, match="“WASSERVERBAND” has been recorded already"):
        record_organisation(values={"name": "WASSERVERBAND", "sector": "business"}, by=office, at=now)
    with pytest.raises(PersonError, match="recorded already"):
        change_organisation(
            organisation=make_organisation("Anders"), values={"name": "Wasserverband"}, by=office, at=now
        )


@pytest.mark.parametrize("values", [{"name": " ", "sector": "media"}, {"name": "x", "sector": "magic"}])
def test_what_cannot_be(office, now, values):
    with pytest.raises(PersonError):
        record_organisation(values=values, by=office, at=now)
    assert not Organisation.objects.exists()


def test_it_stays_while_somebody_belongs_to_it(office, make_organisation, make_person, now):
    organisation = make_organisation()
    Membership.objects.create(person=make_person(), organisation=organisation)
    with pytest.raises(PersonError, match="Somebody belongs to this organisation"):
        remove_organisation(organisation=organisation, by=office, at=now)


def test_the_office_alone(member, make_organisation, now):
    with pytest.raises(NotAllowed):
        record_organisation(values={"name": "x", "sector": "media"}, by=member, at=now)
    with pytest.raises(NotAllowed):
        change_organisation(organisation=make_organisation(), values={"name": "x"}, by=member, at=now)
