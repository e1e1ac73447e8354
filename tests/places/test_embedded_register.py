"""The derived file keeps what its README promises, measured against the official register."""

import gzip
from collections import Counter
from importlib import resources

import pytest

from ideenschmiede.places.actions.wanted import embedded
from ideenschmiede.places.models import Level


@pytest.fixture(scope="module")
def municipalities():
    return {place.key: place for place in embedded() if place.level is Level.MUNICIPALITY}


@pytest.fixture
def official(shared_data):
    found = {}
    with gzip.open(shared_data / "register" / "GV100AD_301123.txt.gz", "rt", encoding="utf-8") as lines:
        for entry in lines:
            if entry.startswith("60") and entry[122:124] not in ("65", "66"):
                found[entry[10:18]] = (entry[22:72].strip(), int(entry[128:139]), int(entry[139:150]))
    return found


def test_it_is_small():
    folder = resources.files("ideenschmiede.places").joinpath("data")
    assert sum(len(file.read_bytes()) for file in folder.iterdir() if file.name.endswith(".xz")) < 1_000_000


def test_keys_and_parents_fit(municipalities):
    keys = Counter(place.key for place in embedded())
    assert max(keys.values()) == 1
    for place in embedded():
        assert place.parent is None or place.parent in keys
        assert len(place.key) == {Level.LAND: 2, Level.KREIS: 5, Level.MUNICIPALITY: 8}[place.level]


def test_names_are_names(municipalities):
    for place in municipalities.values():
        assert place.name == place.name.strip()
        assert "gemeinschaft " not in place.name
        assert not {"[", "]", ",", "\ufffd"} & set(place.name)
    assert not [place.name for place in embedded() if "," in place.name]
    assert {"München", "Köln", "Garmisch-Partenkirchen", "Süderbrarup"} <= {p.name for p in municipalities.values()}


def test_positions_are_in_germany(municipalities):
    for place in municipalities.values():
        if place.latitude is not None:
            assert 47.2 < place.latitude < 55.1
            assert 5.8 < place.longitude < 15.1


@pytest.mark.shared
def test_coverage(municipalities, official):
    assert len(municipalities.keys() & official.keys()) >= 10_770
    assert len(municipalities.keys() - official.keys()) <= 20


@pytest.mark.shared
def test_names_agree(municipalities, official):
    both = municipalities.keys() & official.keys()

    def plain(name):
        return name.partition(",")[0].replace(" ", "")

    assert sum(plain(municipalities[key].name) == plain(official[key][0]) for key in both) >= 10_650


@pytest.mark.shared
def test_areas_and_populations_are_near(municipalities, official):
    areas, people = [], []
    for key in municipalities.keys() & official.keys():
        _name, area, population = official[key]
        place = municipalities[key]
        if place.area_ha:
            areas.append(abs(place.area_ha / area - 1))
        if place.population and population:
            people.append(abs(place.population / population - 1))
    assert len(areas) > 10_750
    assert sorted(areas)[len(areas) // 2] < 0.01
    assert sorted(areas)[len(areas) * 9 // 10] < 0.03
    assert len(people) > 10_750
    assert sorted(people)[len(people) // 2] < 0.1
    assert sorted(people)[len(people) * 8 // 10] < 0.3
