"""The balance of random networks against a count by hand, and the chances against scipy's own test."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from tests.people.conftest import NOW
from tests.registered import make_place

from ideenschmiede.base.guarded import writing
from ideenschmiede.people.models import Appointment, Body, Membership, Person, PublicOffice
from ideenschmiede.people.queries.balance import reading
from ideenschmiede.people.queries.balance.reading import balance
from ideenschmiede.people.queries.balance.spread import CHANCE, chance_of, spread
from ideenschmiede.people.queries.directory.shelf import forget_shelf
from ideenschmiede.places.models import Place, SizeClass

TODAY = date(2026, 11, 22)
CLASSES = [(value, value) for value in "abcd"]
COUNTS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 60), min_size=1)

# ── the comparison ────────────────────────────────────────────────────────────────────────────────────────────────────


@given(places=COUNTS, members=COUNTS)
def test_every_line_is_an_exact_test_times_the_number_of_classes(places, members):
    whole, asked = sum(places.values()), sum(members.values())
    found = spread(CLASSES, places, {}, members)
    for line in found.lines:
        share = places.get(line.value, 0) / whole if whole else 0
        tails = [binomtest(line.members, asked, share, side).pvalue for side in ("less", "greater")] if asked else [1]
        alone = min(1, 2 * min(tails))
        assert line.chance == pytest.approx(min(1, 4 * alone), abs=1e-9)
        assert line.expected == pytest.approx(share * asked)
        if line.chance < CHANCE - 1e-9:
            assert line.verdict == ("few" if line.members < share * asked else "many")
    assert [one.gap for one in found.missing] == sorted((one.gap for one in found.missing), reverse=True)
    assert all(one.gap > 0 and one.verdict == "few" for one in found.missing)


@pytest.mark.parametrize(
    ("count", "of", "share", "chance"),
    [
        (0, 10, 0.5, 2 / 1024),
        (10, 10, 0.5, 2 / 1024),
        (5, 10, 0.5, 1.0),
        (1, 10, 0.5, 22 / 1024),
        (0, 1, 0.25, 1.0),  # at most 1
        (1, 1, 0.25, 0.5),
        (0, 0, 0.3, 1.0),
        (0, 5, 0.0, 1.0),
        (5, 5, 1.0, 1.0),
        (1, 5, 0.0, 0.0),  # from where there is no place
        (4, 5, 1.0, 0.0),
    ],
)
def test_chances_by_hand(count, of, share, chance):
    assert chance_of(count, of, share) == pytest.approx(chance)


def test_the_wider_gap_comes_first():
    found = spread(CLASSES, {"a": 30, "b": 60, "c": 10}, {}, {"c": 100})
    assert [(one.value, round(one.gap)) for one in found.missing] == [("b", 60), ("a", 30)]
    assert found.lines[3].verdict == "fits"  # no place, no member


def test_members_from_where_the_register_has_no_place_are_too_many():
    found = spread(CLASSES, {"a": 10}, {}, {"b": 1, "a": 4})
    assert [one.verdict for one in found.lines] == ["few", "many", "fits", "fits"]


# ── its figures ───────────────────────────────────────────────────────────────────────────────────────────────────────

PLACES = {  # key: inhabitants, hectares, whether it governs itself, whether it is dissolved
    "05766101": (500, 2_000, True, False),
    "05766102": (1_900, 500, True, False),
    "05766103": (60_000, 3_000, True, False),
    "13076101": (2_500, 4_000, True, False),
    "13076102": (None, 4_000, True, False),
    "13076103": (3_000, None, True, False),
    "13076104": (4_000, 900, False, False),  # an area without a council
    "13076105": (4_000, 900, True, True),
}
KEYS = [*PLACES, "05766", "13"]
MEMBERS = st.lists(
    st.tuples(
        st.sampled_from(["active", "active", "ended", "invited"]),
        st.lists(st.sampled_from(KEYS), max_size=3),
        st.sampled_from(["", *PLACES]),
    ),
    max_size=8,
)


@pytest.fixture
def register(kalletal, luebz, make_organisation):
    for key, (people, area, governs, dissolved) in PLACES.items():
        make_place(
            key, f"Ort {key}", population=people, area_ha=area, self_governing=governs,
            dissolved_on=date(2020, 1, 1) if dissolved else None, parent=Place.objects.get(key=key[:5]),
        )  # fmt: skip
        make_organisation(f"In {key}", place=Place.objects.get(key=key))
    Place.objects.filter(key__in=["05766036", "13076090"]).delete()
    return {place.key: place for place in Place.objects.all()}


def by_hand(members):
    """Of each municipality that counts: how many members; and how many have none."""
    counting = {key for key, (_p, _a, governs, dissolved) in PLACES.items() if governs and not dissolved}
    found, away = Counter(), 0
    for status, offices, at in members:
        if status != "active":
            continue
        where = [key for key in offices if key in counting] if offices else [at] if at in counting else []
        found.update(where[:1])
        away += not where
    return counting, found, away


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(members=MEMBERS)
@pytest.mark.django_db
def test_figures_are_those_of_the_register(register, network, members):
    forget_shelf()
    with transaction.atomic():
        for number, (status, offices, at) in enumerate(members):
            person = Person.objects.create(family_name=f"P{number}", created_at=NOW, changed_at=NOW)
            with writing():
                Appointment.objects.create(person=person, body=network, status=status, created_at=NOW, changed_at=NOW)
            for key in offices:
                PublicOffice.objects.create(person=person, kind="mayor", title="Amt", place=register[key])
            if at:
                organisation = register[at].organisations.get()
                Membership.objects.create(person=person, organisation=organisation)
        found = balance(TODAY)
        transaction.set_rollback(True)
    forget_shelf()
    counting, where, away = by_hand(members)
    assert found.persons == sum(status == "active" for status, _offices, _at in members)
    assert found.sizes.left_out == away + where["13076102"]  # its size is not known
    assert found.settlements.left_out == away + where["13076102"] + where["13076103"]
    assert found.lands.left_out == away
    for line in found.sizes.lines:
        keys = [key for key in counting if (size := SizeClass.of(PLACES[key][0])) and size.value == line.value]
        assert (line.places, line.members) == (len(keys), sum(where[key] for key in keys))
        assert line.people == sum(PLACES[key][0] for key in keys)
    kinds = {"rural": ["05766101", "13076101"], "between": ["05766102"], "urban": ["05766103"]}
    assert {line.value: line.members for line in found.settlements.lines} == {
        kind: sum(where[key] for key in keys) for kind, keys in kinds.items()
    }
    assert {line.value: (line.places, line.members) for line in found.lands.lines} == {
        "05": (3, sum(count for key, count in where.items() if key.startswith("05"))),
        "13": (3, sum(count for key, count in where.items() if key.startswith("13"))),
    }


@pytest.mark.django_db
class TestFollowing:
    def test_who_ends_is_counted_no_longer(self, make_person, register, now):
        person = make_person("A", place=register["05766101"])
        assert balance(TODAY).sizes.members == 1
        with writing():
            Appointment.objects.filter(person=person).update(status="ended", changed_at=now.replace(hour=13))
        assert (balance(TODAY).persons, balance(TODAY).sizes.members) == (0, 0)

    def test_a_group_has_no_terms_of_the_network(self, make_person, register, now):
        person = make_person("A")
        group = Body.objects.create(kind="working_group", slug="g", name="G", created_at=now)
        with writing():
            Appointment.objects.create(
                person=person, body=group, status="active", ends_on=date(2027, 1, 1), created_at=now, changed_at=now
            )
        assert (balance(TODAY).terms, balance(TODAY).endless) == ((), 1)

    @pytest.mark.parametrize(
        ("day", "term"),
        [
            (date(2026, 12, 31), (date(2026, 10, 1), "quarter")),
            (date(2027, 3, 31), (date(2027, 1, 1), "quarter")),
            (date(2027, 4, 1), (date(2027, 4, 1), "quarter")),
            (date(2027, 12, 31), (date(2027, 10, 1), "quarter")),
            (date(2028, 1, 1), (date(2028, 1, 1), "year")),
            (date(2050, 12, 31), (date(2050, 1, 1), "year")),
        ],
        ids=str,
    )
    def test_quarters_soon_and_years_later(self, make_person, network, day, term):
        person = make_person("A")
        with writing():
            Appointment.objects.filter(person=person).update(ends_on=day)
        assert balance(TODAY).terms == ((*term, 1),)


@pytest.mark.django_db
def test_without_a_register_nothing_is_divided_by_nothing(make_person, network):
    reading.forget()
    make_person("A")
    found = balance(TODAY)
    assert (found.persons, found.sizes.members, found.sizes.left_out) == (1, 0, 1)
    assert all(line.of_places == line.expected == 0 for line in found.sizes.lines)
    assert found.lands.lines == ()
    assert found.sizes.missing == []
