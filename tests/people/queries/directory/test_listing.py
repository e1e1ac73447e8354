"""The directory in memory says what the database says, for each reader; and it follows what changes."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from ideenschmiede.base import chronicle
from ideenschmiede.base.chronicle import record
from ideenschmiede.base.guarded import writing
from ideenschmiede.people.actions.expertise import set_expertise
from ideenschmiede.people.actions.offices import add_office
from ideenschmiede.people.actions.persons import change_person
from ideenschmiede.people.models import Appointment, Body, Membership, Person, PublicOffice
from ideenschmiede.people.queries.directory import reading
from ideenschmiede.people.queries.directory.listing import PersonListing
from ideenschmiede.people.queries.directory.shelf import current_shelf
from ideenschmiede.places.models import Place

GUEST = AnonymousUser()
pytestmark = pytest.mark.django_db


def ask(address="", who=GUEST):
    return PersonListing(QueryDict(address), who)


def names(address="", who=GUEST):
    found = ask(address, who)
    people = Person.objects.in_bulk([int(pk) for pk in found.ids])
    return [people[int(pk)].family_name for pk in found.ids]


def counts(param, address="", who=GUEST):
    group = next(one for one in ask(address, who).listing.filters if one.param == param)
    return {option.value: option.count for option in group.options}


@pytest.fixture
def four(make_person, make_expertise, make_organisation, kalletal, luebz, now):
    """Two mayors, a professor without office, and somebody who was never appointed; Berg for the network only."""
    Place.objects.filter(pk=kalletal.pk).update(area_ha=11_242, latitude=52.1, longitude=9.0)
    Place.objects.filter(pk=luebz.pk).update(area_ha=500)
    anker = make_person("Anker", place=kalletal, visibility="public")
    berg = make_person("Berg", place=luebz)
    clark = make_person("Clark", visibility="public")
    dorn = make_person("Dorn", appointed=None, visibility="public")
    school = make_organisation("Hochschule", sector="science", place=kalletal)
    Membership.objects.create(person=clark, organisation=school, function="Professor")
    make_expertise(anker, "klima")
    make_expertise(berg, "klima")
    make_expertise(clark, "it")
    group = Body.objects.create(kind="working_group", slug="digitales", name="Digitales", created_at=now)
    with writing():
        Appointment.objects.create(person=berg, body=group, status="active", created_at=now, changed_at=now)
        Appointment.objects.filter(person=clark).update(starts_on=date(2026, 1, 1))
        Appointment.objects.filter(person=anker).update(starts_on=date(2020, 1, 1))
    return anker, berg, clark, dorn


def test_who_is_there_for_whom(four, member, office, partner):
    assert names() == ["Anker", "Clark"]
    assert names(who=partner) == ["Anker", "Clark"]
    assert names(who=member) == ["Anker", "Berg", "Clark"]
    assert names(who=office) == ["Anker", "Berg", "Clark", "Dorn"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("thema=klima", ["Anker", "Berg"]),
        ("land=05", ["Anker", "Clark"]),
        ("land=13", ["Berg"]),
        ("groesse=10000", ["Anker", "Clark"]),
        ("groesse=5000", ["Berg"]),
        ("siedlung=rural", ["Anker", "Clark"]),
        ("siedlung=urban", ["Berg"]),
        ("bereich=municipality", ["Anker", "Berg"]),
        ("bereich=science", ["Clark"]),
        ("amt=mayor", ["Anker", "Berg"]),
        ("amt=council", []),
        ("gremium=digitales", ["Berg"]),
        ("thema=klima&land=05", ["Anker"]),
        ("thema=unsinn&land=99&stand=never", ["Anker", "Berg", "Clark"]),  # the status is the office's own filter
        ("sortierung=neu", ["Clark", "Anker", "Berg"]),
        ("sortierung=unsinn", ["Anker", "Berg", "Clark"]),
        ("sortierung=aehnlich", ["Anker", "Berg", "Clark"]),  # without a place there is no such order
        ("q=BERG", ["Berg"]),
        ("q=mara%20ank", ["Anker"]),
        ("q=%00", ["Anker", "Berg", "Clark"]),
        ("q=gibtesnicht", []),
    ],
)
def test_filters_sorts_and_names(four, member, address, expected):
    assert names(address, member) == expected


def test_counts_obey_what_one_may_see(four, member):
    assert counts("thema") == {"klima": 1, "it": 1}
    assert counts("thema", who=member) == {"klima": 2, "it": 1}
    assert counts("thema", "land=13", member) == {"klima": 1}
    assert counts("gremium", who=member)["digitales"] == 1
    assert "digitales" not in counts("gremium")


def test_the_office_filters_by_status(four, office, make_person):
    make_person("Ende", appointed="ended")
    make_person("Frisch", appointed="invited")
    assert counts("stand", who=office) == {"member": 3, "under_way": 1, "former": 1, "never": 1}
    assert names("stand=former", office) == ["Ende"]
    assert names("stand=under_way", office) == ["Frisch"]


def test_several_offices_and_topics_count_once(four, member, make_expertise, luebz):
    anker = four[0]
    PublicOffice.objects.create(person=anker, kind="council", title="Kreisrätin", place=luebz)
    make_expertise(anker, "it")
    assert names(who=member).count("Anker") == 1
    assert names("land=13", member) == ["Anker", "Berg"]
    assert counts("land", who=member) == {"05": 2, "13": 2}


def test_offices_that_are_over_or_still_to_come_do_not_count(four, member, luebz, now):
    today = now.date()
    old, new = {"until": today - timedelta(days=400)}, {"since": today + timedelta(days=4000)}
    for term in (old, new):
        PublicOffice.objects.create(person=four[0], kind="council", title="Rat", place=luebz, **term)
    assert names("land=13", member) == ["Berg"]


def test_a_kreis_is_no_large_town(four, member, kalletal):
    Place.objects.filter(key="05766").update(population=340_000)
    PublicOffice.objects.filter(person=four[0]).update(place=kalletal.parent, kind="district_head")
    assert names("groesse=100000", member) == []
    assert names("amt=district_head&land=05", member) == ["Anker"]


class TestPlacesLikeMine:
    @pytest.fixture
    def twin(self, make_place_like):
        return make_place_like("05766099", "Zwilling", 13_300, 11_000)

    @pytest.fixture
    def make_place_like(self, kalletal):
        def make(key, name, people, area):
            return Place.objects.create(
                key=key, name=name, level="municipality", source="example",
                population=people, area_ha=area, parent=kalletal.parent,
            )  # fmt: skip

        return make

    def test_the_most_similar_place_first(self, four, member, twin, make_person, make_place_like):
        make_person("Zander", place=make_place_like("05766098", "Weiler", 200, 5))
        assert names(f"ort={twin.key}", member) == ["Anker", "Clark", "Berg", "Zander"]
        assert ask(f"ort={twin.key}", member).sort == "aehnlich"
        assert names(f"ort={twin.key}&sortierung=name", member) == ["Anker", "Berg", "Clark", "Zander"]

    def test_where_the_expertise_was_gained_counts(
        self, four, member, twin, make_person, make_expertise, make_evidence
    ):
        person = make_person("Zander", visibility="public")
        make_expertise(person, "it", make_evidence("Preis", person=person, place=twin, visibility="network"))
        assert names(f"ort={twin.key}", member)[0] == "Zander"
        assert names(f"ort={twin.key}") == ["Anker", "Clark", "Zander"]  # guests do not see that evidence

    def test_what_was_typed(self, four, twin):
        assert ask("ort=Zwilling").mine.place == twin
        unclear = ask("ort=Nirgendwo")
        assert (unclear.mine.place, unclear.mine.is_unclear, unclear.alike) == (None, True, None)
        assert not ask("ort=").mine.is_unclear

    def test_a_place_that_is_not_compared(self, four, member, kalletal):
        found = ask(f"ort={kalletal.parent.key}", member)
        assert (found.mine.place, found.alike, found.sort) == (kalletal.parent, None, "name")


class TestFollowing:
    @pytest.fixture
    def read(self, monkeypatch):
        """What was asked of the database."""
        asked = []
        real = reading.read_columns

        def note(wanted, theirs, about):
            asked.append(wanted)
            return real(wanted, theirs, about)

        monkeypatch.setattr("ideenschmiede.people.queries.directory.shelf.read_columns", note)
        return asked

    def test_changes_appear_at_once(self, four, member, now):
        assert names("thema=energie", member) == []
        at = now + timedelta(minutes=1)
        set_expertise(person=four[0], topic=_topic("energie"), by=None, at=at)
        change_person(person=four[0], values={"headline": "Neu."}, by=None, at=at)
        assert names("thema=energie", member) == ["Anker"]

    def test_only_who_was_touched_is_read_again(self, four, member, read, kalletal, now, django_assert_num_queries):
        chronicle.seal()
        names(who=member)
        at = now + timedelta(minutes=1)
        values = {"kind": "council", "title": "Rätin", "place": kalletal}
        add_office(person=four[1], values=values, by=None, at=at)
        chronicle.seal()
        assert names("land=05", member) == ["Anker", "Berg", "Clark"]
        assert [bool(wanted) for wanted in read] == [False, True]
        with django_assert_num_queries(2):  # the head of the chronicle and the latest change
            current_shelf()

    def test_appointments_are_followed(self, four, member, make_person, now):
        assert "Dorn" not in names(who=member)
        with writing():
            Appointment.objects.create(
                person=four[3], body=Body.objects.get(kind="network"), status="active", created_at=now,
                changed_at=now + timedelta(minutes=1),
            )  # fmt: skip
        assert "Dorn" in names(who=member)

    def test_an_erased_person_is_gone(self, four, member, now):
        assert "Anker" in names(who=member)
        at = now + timedelta(minutes=1)
        Person.objects.filter(pk=four[0].pk).update(erased_at=at, family_name="", given_name="", changed_at=at)
        assert len(ask(who=member).ids) == 2

    def test_a_new_register_is_read_whole(self, four, member, read, kalletal, now):
        names(who=member)
        Place.objects.filter(pk=kalletal.pk).update(population=1_500)
        record(verb="register.imported", subject=kalletal, by=None, at=now)
        chronicle.seal()
        assert names("groesse=0", member) == ["Anker", "Clark"]
        assert [bool(wanted) for wanted in read] == [False, False]


def _topic(slug):
    return next(one for one in current_shelf().about.topics if one.slug == slug)


def test_nobody_at_all(member):
    assert names(who=member) == []
    assert names("q=irgendwer&ort=05766036", member) == []
