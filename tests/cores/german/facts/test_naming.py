"""How places are called, and which of several of one name is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.german.facts.choosing import Context, choose, tells_apart
from ideenschmiede.cores.german.facts.gazetteer import KnownPlace
from ideenschmiede.cores.german.facts.naming import Called, Form, inhabitants, parted, place_names, words_of


@pytest.mark.parametrize(
    ("name", "base", "apart"),
    [
        ("Kalletal", ("kalletal",), ()),
        ("Bad Salzuflen", ("bad", "salzuflen"), ()),
        ("Neustadt a.d. Aisch", ("neustadt",), ("aisch",)),
        ("Frankfurt am Main", ("frankfurt",), ("main",)),
        ("Frankfurt (Oder)", ("frankfurt",), ("oder",)),
        ("Lübbenau/Spreewald", ("lübbenau",), ("spreewald",)),
        ("Weiden i.d. OPf.", ("weiden",), ("opf",)),
        ("Bergen auf Rügen", ("bergen",), ("rügen",)),
        ("Herxheim bei Landau/Pfalz", ("herxheim",), ("landau", "pfalz")),
        ("Sankt Augustin", ("st", "augustin"), ()),
        ("Rhein-Sieg-Kreis", ("rhein-sieg-kreis",), ()),
    ],
)
def test_the_name_proper_and_what_tells_it_apart(name, base, apart):
    assert parted(name) == (base, apart)


@pytest.mark.parametrize(
    ("place", "people"),
    [
        ("kalletal", "kalletaler"),
        ("lemgo", "lemgoer"),
        ("bremen", "bremer"),
        ("göttingen", "göttinger"),
        ("essen", "essener"),
        ("münchen", "münchner"),
        ("münster", "münsteraner"),
        ("kassel", "kassler"),
        ("darmstadt", "darmstädter"),
        ("karlsruhe", "karlsruher"),
        ("halle", "hallenser"),
        ("mühlhausen", "mühlhäuser"),
    ],
)
def test_the_people_of_a_place(place, people):
    assert people in set(inhabitants(place))


@given(st.text(min_size=1, max_size=20))
def test_any_name_can_be_taken_apart(name):
    base, apart = parted(name)
    assert set(base) | set(apart) <= set(words_of(name))


def test_the_index_has_towns_and_kreise_apart():
    names = place_names(
        [("05", "Nordrhein-Westfalen", ""), ("05766", "Lippe", "Kreis"), ("05766036", "Kalletal", ""),
         ("09464", "Hof", "Kreisfreie Stadt"), ("09464000", "Hof", "Stadt"), ("05962", "Märkischer Kreis", "Kreis")]
    )  # fmt: skip
    assert names.is_name("kalletal")
    assert names.is_name("kalletals")
    assert not names.is_name("kalletaler")
    assert not names.is_name("lippe")
    assert [one.key for name in names.kreise.by_words["lippe",] for one in name.called] == ["05766"]
    assert ("hof",) not in names.kreise.by_words
    assert [name.form for name in names.all.by_words["kalletaler",]] == [Form.PEOPLE]
    assert names.all.by_words["märkischen", "kreises"][0].called[0].key == "05962"
    assert names.all.by_words["nrw",][0].called[0].key == "05"


PLACES = {
    "05515000": KnownPlace("05515000", "Münster", population=315_000),
    "06432015": KnownPlace("06432015", "Münster (Hessen)", population=14_000),
    "08000001": KnownPlace("08000001", "Münster", population=12_000),
}
CALLED = [Called("05515000", ()), Called("06432015", ("hessen",)), Called("08000001", ())]


def test_the_largest_is_meant_where_nothing_else_is_said():
    assert choose(CALLED, frozenset(), Context(), PLACES).key == "05515000"


def test_the_kreis_that_is_named_outweighs_size():
    named = Context(named=frozenset({"06432"}))
    assert choose(CALLED, frozenset(), named, PLACES).key == "06432015"


def test_a_land_alone_does_not_outweigh_a_city_so_that_nothing_is_decided():
    choice = choose(CALLED, frozenset(), Context(named=frozenset({"06"})), PLACES)
    assert choice.key is None
    assert set(choice.likely[:2]) == {"05515000", "06432015"}


@pytest.mark.parametrize("told", ["hessen", "06432", "06"])
def test_what_stands_beside_the_name_decides(told):
    assert choose(CALLED, frozenset({told}), Context(), PLACES).key == "06432015"


def test_two_of_one_size_are_not_decided():
    assert choose(CALLED[1:], frozenset(), Context(), PLACES).key is None


@pytest.mark.parametrize(
    ("behind", "reach"),
    [(["main"], 1), (["am", "main"], 2), (["a.", "m."], 2), (["mainz"], 1), (["und", "main"], 0), ([], 0), (["m"], 0)],
)
def test_what_tells_apart_in_full_and_in_short(behind, reach):
    told, reached = tells_apart([Called("06412000", ("main",)), Called("12053000", ("oder",))], behind)
    assert reached == reach
    assert told == (frozenset({"main"}) if reach else frozenset())
