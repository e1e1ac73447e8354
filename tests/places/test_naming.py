"""From words to a place: exact in tables, with suggestions in forms, and back again."""

import pytest
from django.utils import timezone
from tests.registered import make_place

from ideenschmiede.places.queries import directory, find_place, place_id, where_is, written_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def homonyms(kalletal):
    return [make_place(f"0576600{n}", "Neustadt", population=n) for n in (1, 2)]


@pytest.mark.parametrize("text", ["Kalletal", "kalletal", "05766036", "Kalletal (Kreis Lippe, Nordrhein-Westfalen)"])
def test_found(kalletal, text):
    assert find_place(text) == (kalletal, [])


def test_what_is_written_is_read_back(kalletal, homonyms):
    for place in (kalletal, *homonyms):
        assert find_place(written_place(place)) == (place, [])


def test_a_dissolved_place_is_read_back_too(kalletal):
    gone = make_place("05766099", "Altort", dissolved_on=timezone.localdate())
    assert written_place(gone) == "Altort (05766099)"
    assert find_place("Altort (05766099)") == (gone, [])
    assert where_is(gone, directory()) == ""


def test_several_and_none(homonyms):
    place, candidates = find_place("Neustadt")
    assert place is None
    assert len(candidates) == 2
    assert find_place("Atlantis")[0] is None
    assert find_place("  ") == (None, [])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kalletal", "05766036"),
        ("KALLETAL", "05766036"),
        ("Gemeinde Kalletal", "05766036"),
        ("Kalletal, Stadt", "05766036"),
        ("05766036", "05766036"),
        ("05766000", "05766"),
        ("05000000", "05"),
        ("Kalletal (Kreis Lippe, Nordrhein-Westfalen)", "05766036"),
        ("Kalletahl", None),
        ("Neustadt", None),
        ("Germany", None),
        ("", None),
        ("12345678", None),
    ],
)
def test_in_tables_only_exactly(kalletal, homonyms, text, key):
    found = place_id(directory(), text)
    assert found == (directory().by_key[key].pk if key else None)


def test_where_is(kalletal):
    assert where_is(kalletal, directory()) == "Kreis Lippe, Nordrhein-Westfalen"
