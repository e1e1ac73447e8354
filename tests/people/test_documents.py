"""How persons and organisations become search documents."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions.consents import give_consent
from ideenschmiede.people.actions.expertise import record_evidence
from ideenschmiede.people.actions.organisations import change_organisation
from ideenschmiede.people.actions.persons import change_person
from ideenschmiede.people.documents import Organisations, Persons
from ideenschmiede.people.models import Membership, PublicOffice
from ideenschmiede.places.models import RegisterImport

pytestmark = pytest.mark.django_db


def built(person):
    (document,) = Persons().build([person.pk])
    return document


@pytest.fixture
def known(make_person, make_evidence, make_expertise, make_organisation, kalletal, luebz, network):
    kalletal.area_ha = 11_224
    kalletal.save()
    person = make_person(
        "Stein", title="Dr.", given_name="Karla", place=kalletal, topics=("it",), headline="Rufbus", about="Lange dabei"
    )
    yesterday = timezone.localdate() - timedelta(days=1)
    PublicOffice.objects.create(person=person, kind="council", title="Rätin", place=luebz, until=yesterday)
    Membership.objects.create(person=person, organisation=make_organisation(abbreviation="WV"), function="Vorsitz")
    make_expertise(person, "klima", make_evidence("Klimapreis", person), helps_with="Wie?")
    return person


def test_a_person_with_all_that_is_known(known, kalletal, network):
    found = built(known)
    assert found.title == "Dr. Karla Stein"
    assert set(found.facets) == {
        "topic:it", "topic:klima", "role:mayor", "land:05", "size:10000", "settlement:rural", "sector:association",
        "sector:municipality", f"body:{network.slug}",
    }  # fmt: skip
    assert found.numbers == {"place": kalletal.pk}
    assert (found.visibility, found.url) == ("network", f"/mitglieder/{known.pk}/")
    assert found.meaning == "Dr. Karla Stein. Rufbus"
    for part in (
        "Bürgermeisterin Kalletal",
        "Rätin Lübz",
        "Lange dabei",
        "Vorsitz Wasserverband WV",
        "Wie?",
        "Klimapreis",
    ):
        assert part in found.text, part


def test_what_only_members_read_does_not_lead_guests_to_somebody(known, make_evidence, now):
    make_evidence("Öffentliches", known, visibility="public")
    give_consent(person=known, purpose="public_profile", wording="Ja", by=None, at=now)
    found = built(known)
    assert found.visibility == "public"
    assert "Öffentliches" in found.text
    assert "Klimapreis" not in found.text


def test_contacts_are_not_searched(known, make_contact):
    make_contact(known, "phone", "0123456789", "public")
    assert "0123" not in built(known).text


@pytest.mark.parametrize("status", ["noticed", "invited", "ended"])
def test_only_who_is_in_the_network_is_found(make_person, status):
    person = make_person(appointed=status)
    assert list(Persons().build([person.pk])) == []
    assert Persons().all_ids() == []


def test_a_person_without_anything_is_found_by_the_name(make_person):
    found = built(make_person("Madonna", given_name=""))
    assert (found.title, found.text, found.facets[:1]) == ("Madonna", "", found.facets[:1])


def test_what_touches_a_person(known, make_organisation, office, kalletal, now):
    persons = Persons()
    change_person(person=known, values={"about": "Neu"}, by=office, at=now)
    record_evidence(
        values={"kind": "award", "title": "Neu", "person": known, "visibility": "public"}, by=office, at=now
    )
    change_organisation(organisation=known.memberships.get().organisation, values={"name": "Neu"}, by=office, at=now)
    events = Event.objects.filter(verb__in=("person.changed", "evidence.recorded", "organisation.changed"))
    assert [persons.touched_by(event) for event in events] == [[known.pk]] * 3
    record_evidence(values={"kind": "award", "title": "Ort", "place": kalletal}, by=office, at=now)
    assert persons.touched_by(Event.objects.latest("pk")) == []
    appointment = known.appointments.get()
    record(verb="appointment.ended", subject=appointment, by=office, at=now, data={"person": known.pk})
    assert persons.touched_by(Event.objects.latest("pk")) == [known.pk]
    register = RegisterImport.objects.create(source="x", sha256="0" * 64, imported_at=now)
    record(verb="register.imported", subject=register, by=None, at=now)
    assert persons.touched_by(Event.objects.latest("pk")) is None
    record(verb="account.opened", subject=office, by=None, at=now)
    assert persons.touched_by(Event.objects.latest("pk")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_a_batch_costs_the_same(make_person, make_evidence, make_expertise, kalletal, django_assert_num_queries, rows):
    ids = []
    for number in range(rows):
        person = make_person(f"Person {number}", place=kalletal, topics=("it",))
        make_expertise(person, "klima", make_evidence("Preis", person))
        ids.append(person.pk)
    with django_assert_num_queries(8):
        assert len(list(Persons().build(ids))) == rows


def test_an_office_that_ends_today_is_still_held(make_person, kalletal):
    person = make_person()
    PublicOffice.objects.create(
        person=person, kind="mayor", title="Amt", place=kalletal, since=date(2000, 1, 1), until=timezone.localdate()
    )
    assert "role:mayor" in built(person).facets


def test_an_organisation(make_organisation, kalletal, office, now):
    organisation = make_organisation("Bund", abbreviation="BL", place=kalletal)
    documents = Organisations()
    assert documents.all_ids() == [organisation.pk]
    (found,) = documents.build([organisation.pk])
    assert (found.title, found.text, set(found.facets)) == ("Bund", "BL\nKalletal", {"sector:association", "land:05"})
    change_organisation(organisation=organisation, values={"name": "Neu"}, by=office, at=now)
    assert documents.touched_by(Event.objects.latest("pk")) == [organisation.pk]
    record(verb="account.opened", subject=office, by=None, at=now)
    assert documents.touched_by(Event.objects.latest("pk")) == []
