"""Schulze's method: as `pref_voting` counts, and what Schulze (2011) proves of it."""

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deliberation.counting.judged import cases, ranked, terms

from ideenschmiede.deliberation.counting import count
from ideenschmiede.deliberation.counting.schulze import preferences, strongest_paths

OPTIONS = 4


@st.composite
def ballot(draw):
    """Ranks with ties; some options have none."""
    ranks = draw(st.lists(st.integers(0, OPTIONS), min_size=OPTIONS, max_size=OPTIONS).filter(any))
    return ranked(*([at + 1 for at in range(OPTIONS) if ranks[at] == rank] for rank in sorted({*ranks} - {0})))


elections = st.lists(ballot(), min_size=1, max_size=9)


def found(choices, options=OPTIONS):
    return count(terms("ranked", *range(1, options + 1)), choices, seats=len(choices), quorum=0)


def test_counts_as_the_library_does():
    for case in cases("schulze"):
        choices = [ranked(*([option + 1 for option in tier] for tier in tiers)) for tiers in case["ballots"]]
        result = found(choices, case["options"])
        assert result.details.matrix == case["support"]
        assert [option - 1 for option in result.chosen] == case["winners"]
        assert (result.outcome == "chosen") == (len(case["winners"]) == 1)


def test_the_example_of_the_paper():
    """Schulze (2011), section 3.1: 45 voters, E wins, then A, C, B, D."""
    a, b, c, d, e = range(1, 6)
    cast = [
        (5, (a, c, b, e, d)), (5, (a, d, e, c, b)), (8, (b, e, d, a, c)), (3, (c, a, b, e, d)),
        (7, (c, a, e, b, d)), (2, (c, b, a, d, e)), (7, (d, c, e, b, a)), (8, (e, b, a, d, c)),
    ]  # fmt: skip
    result = found([ranked(*([one] for one in order)) for many, order in cast for _voter in range(many)], 5)
    assert (result.outcome, result.chosen) == ("chosen", [e])
    assert [place.option for place in result.details.order] == [e, a, c, b, d]
    assert result.details.paths == [
        [0, 28, 28, 30, 24], [25, 0, 28, 33, 24], [25, 29, 0, 29, 24], [25, 28, 28, 0, 24], [25, 28, 28, 31, 0],
    ]  # fmt: skip
    pair = next(one for one in result.details.pairs if (one.option, one.other) == (a, e))
    assert (pair.preferred, pair.against, pair.path, pair.path_back) == (22, 23, 24, 25)


@given(elections)
def test_paths_are_the_strongest_of_all(choices):
    matrix = preferences(range(1, OPTIONS + 1), [choice["ranks"] for choice in choices])
    paths = strongest_paths(matrix)
    everyone = range(OPTIONS)
    for start, end in permutations(everyone, 2):
        others = [one for one in everyone if one not in (start, end)]
        ways = [(start, *middle, end) for many in range(3) for middle in permutations(others, many)]
        strengths = []
        for way in ways:
            links = [(i, j) for i, j in pairwise(way)]
            if all(matrix[i][j] > matrix[j][i] for i, j in links):
                strengths.append(min(matrix[i][j] for i, j in links))
        assert paths[start][end] == max(strengths, default=0)


@given(elections)
def test_who_beats_each_other_one_wins(choices):
    result = found(choices)
    if result.details.condorcet is not None:
        assert (result.outcome, result.chosen) == ("chosen", [result.details.condorcet])


@given(elections)
def test_the_order_agrees_with_the_paths(choices):
    result = found(choices)
    places = {place.option: place.rank for place in result.details.order}
    assert all(places[place.option] < places[other] for place in result.details.order for other in place.beats)
    assert next(place.option for place in result.details.order if place.rank == 1) in result.chosen


@given(elections, st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_of_options_matters(choices, rng):
    shuffled = rng.sample(choices, len(choices))
    assert found(shuffled).details == found(choices).details
    names = rng.sample(range(1, OPTIONS + 1), OPTIONS)
    renamed = [ranked(*([names[option - 1] for option in tier] for tier in choice["ranks"])) for choice in choices]
    assert set(found(renamed).chosen) == {names[option - 1] for option in found(choices).chosen}


@given(elections, st.data())
def test_who_is_ranked_higher_loses_nothing_by_it(choices, data):
    """Monotone: a winner that one voter puts first stays a winner."""
    winner = found(choices).chosen[0]
    at = data.draw(st.integers(0, len(choices) - 1))
    rest = [[one for one in tier if one != winner] for tier in choices[at]["ranks"]]
    better = [*choices]
    better[at] = ranked([winner], *filter(None, rest))
    assert winner in found(better).chosen


@given(elections, st.integers(1, OPTIONS))
def test_a_clone_changes_nothing_for_the_others(choices, original):
    """Independent of clones: a copy that all rank beside its original neither helps nor harms the others."""
    clone = OPTIONS + 1
    cloned = []
    for choice in choices:
        tiers = []
        for tier in choice["ranks"]:
            tiers.append(tier)
            if original in tier:
                tiers[-1] = [*tier, clone]
        cloned.append(ranked(*tiers))
    before, after = set(found(choices).chosen), set(found(cloned, clone).chosen)
    assert {original if one == clone else one for one in after} == before


@pytest.mark.parametrize(
    ("choices", "outcome", "chosen"),
    [
        ([ranked([1]), ranked([2])], "tied", [1, 2]),
        ([ranked([1, 2, 3, 4])], "tied", [1, 2, 3, 4]),
        ([ranked([3])], "chosen", [3]),
    ],
    ids=["two", "all", "one"],
)
def test_ties_are_told(choices, outcome, chosen):
    result = found(choices)
    assert (result.outcome, result.chosen) == (outcome, chosen)
