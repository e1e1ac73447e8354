import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.deliberation.counting.judged import terms

from ideenschmiede.deliberation.counting import ABSTAIN, ChoiceError, count, read_choice

METHODS = {
    "consent": terms("consent"),
    "majority": terms("majority"),
    "two_thirds": terms("two_thirds"),
    "resistance": terms("resistance", 4, 7),
    "score": terms("score", 4, 7, most_points=5),
    "ranked": terms("ranked", 4, 7, 9),
    "budget": terms("budget", (4, 60), (7, 50), budget=100),
    "shortlist": terms("shortlist", 4, 7, 9, places=2),
}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("raw", [{"abstain": True}, {"abstain": "on"}, {"abstain": "true", "vote": "yes"}], ids=str)
def test_anybody_may_abstain(method, raw):
    assert read_choice(METHODS[method], raw) == ABSTAIN


@pytest.mark.parametrize(
    ("method", "raw", "choice"),
    [
        ("consent", {"stance": "objection"}, {"stance": "objection"}),
        ("consent", {"stance": "reservation", "more": 1}, {"stance": "reservation"}),
        ("majority", {"vote": "yes"}, {"vote": "yes"}),
        ("two_thirds", {"vote": "no"}, {"vote": "no"}),
        ("resistance", {"resistance": {"0": "3", "4": 0, 7: "10"}}, {"resistance": {"0": 3, "4": 0, "7": 10}}),
        ("score", {"points": {"7": " 5 "}}, {"points": {"4": 0, "7": 5}}),
        ("score", {"points": {"7": "", "4": 1}}, {"points": {"4": 1, "7": 0}}),
        ("ranked", {"ranks": {"9": "2", "4": "5", "7": "2"}}, {"ranks": [[7, 9], [4]]}),
        ("ranked", {"ranks": {"9": 1, "4": "", "7": None}}, {"ranks": [[9]]}),
        ("budget", {"approved": ["7", "4", "7"]}, {"approved": [4, 7]}),
        ("shortlist", {"approved": (9,)}, {"approved": [9]}),
    ],
)
def test_forms_and_programs_are_understood(method, raw, choice):
    assert read_choice(METHODS[method], raw) == choice


@pytest.mark.parametrize(
    ("method", "raw", "message", "option"),
    [
        ("consent", {}, "Please say whether you consent", None),
        ("consent", {"stance": "yes"}, "Please say whether you consent", None),
        ("majority", {"vote": ""}, "Please choose yes, no or abstention", None),
        ("resistance", {"resistance": {"0": 1, "4": 2}}, "for each option how strong", 7),
        ("resistance", {"resistance": {"4": 2, "7": 1}}, "for each option how strong", 0),
        ("resistance", {"resistance": {"0": 1, "4": 11, "7": 1}}, "from 0 to 10", 4),
        ("resistance", {"resistance": {"0": 1, "4": "2,5", "7": 1}}, "from 0 to 10", 4),
        ("resistance", {"resistance": {"0": 1, "4": True, "7": 1}}, "from 0 to 10", 4),
        ("score", {"points": {}}, "at least one option", None),
        ("score", {"points": {"4": 6}}, "from 0 to 5", 4),
        ("score", {"points": {"4": -1}}, "from 0 to 5", 4),
        ("score", {"points": {"4": "²"}}, "from 0 to 5", 4),
        ("score", {"points": {"4": "0000059"}}, "from 0 to 5", 4),
        ("resistance", {"resistance": {"0": 1, "4": "00000199", "7": 1}}, "from 0 to 10", 4),
        ("score", {"points": {"5": 1}}, "The options have changed", None),
        ("score", {"points": [1, 2]}, "cannot be read", None),
        ("score", {"points": {"a": 1}}, "cannot be read", None),
        ("ranked", {"ranks": {}}, "at least one option a rank", None),
        ("ranked", {"ranks": {"4": 0}}, "from 1 to", 4),
        ("budget", {}, "at least one option", None),
        ("budget", {"approved": "4"}, "cannot be read", None),
        ("budget", {"approved": [5]}, "The options have changed", None),
        ("shortlist", {"approved": 4}, "cannot be read", None),
    ],
)
def test_what_cannot_be_counted_says_what_to_do(method, raw, message, option):
    with pytest.raises(ChoiceError, match=message) as caught:
        read_choice(METHODS[method], raw)
    assert caught.value.option == option


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["4", "7", "0", "yes"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["0", "4", "7", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(["abstain", "stance", "vote", "resistance", "points", "ranks", "approved"])


@given(method=st.sampled_from(sorted(METHODS)), raw=st.dictionaries(KEYS, junk, max_size=3))
def test_whatever_comes_is_counted_or_refused(method, raw):
    try:
        choice = read_choice(METHODS[method], raw)
    except ChoiceError:
        return
    assert count(METHODS[method], [choice], seats=1, quorum=0).ballots == 1
    if choice != ABSTAIN and "ranks" not in choice:  # ranks are stored as tiers
        assert read_choice(METHODS[method], choice) == choice
