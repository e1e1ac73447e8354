"""What a release is made of: the appointment as it was sent, and the settings."""

from datetime import UTC, date, datetime

import pytest
from tests.press.conftest import NOW

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.models import Appointment, AppointmentStep, Body, PublicOffice
from ideenschmiede.press.actions.release_facts import release_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def appointment(make_person, make_appointment, kalletal):
    return make_appointment(make_person(place=kalletal, form_of_address="frau"), ends_on=date(2028, 12, 31))


def test_person_office_and_place(appointment, kalletal):
    facts = release_facts(appointment)
    assert (facts.form, facts.first_name, facts.last_name) == ("frau", "Erika", "Muster")
    assert (facts.office, facts.place, facts.population) == ("Bürgermeisterin", "Kalletal", 13_401)
    assert facts.land == "Nordrhein-Westfalen"
    assert (facts.start, facts.end) == (date(2026, 1, 1), date(2028, 12, 31))
    assert facts.capacity == "member"


def test_before_the_invitation_it_says_what_stands_now(appointment):
    assert release_facts(appointment).reason == "Der Bürgerbus ist seit fünf Jahren ein Vorbild."
    proof = {"kind": "award", "title": "Preis", "person": appointment.person, "created_at": NOW}
    appointment.evidence.create(**proof)
    assert [one.title for one in release_facts(appointment).evidence] == ["Preis"]


def test_afterwards_what_was_sent(appointment):
    appointment.frozen = {
        "reason": "Wie im Brief.",
        "evidence": [{"id": 1, "kind": "award", "title": "Im Brief", "date": "", "place": "", "url": "", "shows": ""}],
        "office": {"title": "Landrätin", "place": "Lippe", "kind": "Kreis"},
    }
    PublicOffice.objects.update(title="Etwas anderes")
    facts = release_facts(appointment)
    assert (facts.reason, facts.office, facts.place, facts.place_kind) == (
        "Wie im Brief.",
        "Landrätin",
        "Lippe",
        "Kreis",
    )
    assert [one.title for one in facts.evidence] == ["Im Brief"]


def test_who_was_sent_a_letter_without_an_office_has_none(appointment):
    appointment.frozen = {"reason": "R", "evidence": [], "office": None}
    assert (release_facts(appointment).office, release_facts(appointment).place) == ("", "")


def test_the_day_is_the_one_of_the_answer(appointment):
    assert release_facts(appointment).day is None
    for status, day in (("invited", 1), ("accepted", 3), ("active", 9)):
        at = datetime(2026, 2, day, 23, 30, tzinfo=UTC)
        with writing():
            AppointmentStep.objects.create(appointment=appointment, status=status, at=at)
    assert release_facts(appointment).day == date(2026, 2, 4)  # past midnight in Berlin


def test_who_was_taken_over_from_older_papers_was_appointed_on_an_unknown_day(appointment):
    with writing():
        AppointmentStep.objects.create(appointment=appointment, status="active", at=NOW)
    assert release_facts(appointment).day is None


def test_little_is_known(make_person, make_appointment):
    bare = make_appointment(make_person("Madonna", ""), reason="", office=None, starts_on=None)
    facts = release_facts(bare)
    assert (facts.office, facts.place, facts.population, facts.land, facts.start, facts.day) == (
        "",
        "",
        None,
        "",
        None,
        None,
    )
    assert facts.name == "Madonna"


def test_the_settings(appointment, settings):
    settings.NETWORK_PLACE, settings.NETWORK_ABOUT = "Berlin", ("Über uns.",)
    facts = release_facts(appointment)
    assert (facts.city, facts.about, facts.contact) == ("Berlin", ("Über uns.",), ())
    assert facts.address.endswith(f"/{appointment.pk}/")


def test_a_working_group_in_the_network(make_person, network):
    group = Body.objects.create(kind="working_group", slug="digitales", name="Digitales", created_at=NOW)
    with writing():
        chair = Appointment.objects.create(
            person=make_person(), body=group, capacity="chair", status="active", created_at=NOW, changed_at=NOW
        )
    facts = release_facts(chair)
    assert (facts.body.kind, facts.body.name, facts.network.kind, facts.capacity) == (
        "working_group", "Digitales", "network", "chair",
    )  # fmt: skip
