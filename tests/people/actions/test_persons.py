"""Recording and changing persons, and how to reach them."""

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Topic
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.actions.persons import change_person, record_person, set_contacts
from ideenschmiede.people.models import Person

pytestmark = pytest.mark.django_db


def verbs(person):
    return list(Event.objects.filter(subject_type="people.person", subject_id=person.pk).values_list("verb", flat=True))


@pytest.mark.parametrize("name", ["Madonna", "O'Neill", "D’Angelo", "Freiherr von und zu Stein", "Þórsdóttir"])
def test_any_name_can_be_recorded(office, now, name):
    person = record_person(values={"family_name": f"  {name}\n"}, by=office, at=now)
    assert Person.objects.get().name == name
    assert (person.visibility, verbs(person)) == ("network", ["person.recorded"])


def test_an_event_holds_no_name(office, now):
    person = record_person(values={"family_name": "Geheimrat", "headline": "Streng geheim"}, by=office, at=now)
    change_person(person=person, values={"family_name": "Anders", "about": "Neu"}, by=office, at=now)
    set_contacts(person=person, contacts={"email": ("a@b.example", "network")}, by=office, at=now)
    told = str([event.data for event in Event.objects.filter(subject_id=person.pk, verb__startswith="person.")])
    assert told == "[{}, {'fields': ['about', 'family_name']}, {'fields': ['email']}]"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"family_name": " \t "}, "Family name: This field cannot be blank"),
        ({"family_name": "x" * 121}, "Family name: Ensure this value has at most 120 characters"),
        ({"family_name": "x", "form_of_address": "lord"}, "is not a valid choice"),
    ],
)
def test_what_does_not_fit_is_said_with_its_field(office, now, values, problem):
    with pytest.raises(PersonError, match=problem):
        record_person(values=values, by=office, at=now)
    assert not Person.objects.exists()


def test_nobody_writes_past_the_actions_fields(office, now):
    with pytest.raises(TypeError, match="visibility"):
        record_person(values={"family_name": "x", "visibility": "public"}, by=office, at=now)


def test_members_do_not_record_and_change_only_themselves(member, partner, make_person, now):
    own, other = make_person(account=member), make_person("Andere")
    with pytest.raises(NotAllowed):
        record_person(values={"family_name": "x"}, by=member, at=now)
    assert change_person(person=own, values={"headline": "Ich"}, by=member, at=now) == ["headline"]
    for who, person in ((member, other), (partner, own)):
        with pytest.raises(NotAllowed):
            change_person(person=person, values={"headline": "Du"}, by=who, at=now)
        with pytest.raises(NotAllowed):
            set_contacts(person=person, contacts={}, by=who, at=now)


def test_a_closed_account_changes_nothing(member, make_person, now):
    person = make_person(account=member)
    member.is_active = False
    with pytest.raises(NotAllowed):
        change_person(person=person, values={"headline": "Ich"}, by=member, at=now)


def test_an_erased_person_is_not_changed(office, make_person, now):
    person = make_person("", given_name="", erased_at=now)
    with pytest.raises(NotAllowed):
        change_person(person=person, values={"family_name": "Wieder"}, by=office, at=now)


def test_the_same_again_is_no_event(office, make_person, now):
    person = make_person(topics=("klima",))
    topics = Topic.objects.filter(slug="klima")
    assert change_person(person=person, values={"family_name": " Hecker "}, topics=topics, by=office, at=now) == []
    assert change_person(person=person, values={}, topics=[], by=office, at=now) == ["topics"]
    assert verbs(person) == ["person.changed"]


def test_what_is_not_given_stays(office, make_person, now):
    person = make_person(headline="Bleibt", topics=("klima",))
    stale = Person.objects.get()
    change_person(person=person, values={"about": "Neu"}, by=office, at=now)
    change_person(person=stale, values={"title": "Dr."}, by=office, at=now)
    person.refresh_from_db()
    assert (person.headline, person.about, person.title) == ("Bleibt", "Neu", "Dr.")
    assert person.topics.count() == 1


# ── contacts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_contacts_are_set_changed_and_taken_away(office, make_person, now):
    person = make_person()

    def put(**contacts):
        return set_contacts(person=person, contacts=contacts, by=office, at=now)

    assert put(email=(" a@b.example ", "network"), post=("Am Markt 1\n99001 Ort", "public")) == ["email", "post"]
    assert put(email=("a@b.example", "network"), phone=("", "public")) == []
    assert put(email=("a@b.example", "public")) == ["email"]
    assert put(email=("", "public")) == ["email"]
    assert [(one.kind, one.value, one.reach) for one in person.contacts.all()] == [
        ("post", "Am Markt 1\n99001 Ort", "public")
    ]
    assert verbs(person).count("person.changed") == 3


@pytest.mark.parametrize(
    ("kind", "value", "problem"),
    [
        ("email", "a@b", "“a@b” is not an e-mail address"),
        ("website", "javascript:alert(1)", "is not a web address"),
        ("phone", "anrufen!", "is not a telephone number"),
        ("mobile", "–", "is not a telephone number"),
        ("post", "x" * 301, "at most 300"),
    ],
)
def test_a_contact_that_is_none_keeps_what_was_there(office, make_person, make_contact, now, kind, value, problem):
    person = make_person()
    make_contact(person, "email", "alt@b.example")
    with pytest.raises(PersonError, match=problem):
        set_contacts(person=person, contacts={"email": ("neu@b.example", "public"), kind: (value, "public")}, by=office,
                     at=now)  # fmt: skip
    assert person.contacts.get().value == "alt@b.example"
