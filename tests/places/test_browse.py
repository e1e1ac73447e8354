"""The list of places counts what each filter would show."""

import pytest
from tests.places.lines import as_file, municipality, small_register

from ideenschmiede.places import queries
from ideenschmiede.places.actions.register import import_register
from ideenschmiede.places.models import Level, Place, SizeClass

pytestmark = pytest.mark.usefixtures("register")


def found(**filters) -> list[str]:
    return [entry.name for entry in queries.browse(**{"level": Level.MUNICIPALITY, **filters}).entries]


def test_by_falling_population():
    assert found() == ["Bielefeld", "Lemgo", "Kalletal"]


def test_by_name():
    assert found(order=queries.BY_NAME) == ["Bielefeld", "Kalletal", "Lemgo"]


def test_levels():
    assert found(level=Level.KREIS) == ["Bielefeld", "Lippe"]
    assert found(level=Level.LAND) == ["Nordrhein-Westfalen"]


def test_land_and_size():
    assert found(land="05", size=SizeClass.SMALL_TOWN.value) == ["Kalletal"]
    assert found(land="09") == []


def test_counts_leave_out_the_filter_that_they_belong_to():
    browsed = queries.browse(level=Level.MUNICIPALITY, land="05", size=SizeClass.TOWN.value)
    assert +browsed.by_size == {"10000": 1, "20000": 1, "100000": 1}
    assert browsed.by_land["05"] == 1
    assert browsed.by_level[Level.MUNICIPALITY] == 1


def test_counts_equal_what_the_choice_then_shows():
    for land in ("", "05"):
        for size in SizeClass:
            counted = queries.browse(level=Level.MUNICIPALITY, land=land).by_size[size.value]
            assert counted == len(found(land=land, size=size.value))


def test_areas_without_municipality_and_dissolved_places_are_left_out(now):
    lines = [*small_register(), municipality("05766999", "Wald", association="0044", mark="66", people=0)]
    import_register(data=as_file(lines), by=None, at=now)
    Place.objects.filter(name="Lemgo").update(dissolved_on=now.date())
    queries.forget()
    assert found() == ["Bielefeld", "Kalletal"]
