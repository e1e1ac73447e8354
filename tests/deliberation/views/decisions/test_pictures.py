"""Results as pictures and sentences, for whatever ballots: every width fits, every option is there, nothing fails."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.counting import Terms, Thing, as_json, count, read_choice
from ideenschmiede.deliberation.models import Decision, Method, Option
from ideenschmiede.deliberation.views.decisions.facts import said
from ideenschmiede.deliberation.views.decisions.pictures import picture
from ideenschmiede.deliberation.views.decisions.sentences import names_of, sentence, turnout

NUMBERS = (11, 12, 13)
OPTIONS = [Option(pk=pk, text=f"Vorschlag {pk}", cost=pk * 100) for pk in NUMBERS]
TERMS = {"options": tuple(Thing(pk, pk * 100) for pk in NUMBERS), "most_points": 5, "budget": 2_500, "places": 2}
ABSTAIN = st.just({"abstain": True})
SUBSETS = st.sets(st.sampled_from(NUMBERS), min_size=1).map(sorted)
ZERO_TO_TEN = st.integers(0, 10)
BALLOTS = {
    Method.CONSENT: st.sampled_from(["consent", "reservation", "objection"]).map(lambda one: {"stance": one}),
    Method.MAJORITY: st.sampled_from(["yes", "no"]).map(lambda one: {"vote": one}),
    Method.TWO_THIRDS: st.sampled_from(["yes", "no"]).map(lambda one: {"vote": one}),
    Method.RESISTANCE: st.fixed_dictionaries(dict.fromkeys((0, *NUMBERS), ZERO_TO_TEN)).map(
        lambda one: {"resistance": one}
    ),
    Method.SCORE: st.fixed_dictionaries({11: st.integers(1, 5), 12: st.integers(0, 5)}).map(
        lambda one: {"points": one}
    ),
    Method.RANKED: st.dictionaries(st.sampled_from(NUMBERS), st.integers(1, 3), min_size=1).map(
        lambda one: {"ranks": one}
    ),
    Method.BUDGET: SUBSETS.map(lambda one: {"approved": one}),
    Method.SHORTLIST: SUBSETS.map(lambda one: {"approved": one}),
}


def decided(method, ballots, quorum=0):
    """A closed decision as counting leaves it, and the choices."""
    terms = Terms(method=method, **TERMS)
    choices = [read_choice(terms, ballot) for ballot in ballots]
    result = count(terms, choices, seats=max(len(ballots), 1) + 2, quorum=quorum)
    decision = Decision(
        method=method, stage="closed", outcome=result.outcome, result=as_json(result), budget=2_500, places_to_fill=2
    )
    return decision, choices


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("language", ["de", "en"])
@given(data=st.data())
def test_whatever_was_voted_it_can_be_shown(method, language, data):
    ballots = data.draw(st.lists(BALLOTS[method] | ABSTAIN, max_size=9))
    with translation.override(language):
        decision, choices = decided(method, ballots, quorum=data.draw(st.sampled_from([0, 50, 100])))
        assert sentence(decision, OPTIONS).strip()
        assert turnout(decision.result).strip()
        assert all(said(decision, choice, names_of(OPTIONS)) for choice in choices)
        shown = picture(decision, OPTIONS)
    if decision.result["details"] is None:
        assert shown is None
        return
    assert all(0 <= float(bar.width) <= 100 for bar in shown.bars)
    assert all(0 <= float(bar.mark or 0) <= 100 for bar in shown.bars)
    for table in shown.tables:
        assert all(len(row) == len(table.headers) for row in table.rows)
    if shown.pairs:
        assert all(len(cells) == len(NUMBERS) for _letter, _name, cells in shown.pairs.rows)


@given(ballots=st.lists(BALLOTS[Method.BUDGET], min_size=1, max_size=9))
def test_the_rounds_add_up_to_the_budget(ballots):
    with translation.override("en"):
        decision, _choices = decided(Method.BUDGET, ballots)
        shown = picture(decision, OPTIONS)
    widths = sum(float(bar.width) for bar in shown.bars)
    assert widths == pytest.approx(100, abs=0.1)
    rows = shown.tables[0].rows
    if rows:
        assert rows[-1][-1] == f"€{2_500 - decision.result['details']['spent']:,}"


@given(ballots=st.lists(BALLOTS[Method.RANKED], min_size=1, max_size=9))
def test_each_comparison_is_told_from_both_sides(ballots):
    decision, _choices = decided(Method.RANKED, ballots)
    rows = picture(decision, OPTIONS).pairs.rows
    opposite = {"won": "lost", "lost": "won", "equal": "equal", "same": "same"}
    for i, (_letter, _name, cells) in enumerate(rows):
        for j, cell in enumerate(cells):
            assert rows[j][2][i].kind == opposite[cell.kind]
            assert cell.words == " : ".join(reversed(rows[j][2][i].words.split(" : ")))


@pytest.mark.parametrize(
    ("stage", "closes", "begins"),
    [("draft", None, "In preparation"), ("open", None, "Open: the vote is on.")],
)
def test_before_the_end(stage, closes, begins):
    decision = Decision(method="consent", stage=stage, closes_at=closes)
    assert sentence(decision, []).startswith(begins)


def test_german_as_one_reads_it():
    with translation.override("de"):
        votes = [{"vote": "yes"}] * 9 + [{"vote": "no"}] * 2
        decision, _choices = decided(Method.TWO_THIRDS, votes)
        assert sentence(decision, []) == "Angenommen: 9 von 11 stimmten zu, nötig waren 8."
        assert turnout(decision.result) == "11 von 13 haben teilgenommen (85\u202f%). Eine Stimme war nötig."
