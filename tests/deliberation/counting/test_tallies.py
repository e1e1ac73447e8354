from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deliberation.counting.judged import terms

from ideenschmiede.deliberation.counting import ABSTAIN, count
from ideenschmiede.deliberation.counting.results import Consent, Majority

YES, NO = {"vote": "yes"}, {"vote": "no"}


def stance(name):
    return {"stance": name}


def resisted(zero, **options):
    return {"resistance": {"0": zero, **{name[1:]: value for name, value in options.items()}}}


def points(**options):
    return {"points": {name[1:]: value for name, value in options.items()}}


def test_nobody_objects_and_it_is_accepted():
    choices = [stance("consent"), stance("reservation"), ABSTAIN]
    result = count(terms("consent"), choices, seats=4, quorum=50)
    assert (result.outcome, result.details) == ("accepted", Consent(consents=1, reservations=1, objections=0))


def test_one_objection_is_enough():
    choices = [stance("consent")] * 20 + [stance("objection")]
    result = count(terms("consent"), choices, seats=21, quorum=0)
    assert (result.outcome, result.details) == ("rejected", Consent(consents=20, reservations=0, objections=1))


@given(yes=st.integers(0, 60), no=st.integers(0, 60))
def test_majorities_are_exact(yes, no):
    choices = [YES] * yes + [NO] * no + [ABSTAIN]
    simple = count(terms("majority"), choices, seats=200, quorum=0)
    thirds = count(terms("two_thirds"), choices, seats=200, quorum=0)
    assert (simple.outcome == "accepted") == (yes > no)
    assert (thirds.outcome == "accepted") == (yes > 0 and Fraction(yes, yes + no) >= Fraction(2, 3))


@pytest.mark.parametrize(
    ("yes", "no", "simple", "thirds"), [(1, 0, 1, 1), (2, 1, 2, 2), (2, 2, 3, 3), (4, 2, 4, 4), (5, 3, 5, 6)]
)
def test_the_votes_needed_are_told(yes, no, simple, thirds):
    choices = [YES] * yes + [NO] * no
    assert count(terms("majority"), choices, seats=9, quorum=0).details == Majority(yes, no, simple)
    assert count(terms("two_thirds"), choices, seats=9, quorum=0).details == Majority(yes, no, thirds)


def test_least_resistance_is_chosen():
    choices = [resisted(6, o1=0, o2=5), resisted(7, o1=10, o2=4), resisted(5, o1=2, o2=1)]
    result = count(terms("resistance", 1, 2), choices, seats=3, quorum=100)
    assert (result.outcome, result.chosen) == ("chosen", [2])
    best = result.details[0]
    assert (best.option, best.total, best.mean, best.acceptance, best.highest, best.strong) == (2, 10, 3.33, 66.7, 5, 0)
    assert [(row.option, row.total, row.under_zero) for row in result.details] == [
        (2, 10, True), (1, 12, True), (0, 18, False),
    ]  # fmt: skip
    assert result.details[1].strong == 1
    assert result.details[1].spread == [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]


def test_what_meets_no_less_resistance_than_nothing_is_not_done():
    result = count(terms("resistance", 1), [resisted(4, o1=3), resisted(2, o1=3)], seats=2, quorum=0)
    assert (result.outcome, result.chosen) == ("rejected", [])


def test_equal_resistance_is_a_tie():
    result = count(terms("resistance", 1, 2), [resisted(9, o1=3, o2=1), resisted(9, o1=1, o2=3)], seats=2, quorum=0)
    assert (result.outcome, result.chosen) == ("tied", [1, 2])


def test_most_points_win():
    choices = [points(o1=5, o2=0, o3=1), points(o1=0, o2=4, o3=1)]
    result = count(terms("score", 1, 2, 3), choices, seats=2, quorum=0)
    assert (result.outcome, result.chosen) == ("chosen", [1])
    assert [(row.option, row.total, row.mean) for row in result.details] == [(1, 5, 2.5), (2, 4, 2.0), (3, 2, 1.0)]
    assert result.details[0].spread == [1, 0, 0, 0, 0, 1]


def test_equal_points_are_a_tie():
    result = count(terms("score", 1, 2), [points(o1=1, o2=2), points(o1=2, o2=1)], seats=2, quorum=0)
    assert (result.outcome, result.chosen) == ("tied", [1, 2])


@given(st.lists(st.tuples(*[st.integers(0, 10)] * 3), min_size=1, max_size=12))
def test_the_order_of_resistance_is_that_of_the_sums(cast):
    result = count(
        terms("resistance", 1, 2), [resisted(zero, o1=one, o2=two) for zero, one, two in cast], seats=12, quorum=0
    )
    totals = {0: sum(row[0] for row in cast), 1: sum(row[1] for row in cast), 2: sum(row[2] for row in cast)}
    assert [row.total for row in result.details] == sorted(totals.values())
    assert {row.option: row.total for row in result.details} == totals
    least = min(totals[1], totals[2])
    assert (result.outcome == "rejected") == (least >= totals[0])
    assert set(result.chosen) == ({one for one in (1, 2) if totals[one] == least} if least < totals[0] else set())


@given(st.lists(st.tuples(*[st.integers(0, 5)] * 2), min_size=1, max_size=12))
def test_points_add_up(cast):
    result = count(terms("score", 1, 2), [points(o1=one, o2=two) for one, two in cast], seats=12, quorum=0)
    for row, column in ((next(row for row in result.details if row.option == one), one - 1) for one in (1, 2)):
        assert row.total == sum(ballot[column] for ballot in cast)
        assert sum(row.spread) == len(cast)
    assert (result.outcome == "tied") == (len({row.total for row in result.details}) == 1)
