"""Whatever the network: list, counts and order are what one gets by going through all persons one by one."""

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.people.queries.directory.networks import (
    PARAMS,
    SKETCH,
    make_bodies,
    make_places,
    seen,
    store,
    told,
)

from ideenschmiede.people.queries.directory.listing import PersonListing
from ideenschmiede.people.queries.directory.shelf import forget_shelf

pytestmark = pytest.mark.django_db
VALUES = {
    "thema": ["klima", "it", "energie"],
    "land": ["05", "13", "99"],
    "groesse": ["0", "5000", "10000", "100000"],
    "siedlung": ["rural", "between", "urban"],
    "bereich": ["municipality", "science", "business"],
    "amt": ["mayor", "council"],
    "gremium": ["netzwerk", "digitales"],
    "stand": ["member", "under_way", "former", "never"],
}
CHOICES = st.lists(
    st.sampled_from([(param, value) for param, values in VALUES.items() for value in values]),
    max_size=2,
    unique_by=lambda choice: choice[0],
).map(dict)
WORDS = st.sampled_from(["", "", "berg", "MARA", "mara ähre", "ahre", "niemand"])
some = settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True
)


@pytest.fixture
def readers(member, office):
    return {"guest": AnonymousUser(), "member": member, "office": office}


@pytest.fixture
def places(kalletal, luebz):
    return make_places(kalletal, luebz)


@pytest.fixture
def bodies(network):
    return make_bodies()


@contextmanager
def forgotten():
    """What happens in here has not happened; the same ids come again for others."""
    forget_shelf()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_shelf()


def address(chosen, words=""):
    query = QueryDict(mutable=True)
    query.update({**chosen, **({"q": words} if words else {})})
    return query


def counts(found):
    return {one.param: {option.value: option.count for option in one.options} for one in found.listing.filters}


def usable(chosen, reader):
    """The status is the office's own filter; a value that no option has is as if it were not there."""
    known = {param: value for param, value in chosen.items() if value != "99"}
    if reader != "office":
        known.pop("stand", None)
    return known


@some
@given(sketches=st.lists(SKETCH, max_size=6), chosen=CHOICES, words=WORDS)
def test_who_is_listed_and_in_which_order(readers, places, bodies, sketches, chosen, words):
    with forgotten():
        for sketch in sketches:
            store(sketch, places, bodies)
        everybody = told()
        for name, who in readers.items():
            wanted = usable(chosen, name)
            expected = [one.pk for one in seen(everybody, name) if one.fits(wanted, words)]
            assert PersonListing(address(chosen, words), who).ids.tolist() == expected, name


@some
@given(sketches=st.lists(SKETCH, min_size=1, max_size=6), chosen=CHOICES, words=WORDS)
def test_each_count_is_what_choosing_it_shows(readers, places, bodies, sketches, chosen, words):
    with forgotten():
        for sketch in sketches:
            store(sketch, places, bodies)
        everybody = told()
        for name, who in readers.items():
            there = seen(everybody, name)
            wanted = usable(chosen, name)
            found = counts(PersonListing(address(chosen, words), who))
            assert set(found) == set(PARAMS) - (set() if name == "office" else {"stand"})
            for param, options in found.items():
                others = {key: value for key, value in wanted.items() if key != param}
                left = [one for one in there if one.fits(others, words)]
                expected = {wanted[param]: 0} if param in wanted else {}  # what is chosen stays, to be taken back
                for one in left:
                    for value in one.values[param]:
                        expected[value] = expected.get(value, 0) + 1
                assert options == expected, (name, param)


@some
@given(sketches=st.lists(SKETCH, min_size=1, max_size=5), chosen=CHOICES)
def test_who_may_see_less_never_counts_more(readers, places, bodies, sketches, chosen):
    chosen.pop("stand", None)
    with forgotten():
        for sketch in sketches:
            store(sketch, places, bodies)
        guest, member, office = (counts(PersonListing(address(chosen), who)) for who in readers.values())
        for less, more in ((guest, member), (member, office)):
            for param, options in less.items():
                for value, count in options.items():
                    assert count <= more[param].get(value, 0), (param, value)


@some
@given(before=st.lists(SKETCH, min_size=1, max_size=4), after=st.lists(SKETCH, min_size=1, max_size=2), chosen=CHOICES)
def test_who_comes_later_is_there_as_if_read_anew(readers, places, bodies, before, after, chosen):
    """The shelf that follows, and that of a worker that has just begun, say the same."""
    with forgotten():
        for sketch in before:
            store(sketch, places, bodies)
        assert len(PersonListing(address({}), readers["office"]).shelf) == sum(not one.erased for one in before)
        for sketch in after:
            store(sketch, places, bodies)
        followed = [PersonListing(address(chosen), who) for who in readers.values()]
        forget_shelf()
        anew = [PersonListing(address(chosen), who) for who in readers.values()]
        for one, other in zip(followed, anew, strict=True):
            assert one.ids.tolist() == other.ids.tolist()
            assert counts(one) == counts(other)
