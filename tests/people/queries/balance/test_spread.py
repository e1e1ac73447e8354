"""The comparison itself: shares, expectations, and whether a gap could be chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ideenschmiede.people.queries.balance.spread import chance_of, spread

CLASSES = [("small", "small places"), ("large", "large places")]


def test_shares_and_expectation():
    found = spread(CLASSES, {"small": 75, "large": 25}, {"small": 1_000, "large": 9_000}, {"small": 10, "large": 90}, 3)
    small, large = found.lines
    assert (small.of_places, small.of_people, small.of_members) == (0.75, 0.1, 0.1)
    assert (small.expected, large.expected) == (75, 25)
    assert (small.verdict, large.verdict) == ("few", "many")
    assert found.missing == [small]
    assert small.gap == 65
    assert (found.members, found.left_out, found.widest) == (100, 3, 0.9)


def test_small_numbers_are_no_gap():
    found = spread(CLASSES, {"small": 75, "large": 25}, {}, {"large": 2})
    assert [line.verdict for line in found.lines] == ["fits", "fits"]
    assert found.missing == []
    # both from the rarer quarter: 1/16, as far on the other side, and that for two classes
    assert found.lines[0].chance == pytest.approx(0.25)


def test_many_classes_make_a_gap_by_chance_more_likely():
    few = [("a", "a"), ("b", "b")]
    many = [*few, *((f"c{number}", "c") for number in range(14))]
    places = {"a": 50, "b": 50}
    assert spread(few, places, {}, {"a": 5, "b": 15}).lines[0].verdict == "fits"
    assert spread(few, places, {}, {"a": 4, "b": 16}).lines[0].verdict == "few"
    assert spread(many, places, {}, {"a": 4, "b": 16}).lines[0].verdict == "fits"


def test_nothing_at_all():
    found = spread(CLASSES, {}, {}, {})
    assert [line.expected for line in found.lines] == [0, 0]
    assert (found.missing, found.widest) == ([], 1.0)
    assert spread([], {}, {}, {}).lines == ()


def test_what_is_no_class_counts_nothing():
    found = spread(CLASSES, {"small": 1, "": 9}, {"small": 1}, {"small": 1, "": 5})
    assert (found.members, found.lines[0].of_places) == (1, 1.0)


@given(of=st.integers(0, 400), share=st.floats(0, 1), data=st.data())
def test_chance_is_one_and_never_below_the_smaller_tail(of, share, data):
    count = data.draw(st.integers(0, of))
    chance = chance_of(count, of, share)
    assert 0 <= chance <= 1
    smaller = min(binomtest(count, of, share, side).pvalue for side in ("less", "greater")) if of else 1
    assert chance == pytest.approx(min(1, 2 * smaller), abs=1e-9)


@pytest.mark.parametrize(("count", "of", "share"), [(-1, 5, 0.5), (6, 5, 0.5), (1, 5, 1.5), (1, 5, -0.1)])
def test_no_binomial(count, of, share):
    with pytest.raises(ValueError, match="no binomial"):
        chance_of(count, of, share)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 500)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 500)),
)
def test_shares_add_up(places, members):
    found = spread([(one, one) for one in "abcd"], places, places, members)
    if sum(places.values()):
        assert sum(line.of_places for line in found.lines) == pytest.approx(1)
        assert sum(line.expected for line in found.lines) == pytest.approx(found.members)
    if sum(members.values()):
        assert sum(line.of_members for line in found.lines) == pytest.approx(1)
    assert found.members == sum(members.values())
