import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deliberation.counting.judged import approved, ranked, terms

from ideenschmiede.deliberation.counting import ABSTAIN, as_json, count
from ideenschmiede.deliberation.counting.whole import quorum_needed

YES, NO = {"vote": "yes"}, {"vote": "no"}
SAMPLES = {
    "consent": (terms("consent"), {"stance": "consent"}),
    "majority": (terms("majority"), YES),
    "two_thirds": (terms("two_thirds"), NO),
    "resistance": (terms("resistance", 4), {"resistance": {"0": 3, "4": 1}}),
    "score": (terms("score", 4, 7), {"points": {"4": 2, "7": 0}}),
    "ranked": (terms("ranked", 4, 7), ranked([7], [4])),
    "budget": (terms("budget", (4, 60), (7, 50), budget=100), approved(4, 7)),
    "shortlist": (terms("shortlist", 4, 7, places=1), approved(7)),
}


@given(seats=st.integers(1, 500), quorum=st.integers(0, 100))
def test_the_quorum_is_a_share_of_all_seats(seats, quorum):
    needed = quorum_needed(seats, quorum)
    assert needed == 1 or Fraction(needed - 1, seats) < Fraction(quorum, 100) <= Fraction(needed, seats)


@pytest.mark.parametrize(("ballots", "outcome"), [(4, "no_quorum"), (5, "accepted")])
def test_too_few_decide_nothing(ballots, outcome):
    result = count(terms("majority"), [YES] * ballots, seats=10, quorum=50)
    assert (result.outcome, result.quorum_needed, result.details.yes) == (outcome, 5, ballots)


def test_who_abstains_takes_part():
    result = count(terms("majority"), [YES, NO, YES, ABSTAIN, ABSTAIN], seats=10, quorum=50)
    assert (result.outcome, result.ballots, result.abstentions) == ("accepted", 5, 2)


@pytest.mark.parametrize("method", SAMPLES)
def test_nobody_decides_nothing(method):
    result = count(SAMPLES[method][0], [], seats=3, quorum=0)
    assert (result.outcome, result.details, result.chosen, result.unanimous) == ("no_quorum", None, [], False)


@pytest.mark.parametrize("method", SAMPLES)
def test_all_abstain_and_nothing_is_done(method):
    result = count(SAMPLES[method][0], [ABSTAIN] * 3, seats=3, quorum=100)
    assert (result.outcome, result.details, result.unanimous) == ("rejected", None, False)


@pytest.mark.parametrize("method", SAMPLES)
def test_what_was_found_can_be_kept(method):
    about, choice = SAMPLES[method]
    kept = as_json(count(about, [choice, ABSTAIN, choice], seats=3, quorum=50))
    assert json.loads(json.dumps(kept)) == kept
    assert kept["unanimous"]
    assert kept["details"]


def test_what_all_say_shows_how_each_voted():
    assert count(terms("majority"), [YES, YES, ABSTAIN], seats=3, quorum=0).unanimous
    assert not count(terms("majority"), [YES, NO], seats=3, quorum=0).unanimous


def test_what_pages_explain_is_there():
    """Names that templates read; who renames one must rename it there."""
    names = {method: _names(count(about, [choice], seats=1, quorum=0)) for method, (about, choice) in SAMPLES.items()}
    assert names["consent"] == {"consents", "reservations", "objections"}
    assert names["majority"] == names["two_thirds"] == {"yes", "no", "needed"}
    assert names["resistance"] == {
        "option", "total", "mean", "acceptance", "highest", "strong", "spread", "under_zero",
    }  # fmt: skip
    assert names["score"] == {"option", "total", "mean", "spread"}
    assert names["ranked"] == {"options", "condorcet", "order", "pairs", "matrix", "paths"}
    assert names["budget"] == names["shortlist"] == {
        "budget", "spent", "first_share", "share", "raises", "rounds", "leftovers", "profile",
    }  # fmt: skip


def _names(result):
    details = as_json(result)["details"]
    return set(details[0] if isinstance(details, list) else details)


@given(
    method=st.sampled_from(sorted(SAMPLES)),
    many=st.integers(0, 8),
    abstain=st.integers(0, 8),
    quorum=st.integers(0, 100),
)
def test_figures_add_up(method, many, abstain, quorum):
    about, choice = SAMPLES[method]
    result = count(about, [choice] * many + [ABSTAIN] * abstain, seats=16, quorum=quorum)
    assert (result.ballots, result.abstentions, result.seats) == (many + abstain, abstain, 16)
    assert (result.outcome == "no_quorum") == (many + abstain < result.quorum_needed)
    assert (result.details is None) == (many == 0)
    assert result.unanimous == (many > 0)
    assert not (result.chosen and result.outcome not in ("chosen", "tied"))
