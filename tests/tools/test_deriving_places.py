"""Which municipalities exist, and which ground is theirs, when the sources are of different years."""

import pytest
from tools.deriving.places import absorbed_by, follow_new_keys, kind_of, municipalities, near, rename_old
from tools.deriving.population import from_settlements, modelled
from tools.deriving.sources import LABEL, Listed, Settlement, Shape


def box(x, y, size=0.1):
    return [[(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]]


def shape(key, name, x=9.0, y=52.0, kind="Gemeinde"):
    return Shape(key, name, kind, [box(x, y)])


def town(name, key, people=1000, x=9.05, y=52.05, feature="PPL"):
    return Settlement(name, key, feature, people, (x, y))


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Kalletal (Gemeinde/NW)", "Kalletal"),
        ("Wittenberg (Stadt/ST/XLA)", "Wittenberg"),
        ("Buchholz (Gemeinde/SH) [Buchholz (HEI)]", "Buchholz"),
        ("Halle (Saale) (Stadt/ST)", "Halle (Saale)"),
        ("Mitgliedsgemeinde in Verwaltungsgemeinschaft Emmerting (Gemeinde/BY)", "Emmerting"),
        ("Große Kreisstadt Günzburg (Stadt/BY)", "Günzburg"),
    ],
)
def test_labels(label, name):
    assert LABEL.match(label)["name"] == name


@pytest.mark.parametrize(
    ("regional", "listed", "kind"),
    [
        ("Marktl, M", "Gemeinde", "Markt"),
        ("Köln, krsfr. Stadt", "Stadt", "Stadt"),
        ("Langelsheim, Stadt (ab 21.10.2009)", "Stadt", "Stadt"),
        ("Münchehofe, b Königs Wusterhausen", "Gemeinde", ""),
        ("Kalletal", "Gemeinde", ""),
        ("Neu", "Stadt", "Stadt"),
    ],
)
def test_kinds(regional, listed, kind):
    assert kind_of(Listed("x", listed), regional) == kind


def test_new_keys_replace_those_that_were_merged_into_them():
    listed = {
        "03153006": Listed("Hahausen", ""),
        "03153007": Listed("Langelsheim", "Stadt"),
        "03153002": Listed("Harz", ""),
    }
    places = [town("Hahausen", "03153019", 900), town("Langelsheim", "03153019", 13000), town("Harz", "03153002")]
    assert follow_new_keys(listed, places) == {
        "03153002": Listed("Harz", ""),
        "03153019": Listed("Langelsheim", "Stadt"),
    }


def test_a_listed_key_is_never_replaced_by_another_listed_one():
    listed = {"01": Listed("A", ""), "02": Listed("B", "")}
    assert follow_new_keys(listed, [town("A", "02")]) == listed


def test_only_the_key_changed():
    listed = {"03159016": Listed("Göttingen", "Stadt"), "03159001": Listed("Adelebsen", "")}
    shapes = [shape("03152012", "Göttingen"), shape("03152001", "Adelebsen"), shape("03152099", "Adelebsen")]
    assert rename_old(listed, shapes) == {"03152012": "03159016"}


def test_the_ground_of_a_dissolved_one_goes_to_the_heir():
    listed = {"16070048": Listed("Stadtilm", "Stadt")}
    shapes = [shape("16070048", "Stadtilm", x=9.1), shape("16070001", "Ilmtal", x=9.0)]
    found, moved = municipalities(listed, {}, shapes, [town("Ilmtal", "16070048")])
    assert moved == {"16070001": "16070048"}
    assert len(found[0].polygons) == 2
    assert absorbed_by(shapes[0], [town("Ilmtal", "16070048")], listed) is None


def test_without_ground_the_largest_settlement_gives_the_position():
    found, _moved = municipalities({"01": Listed("A", "")}, {}, [], [town("A", "01"), town("B", "01", 5, x=1)])
    assert (found[0].centre, found[0].area) == ((9.05, 52.05), 0)


@pytest.fixture
def places():
    listed = {f"05{number:06d}": Listed(f"Ort {number}", "Stadt" if number % 3 == 0 else "") for number in range(40)}
    shapes = [shape(key, entry.name, x=8 + (i % 8) / 5, y=51 + i / 40) for i, (key, entry) in enumerate(listed.items())]
    return municipalities(listed, {}, shapes, [])[0]


def test_population_is_the_sum_of_settlements_nearby_without_parts_of_towns(places):
    first = places[0]
    x, y = first.centre
    inside = [town("a", first.key, 700, x, y), town("b", first.key, 300, x, y), town("c", first.key, 9, x, y, "PPLX")]
    far = town("d", first.key, 50_000, x + 3, y)
    assert from_settlements(places, [*inside, far]) == {first.key: 1000}
    assert near(first, inside[0])
    assert not near(first, far)


def test_the_model_fills_what_is_missing_with_two_digits(places):
    known = {place.key: 5000 + 10 * number for number, place in enumerate(places[:-2])}
    guessed = modelled(places, known)
    assert set(guessed) == {place.key for place in places[-2:]}
    for people in guessed.values():
        assert 3000 < people < 8000
        assert people % 100 == 0
