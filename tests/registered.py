"""Two places of the register for tests of several apps: import the fixtures into a folder's conftest.py."""

import pytest

from ideenschmiede.places.models import Level, Place


def make_place(key, name, **more):
    levels = {2: Level.LAND, 5: Level.KREIS, 8: Level.MUNICIPALITY}
    return Place.objects.create(**{"key": key, "level": levels[len(key)], "name": name, "source": "example", **more})


@pytest.fixture
def kalletal(db):
    land = make_place("05", "Nordrhein-Westfalen")
    kreis = make_place("05766", "Lippe", kind="Kreis", parent=land)
    return make_place("05766036", "Kalletal", population=13_401, parent=kreis)


@pytest.fixture
def luebz(db):
    land = make_place("13", "Mecklenburg-Vorpommern")
    kreis = make_place("13076", "Ludwigslust-Parchim", kind="Landkreis", parent=land)
    return make_place("13076090", "Lübz", population=6_100, parent=kreis)
