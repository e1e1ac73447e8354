"""Rural or urban: where the lines run, and that nothing is said where nothing is known."""

import pytest

from ideenschmiede.places.models import Place, SettlementType


@pytest.mark.parametrize(
    ("density", "expected"),
    [(None, None), (0.0, "rural"), (149.9, "rural"), (150.0, "between"), (499.9, "between"), (500.0, "urban")],
)
def test_by_density(density, expected):
    assert SettlementType.of(density) == expected


def test_of_a_place():
    assert Place(population=13_401, area_ha=11_242).settlement_type == SettlementType.RURAL
    assert Place(population=13_401, area_ha=None).settlement_type is None
