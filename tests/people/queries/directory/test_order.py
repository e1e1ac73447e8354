"""Orders, pages, and the map: the same persons in every view, each once."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from django.http import QueryDict
from django.utils import timezone
from tests.people.queries.directory.test_listing import names

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.models import Appointment, Person, PublicOffice
from ideenschmiede.people.queries.directory.cards import persons_in_order
from ideenschmiede.people.queries.directory.listing import LONGEST, PersonListing
from ideenschmiede.people.queries.directory.shelf import current_shelf
from ideenschmiede.people.views.atlas import atlas
from ideenschmiede.places.models import Place
from ideenschmiede.places.twins import place_space

pytestmark = pytest.mark.django_db
FIGURES = [(150, 900), (900, 3_000), (2_100, 400), (6_000, 5_000), (13_401, 11_242), (24_000, 2_000), (61_000, 9_000)]


@pytest.fixture
def towns(kalletal):
    """Seven places from a hamlet to a town, in no order."""
    found = []
    for number, (people, area) in enumerate([FIGURES[at] for at in (3, 0, 6, 2, 5, 1, 4)]):
        found.append(
            Place.objects.create(
                key=f"057661{number:02}", name=f"Ort {people}", level="municipality",
                source="example", population=people, area_ha=area, parent=kalletal.parent, latitude=51 + number / 3,
                longitude=8 + number / 2,
            )
        )  # fmt: skip
    return found


def ask(address, who):
    return PersonListing(QueryDict(address), who)


class TestPlacesLikeMine:
    @pytest.mark.parametrize("mine", range(7))
    def test_the_order_is_that_of_the_twins(self, towns, make_person, member, mine):
        for town in towns:
            make_person(f"Aus {town.name}", place=town)
        space = place_space()
        alike = space.similarities(towns[mine].pk)
        best_first = sorted(towns, key=lambda town: -alike[space.row_of[town.pk]])
        found = names(f"ort={towns[mine].key}", member)
        assert found[0] == f"Aus {towns[mine].name}"
        assert found == [f"Aus {town.name}" for town in best_first]

    def test_of_several_offices_the_most_similar_place_counts(self, towns, make_person, member):
        mine, other, far = towns[0], towns[6], towns[2]
        make_person("Anker", place=other)
        both = make_person("Zander", place=far)
        assert names(f"ort={mine.key}", member)[0] == "Anker"
        PublicOffice.objects.create(person=both, kind="council", title="Rat", place=mine)
        Person.objects.filter(pk=both.pk).update(changed_at=both.changed_at + timedelta(minutes=1))
        assert names(f"ort={mine.key}", member) == ["Zander", "Anker"]

    def test_who_is_from_nowhere_comes_last_and_by_name(self, towns, make_person, member):
        for name in ("Zorn", "Albers"):
            make_person(name)
        make_person("Mitte", place=towns[2])
        assert names(f"ort={towns[0].key}", member) == ["Mitte", "Albers", "Zorn"]
        assert names(f"ort={towns[0].key}&q=mara", member) == ["Mitte", "Albers", "Zorn"]

    def test_equally_similar_ones_are_in_the_order_of_their_names(self, towns, make_person, member):
        for name in ("Cramer", "Albers", "Berg"):
            make_person(name, place=towns[1])
        assert names(f"ort={towns[0].key}", member) == ["Albers", "Berg", "Cramer"]


def test_the_newest_first_and_among_equals_the_latest_recorded(make_person, member):
    for name, day in (("Alt", 1), ("Eins", 9), ("Zwei", 9), ("Ohne", None)):
        person = make_person(name)
        with writing():
            Appointment.objects.filter(person=person).update(starts_on=day and date(2026, 1, day))
    assert names("sortierung=neu", member) == ["Zwei", "Eins", "Alt", "Ohne"]


def test_namesakes_keep_their_order(make_person, member):
    ids = [make_person("Müller", given_name=given).pk for given in ("Ute", "Ute", "Anna", "Ute")]
    assert ask("", member).ids.tolist() == [ids[2], ids[0], ids[1], ids[3]]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("q=ber&land=05", ["Berg"]),
        ("q=ber&land=13", []),
        ("q=ber%20mara", ["Berg", "Oberberg"]),
        ("q=mara%20ber%20nie", []),
        ("q=%20%20BÉRG%20", ["Berg", "Oberberg"]),
        ("q=ber&sortierung=neu", ["Oberberg", "Berg"]),
    ],
)
def test_words_and_filters_together(make_person, kalletal, luebz, member, address, expected):
    make_person("Oberberg")
    make_person("Berg", place=kalletal)
    make_person("Tal", place=kalletal)
    with writing():
        Appointment.objects.filter(person__family_name="Oberberg").update(starts_on=date(2026, 1, 1))
    assert names(address, member) == expected


def test_counts_heed_the_words(make_person, kalletal, luebz, member):
    make_person("Berg", place=kalletal)
    make_person("Tal", place=luebz)
    lands = next(one for one in ask("q=berg", member).listing.filters if one.param == "land")
    assert [(option.value, option.count) for option in lands.options] == [("05", 1)]


def test_a_search_without_end_is_cut(member):
    assert len(ask(f"q={'x' * 5_000}", member).text) == LONGEST


class TestPages:
    @pytest.fixture
    def many(self, make_person):
        return [make_person(f"P{number:03}", visibility="public") for number in range(45)]

    def test_each_person_is_on_one_page(self, client, many):
        shown = []
        for page in (1, 2, 3):
            cards = client.get(f"/mitglieder/?seite={page}").context["cards"]
            shown += [one.person.pk for one in cards]
            assert len(cards) == (5 if page == 3 else 20)
        assert shown == [one.pk for one in many]

    def test_beyond_the_last_page_is_the_last_page(self, client, many):
        assert [one.person.pk for one in client.get("/mitglieder/?seite=99").context["cards"]] == [
            one.pk for one in many[40:]
        ]

    def test_the_next_page_keeps_what_was_chosen(self, client, many, make_expertise):
        for person in many[:25]:
            make_expertise(person, "klima")
        page = client.get("/mitglieder/?thema=klima&q=mara")
        assert len(page.context["cards"]) == 20
        assert "seite=2" in page.text
        rest = client.get("/mitglieder/?thema=klima&q=mara&seite=2").context["cards"]
        assert [one.person.pk for one in rest] == [one.pk for one in many[20:25]]


class TestMap:
    def test_dots_and_table_tell_of_the_same_persons_as_the_list(self, towns, make_person, member, kalletal):
        for town in towns:
            make_person(f"Aus {town.name}", place=town)
        make_person("Ohneort")
        make_person("Ohnelage", place=kalletal)
        found = ask("", member)
        drawn = atlas(found.shelf, found.mask)
        assert sum(path.count("M") for _size, path in drawn.dots) == len(towns)
        assert drawn.missing == 2
        assert drawn.rows == [("Nordrhein-Westfalen", "8")]  # who has no position has a Land

    def test_a_filter_takes_dots_away(self, towns, make_person, member):
        for town in towns:
            make_person(f"Aus {town.name}", place=town)
        for address, count in (("groesse=0", 2), ("siedlung=urban", 3), ("q=aus%20ort%206000", 1), ("amt=council", 0)):
            found = ask(address, member)
            drawn = atlas(found.shelf, found.mask)
            assert sum(path.count("M") for _size, path in drawn.dots) == count == len(found.ids), address

    def test_the_first_office_with_a_position_counts(self, towns, make_person, kalletal, member):
        person = make_person("Anker", place=kalletal)  # no position
        PublicOffice.objects.create(person=person, kind="council", title="Rat", place=towns[0], since=date(2020, 1, 1))
        PublicOffice.objects.create(person=person, kind="council", title="Rat", place=towns[1], since=date(2010, 1, 1))
        alone = make_person("Berg", place=towns[1])
        shelf = current_shelf()
        rows = {int(pk): row for row, pk in enumerate(shelf["ids"])}
        assert shelf["x"][rows[person.pk]] == shelf["x"][rows[alone.pk]]
        assert shelf["y"][rows[person.pk]] == shelf["y"][rows[alone.pk]]
        assert np.all(shelf["x"] >= 0)


class TestCards:
    def test_the_order_asked_for_without_who_is_gone(self, make_person, member, now):
        one, gone, two = (make_person(name) for name in ("A", "B", "C"))
        Person.objects.filter(pk=gone.pk).update(erased_at=now, family_name="", given_name="")
        found = persons_in_order([two.pk, gone.pk, one.pk, 9_999_999], member, now.date())
        assert found == [two, one]

    def test_offices_of_today_the_earliest_first(self, make_person, kalletal, luebz, member, now):
        person = make_person("Anker", place=kalletal)
        today = now.date()
        for place, since, until in (
            (luebz, today - timedelta(days=9), today),
            (kalletal.parent, today - timedelta(days=99), None),
            (luebz, None, today - timedelta(days=1)),
            (luebz, today + timedelta(days=1), None),
        ):
            PublicOffice.objects.create(
                person=person, kind="council", title="Rat", place=place, since=since, until=until
            )
        (found,) = persons_in_order([person.pk], member, today)
        assert [office.place for office in found.current] == [kalletal.parent, luebz, kalletal]
        assert all((a.since or today) <= (b.since or today) for a, b in pairwise(found.current))

    def test_proofs_as_far_as_one_may_see_them_the_latest_first(
        self, make_person, make_expertise, make_evidence, member, client, now
    ):
        person = make_person("Anker", visibility="public")
        old = make_evidence("Alt", person=person, visibility="public", date=date(2001, 1, 1))
        new = make_evidence("Neu", person=person, visibility="network", date=date(2024, 1, 1))
        undated = make_evidence("Ohne", person=person, visibility="public")
        make_expertise(person, "klima", old, new, undated)
        make_expertise(person, "it")

        def shown(who):
            (found,) = persons_in_order([person.pk], who, now.date())
            return {one.topic.slug: [proof.title for proof in one.proofs] for one in found.expertise.all()}

        guest = client.get("/mitglieder/").wsgi_request.user
        assert shown(guest) == {"klima": ["Alt", "Ohne"], "it": []}
        assert shown(member) == {"klima": ["Neu", "Alt", "Ohne"], "it": []}

    def test_few_queries_whatever_the_number(
        self, make_person, make_expertise, kalletal, member, now, django_assert_num_queries
    ):
        people = [make_person(name, place=kalletal) for name in "ABC"]
        for person in people:
            make_expertise(person, "klima")
        persons_in_order([people[0].pk], member, now.date())  # the member's roles are asked for once
        for number in (1, 3):
            with django_assert_num_queries(5):  # persons, offices, memberships, expertise, evidence
                persons_in_order([one.pk for one in people[:number]], member, now.date())


@pytest.mark.parametrize(("since", "until", "holds"), [(0, 0, True), (-9, 0, True), (-9, -1, False), (1, None, False)])
def test_the_first_and_the_last_day_belong_to_an_office(make_person, kalletal, member, since, until, holds):
    today = timezone.localdate()
    days = {"since": today + timedelta(days=since), "until": None if until is None else today + timedelta(days=until)}
    PublicOffice.objects.create(person=make_person("Anker"), kind="mayor", title="Amt", place=kalletal, **days)
    assert names("amt=mayor", member) == (["Anker"] if holds else [])
