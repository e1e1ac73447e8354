import numpy as np
import pytest

from ideenschmiede.cores.ranking import SORTS, rank
from ideenschmiede.places.twins import ALIKE
from ideenschmiede.transfer.matching import Grade
from ideenschmiede.transfer.matching.weighing import RELEVANCE, fit_to, fitting, fitting_first, graded


@pytest.mark.parametrize("steps", [ALIKE, RELEVANCE])
def test_grades_rise_with_the_value(steps):
    medium, high = steps
    assert [graded(value, steps).grade for value in (0.0, medium - 0.001, medium, high - 0.001, high, 1.0)] == [
        Grade.LOW,
        Grade.LOW,
        Grade.MEDIUM,
        Grade.MEDIUM,
        Grade.HIGH,
        Grade.HIGH,
    ]


@pytest.mark.parametrize("sort", ["fit", "evidence"])
def test_what_hardly_answers_stands_behind_what_does_however_well_it_fits_otherwise(sort):
    relevance = np.array([0.9, 0.1, 0.6, 0.2])
    other = np.array([0.1, 1.0, 0.5, 0.9])
    assert fitting_first(rank(relevance, other, other, by=sort), sort).tolist() == [2, 0, 1, 3]


def test_the_other_orders_are_left_as_they_are():
    relevance, other = np.array([0.1, 0.9, 0.5]), np.array([1.0, 0.0, 0.5])
    for sort in set(SORTS) - {"fit", "evidence"}:
        ranking = rank(relevance, other, other, by=sort)
        assert fitting_first(ranking, sort).tolist() == ranking.order.tolist()


def test_how_many_fit():
    assert fitting(np.array([0.9, RELEVANCE[0], RELEVANCE[0] - 0.01, 0.0], dtype=np.float64)) == 2
    assert fitting(np.zeros(0)) == 0


def test_without_a_place_nothing_is_known_of_likeness():
    assert np.isnan(fit_to(None)(np.array([1.0, np.nan]))).all()
