"""Equal shares: as `pabutools` counts, and what Peters, Pierczyński and Skowron (2021) prove of it."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deliberation.counting.judged import approved, cases, terms

from ideenschmiede.deliberation.counting import Thing, count
from ideenschmiede.deliberation.counting.equal_shares import Electorate, buy


def found(costs, ballots, budget):
    about = terms("budget", *((at + 1, cost) for at, cost in enumerate(costs)), budget=budget)
    choices = [approved(*(at + 1 for at in one)) for one in ballots]
    return count(about, choices, seats=len(choices), quorum=0)


def listed(options, ballots, places):
    about = terms("shortlist", *range(1, options + 1), places=places)
    return count(about, [approved(*one) for one in ballots], seats=len(ballots), quorum=0)


@st.composite
def elections(draw, most=12):
    budget = draw(st.sampled_from([10, 60, 1_000]))
    costs = draw(st.lists(st.integers(1, budget), min_size=2, max_size=5))
    one = st.sets(st.integers(0, len(costs) - 1), min_size=1)
    return costs, draw(st.lists(one.map(sorted), min_size=1, max_size=most)), budget


def test_buys_as_the_library_does():
    for case in cases("shares"):
        options = [Thing(at, cost) for at, cost in enumerate(case["costs"])]
        voters = Electorate(options, case["ballots"])
        bought = buy(voters, Fraction(case["budget"], len(case["ballots"])))
        assert [purchase.option.pk for purchase in bought.purchases] == case["bought"]


def test_raises_shares_as_the_library_does():
    """Where a hundredth of the share is less than a unit, ours is Add1; what the rest still allows comes after it."""
    compared = 0
    for case in cases("shares"):
        details = found(case["costs"], case["ballots"], case["budget"]).details
        if details.share <= 100:
            compared += 1
            by_shares = sorted(one.option - 1 for one in details.rounds if one.way == "shares")
            assert by_shares == case["raised"]
    assert compared > 100


@given(elections())
def test_the_budget_is_kept_and_nothing_wanted_fits_into_the_rest(election):
    costs, ballots, budget = election
    result = found(costs, ballots, budget)
    chosen = [option - 1 for option in result.chosen]
    spent = sum(costs[at] for at in chosen)
    assert spent == result.details.spent <= budget
    wanted = {at for one in ballots for at in one}
    assert set(chosen) <= wanted
    assert all(costs[at] > budget - spent for at in wanted - set(chosen))


@given(elections())
def test_each_round_is_paid_for_by_those_who_wanted_it(election):
    costs, ballots, budget = election
    for one in found(costs, ballots, budget).details.rounds:
        assert one.supporters == sum(one.option - 1 in ballot for ballot in ballots)
        if one.way == "shares":
            assert one.each * one.supporters >= one.cost - 0.01 * one.supporters
            assert one.votes <= one.supporters + 0.01


@given(elections(most=6))
def test_a_group_that_agrees_gets_what_its_share_pays_for(election):
    """Justified representation: a group that wants the same options in common, and whose shares together pay for all
    of them, has a member who is as well served as by these (EJR up to any one option, for worth by cost)."""
    costs, ballots, budget = election
    chosen = {option - 1 for option in found(costs, ballots, budget).chosen}
    share = Fraction(budget, len(ballots))
    for size in range(1, len(ballots) + 1):
        for group in combinations(ballots, size):
            common = set.intersection(*map(set, group))
            for many in range(1, len(common) + 1):
                for wanted in combinations(sorted(common), many):
                    if sum(costs[at] for at in wanted) > share * size:
                        continue
                    gets = [{at for at in one if at in chosen} for one in group]
                    assert any(_as_good(costs, have, set(wanted)) for have in gets)


def _as_good(costs, have, wanted):
    """Up to any: with any one more of the wanted options it would be more than all of them."""
    worth = sum(costs[at] for at in have)
    missing = wanted - have
    return (
        not missing
        or any(worth + costs[at] > sum(costs[one] for one in wanted) for at in missing)
        or worth >= sum(costs[at] for at in wanted)
    )


@given(elections(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(election, rng):
    costs, ballots, budget = election
    assert found(costs, rng.sample(ballots, len(ballots)), budget) == found(costs, ballots, budget)


def test_a_minority_gets_its_share():
    """Six want all that is left of the river, four all that is right of it: by votes alone nothing would be right."""
    left, right = [0, 1, 2], [3, 4, 5]
    result = found([200] * 6, [left] * 6 + [right] * 4, 1_000)
    assert sorted(result.chosen) == [1, 2, 3, 4, 5]
    assert result.details.profile == [[2, 4], [3, 6]]


def test_ties_are_broken_by_supporters_then_cost_then_order():
    result = found([50, 40, 40], [[0, 1, 2], [0, 1, 2]], 90)
    first = result.details.rounds[0]
    assert (first.option, sorted(first.tied_with)) == (2, [1, 3])
    assert result.chosen == [2, 3]


def test_what_was_not_bought_says_what_it_lacks():
    result = found([100, 60], [[0], [0], [0], [1]], 100)
    assert result.chosen == [1]
    (left,) = result.details.leftovers
    assert (left.option, left.supporters, left.cost) == (2, 1, 60)
    assert left.lacks == 60 - left.left > 0


def test_a_budget_of_millions_ends_soon():
    result = found([900_000, 1_400_000, 2_500_000, 40_000], [[0, 1], [1, 2], [2], [3]] * 75, 3_000_000)
    assert result.details.raises < 1_000
    assert result.details.spent > 2_000_000


def test_a_short_list_is_filled():
    result = listed(4, [(1, 2)] * 3 + [(3,)] * 3 + [(4,)], 3)
    assert sorted(result.chosen) == [1, 2, 3]
    assert result.details.spent == result.details.budget


def test_a_short_list_speaks_for_all_sides():
    """Two thirds want 1, 2 or 3, a third wants 4: they get one of three places."""
    result = listed(4, [(1, 2, 3)] * 6 + [(4,)] * 3, 3)
    assert 4 in result.chosen
    assert len(result.chosen) == 3


def test_a_short_list_takes_only_who_is_wanted():
    assert listed(4, [(1,), (1,)], 3).chosen == [1]


@pytest.mark.parametrize("places", [1, 2, 3])
@given(ballots=st.lists(st.sets(st.integers(1, 4), min_size=1).map(sorted), min_size=1, max_size=9))
def test_no_more_than_the_places(places, ballots):
    result = listed(4, ballots, places)
    wanted = {option for one in ballots for option in one}
    assert len(result.chosen) == min(places, len(wanted))


def test_shares_grow_only_as_long_as_more_fits():
    """Three want a bus for 90 and a path for 10: everything fits at once, and nothing is raised."""
    details = found([90, 10], [[0, 1]] * 3, 100).details
    assert (details.raises, details.first_share, details.share) == (0, 33.33, 33.33)
    assert [one.way for one in details.rounds] == ["shares", "shares"]
    assert [one.each for one in sorted(details.rounds, key=lambda one: one.option)] == [30.0, 3.33]


def test_the_rest_goes_by_supporters():
    """Growing shares would buy too much at once; what fits into the rest has the most supporters."""
    ballots = [[0]] * 2 + [[1]] * 2 + [[2]]
    details = found([60, 60, 40], ballots, 100).details
    assert [(one.option, one.way) for one in details.rounds] == [(1, "votes"), (3, "votes")]
    assert (details.spent, details.leftovers[0].option) == (100, 2)
    assert [one.tied_with for one in details.rounds] == [[2], []]  # the order of the list took 1


def test_who_has_less_left_gives_all_of_it():
    """The second voter has paid for the first option already and gives the rest; the third pays more."""
    details = found([40, 80], [[0], [0, 1], [1]], 180).details
    assert [(one.option, one.each, one.votes) for one in details.rounds] == [(1, 20.0, 2.0), (2, 40.0, 2.0)]
    tight = found([50, 100], [[0], [0, 1], [1]], 180).details  # shares grow from 60 to 63: 38 + 62
    assert [(one.option, one.each, one.votes) for one in tight.rounds] == [(1, 25.0, 2.0), (2, 62.0, 1.61)]


@pytest.mark.parametrize("cost", [101, 1_000])
def test_what_costs_more_than_everything_is_left_out(cost):
    result = found([cost, 50], [[0, 1], [0]], 100)
    assert (result.chosen, result.details.leftovers) == ([2], [])
