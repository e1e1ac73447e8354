"""Evidence: more knowledge is never worth less, a failure counts as much as a success, little says so."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.ranking import GRADES, weigh
from ideenschmiede.cores.ranking.evidence import FRESH, OUTCOME, REPEATED, REPORTED, SOURCES

NAN = float("nan")
counts = st.integers(0, 50).map(float)


def known(outcome=0.0, adoptions=0.0, reports=0.0, sources=0.0, months=NAN):
    columns = ([outcome], [adoptions], [reports], [sources], [months])
    names = ("outcome_known", "adoptions", "reports", "sources", "months_since_confirmed")
    return weigh(**{name: np.array(column, dtype=float) for name, column in zip(names, columns, strict=True)})


def test_the_shares_add_up_to_one():
    assert sum((OUTCOME, REPEATED, REPORTED, SOURCES, FRESH)) == pytest.approx(1)


def test_nothing_known_is_worth_nothing():
    nothing = known(NAN, NAN, NAN, NAN, NAN)
    assert nothing.strength.tolist() == [0.0]
    assert nothing.grade(0) == "none"


def test_the_rules_by_hand():
    evidence = known(outcome=1, adoptions=2, reports=1, sources=3, months=24)
    assert evidence.outcome[0] == pytest.approx(0.35)
    assert evidence.repeated[0] == pytest.approx(0.15)
    assert evidence.reported[0] == pytest.approx(0.05)
    assert evidence.sources[0] == pytest.approx(0.10)
    assert evidence.fresh[0] == pytest.approx(0.075)
    assert evidence.strength[0] == pytest.approx(0.725)
    assert evidence.cases[0] == 2


def test_strong_needs_three_cases_and_fair_needs_one():
    assert known(outcome=1, adoptions=9, reports=1, sources=3, months=0).grade(0) == "fair"
    assert known(outcome=1, adoptions=9, reports=2, sources=3, months=0).grade(0) == "strong"
    assert known(outcome=0, adoptions=9, reports=0, sources=3, months=0).grade(0) == "weak"
    assert known(sources=1).grade(0) == "none"


def test_more_reports_than_adoptions_count_as_all():
    assert known(adoptions=2, reports=9).strength == known(adoptions=2, reports=2).strength


def test_old_confirmations_fade():
    fresh, old, never = (known(months=months).fresh[0] for months in (0, 48, NAN))
    assert fresh == pytest.approx(FRESH)
    assert old == pytest.approx(FRESH / 4)
    assert never == 0


@given(st.lists(st.tuples(st.booleans(), counts, counts, counts, st.one_of(st.just(NAN), counts)), min_size=1))
def test_within_bounds_and_the_sum_of_its_parts(rows):
    columns = np.array(rows, dtype=float).T
    before = columns.copy()
    evidence = weigh(
        outcome_known=columns[0],
        adoptions=columns[1],
        reports=columns[2],
        sources=columns[3],
        months_since_confirmed=columns[4],
    )
    assert ((evidence.strength >= 0) & (evidence.strength <= 1 + 1e-12)).all()
    parts = evidence.outcome + evidence.repeated + evidence.reported + evidence.sources + evidence.fresh
    assert parts == pytest.approx(evidence.strength)
    assert all(evidence.grade(place) in GRADES for place in range(len(rows)))
    np.testing.assert_array_equal(columns, before)


@given(st.booleans(), counts, counts, counts, counts)
def test_knowing_more_never_lowers_the_strength(outcome, adoptions, reports, sources, months):
    reports = min(reports, adoptions)
    here = known(outcome, adoptions, reports, sources, months).strength[0]
    assert known(1, adoptions, reports, sources, months).strength[0] >= here
    assert known(outcome, adoptions + 1, reports + 1, sources, months).strength[0] >= here - 1e-12
    assert known(outcome, adoptions, reports, sources + 1, months).strength[0] >= here
    assert known(outcome, adoptions, reports, sources, months / 2).strength[0] >= here
