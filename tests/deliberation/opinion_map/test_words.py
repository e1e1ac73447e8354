"""What a map says in plain words."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.deliberation.opinion_map import Bridge, GroupResult, Interval, Line, Results, Tally, Unsettled, words

NOWHERE = Interval(0.5, 0.2, 0.8)


@pytest.fixture
def german():
    with translation.override("de"):
        yield


def line(everybody, *groups):
    return Line(1, Tally(*everybody), tuple(Tally(*one) for one in groups), NOWHERE, NOWHERE, hidden=False)


def bridge(direction="agree"):
    return Bridge(1, direction, NOWHERE, 0.6, 10)


def results(groups=2, bridges=0, stability=0.9):
    made = tuple(GroupResult("ABCDE"[place], 10, ()) for place in range(groups))
    return Results(20, 100, enough=True, stability=stability, groups=made, bridges=(bridge(),) * bridges)


@pytest.mark.parametrize(
    ("successes", "seen", "said"),
    [
        (7, 7, "all"),
        (400, 400, "all"),
        (0, 9, "nobody"),
        (1, 8, "one out of eight"),
        (7, 9, "seven out of nine"),
        (39, 40, "almost all"),
        (36, 40, "nine out of ten"),
        (32, 40, "four out of five"),
        (30, 40, "three out of four"),
        (27, 40, "two out of three"),
        (24, 40, "three out of five"),
        (217, 400, "a little more than half"),
        (20, 40, "about half"),
        (180, 400, "a little less than half"),
        (16, 40, "two out of five"),
        (13, 40, "one out of three"),
        (10, 40, "one out of four"),
        (8, 40, "one out of five"),
        (4, 40, "one out of ten"),
        (1, 40, "almost nobody"),
    ],
)
def test_how_many(successes, seen, said):
    assert words.how_many(successes, seen).words == said


@given(st.integers(1, 3000).flatmap(lambda seen: st.tuples(st.integers(0, seen), st.just(seen))))
def test_the_words_are_never_far_from_the_share(counts):
    successes, seen = counts
    named = {"all": 1, "almost all": 0.985, "nobody": 0, "almost nobody": 0.03, "a little more than half": 0.54}
    named |= {"about half": 0.5, "a little less than half": 0.46}
    digits = {str(number): value for value, number in enumerate(words.NUMBERS)}
    with translation.override("en"):
        said = words.how_many(successes, seen).words
    match = re.fullmatch(r"(\w+) out of (\w+)", said)
    share = digits[match[1]] / digits[match[2]] if match else named[said]
    assert share == pytest.approx(successes / seen, abs=0.056)


def test_nobody_asked_is_no_share():
    with pytest.raises(ValueError, match="nobody"):
        words.how_many(0, 0)


@pytest.mark.parametrize(
    ("made", "direction", "said"),
    [
        (line((60, 20, 80), (30, 10, 40), (30, 10, 40)), "agree", "Three out of four in both groups agree."),
        (line((2, 78, 80), (1, 39, 40), (1, 39, 40)), "disagree", "Almost all in both groups disagree."),
        (line((80, 0, 90), (36, 0, 40), (27, 0, 40)), "agree", "In every group at least two out of three agree."),
        (line((0, 80, 90), (0, 36, 40), (0, 27, 40)), "disagree", "In every group at least two out of three disagree."),
        (line((60, 0, 60), (20, 0, 20), (20, 0, 20), (20, 0, 20)), "agree", "All in all three groups agree."),
        (line((60, 0, 80), (60, 0, 80), (0, 0, 0)), "agree", "Three out of four agree."),
        (line((60, 0, 80)), "agree", "Three out of four agree."),
    ],
)
def test_what_all_groups_share(made, direction, said):
    assert words.in_all_groups(made, direction) == said


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (line((60, 20, 80), (30, 10, 40), (30, 10, 40)), "Drei von vier in beiden Gruppen stimmen zu."),
        (line((40, 40, 80), (20, 20, 40), (20, 20, 40)), "Etwa die Hälfte in beiden Gruppen stimmt zu."),
        (line((80, 0, 90), (36, 0, 40), (27, 0, 40)), "In jeder Gruppe stimmen mindestens zwei von drei zu."),
        (
            line((80, 0, 90), (36, 0, 40), (217, 0, 400)),
            "In jeder Gruppe stimmt mindestens etwas mehr als die Hälfte zu.",
        ),
    ],
)
def test_it_is_said_in_german_as_germans_say_it(german, made, said):
    assert words.in_all_groups(made, "agree") == said


def test_where_groups_are_furthest_apart(german):
    made = line((58, 60, 120), (36, 2, 40), (14, 26, 40), (8, 32, 40))
    assert words.apart(made, "ABC") == "In Gruppe A stimmen neun von zehn zu, in Gruppe C eine von fünf."


def test_where_groups_are_furthest_apart_groups_with_few_votes_do_not_speak():
    assert words.apart(line((39, 3, 42), (36, 4, 40), (0, 2, 2)), "AB") == "Nine out of ten agree."
    assert words.apart(line((0, 0, 0), (0, 0, 0), (0, 0, 0)), "AB") == ""
    assert (
        words.apart(line((20, 0, 44), (20, 20, 40), (0, 4, 4)), "AB")
        == "In group A about half agrees, in group B nobody."
    )


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (line((0, 0, 0), (0, 0, 0), (0, 0, 0)), "No votes yet."),
        (line((44, 36, 80), (38, 2, 40), (6, 34, 40)), "In group A almost all agree, in group B one out of five."),
        (line((60, 20, 80), (30, 10, 40), (30, 10, 40)), "Three out of four in both groups agree."),
        (line((2, 76, 80), (1, 38, 40), (1, 38, 40)), "Almost all in both groups disagree."),
        (line((40, 24, 80), (24, 10, 40), (16, 14, 40)), "About half agrees."),
        (line((60, 20, 80)), "Three out of four agree."),
    ],
    ids=["none", "apart", "together", "against", "between", "without-groups"],
)
def test_one_sentence_about_a_statement(made, said):
    assert words.in_short(made, "AB"[: len(made.groups)]) == said


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (((90, 10, 100), (80, 20, 100)), "That is sure."),
        (((90, 10, 100), (12, 8, 20)), "That is likely."),
        (((90, 10, 100), (3, 2, 5)), "Still uncertain: group B has given too few votes."),
    ],
)
def test_how_sure_a_bridge_is(groups, said):
    assert words.sureness(bridge(), line((100, 20, 120), *groups), "AB") == said


@pytest.mark.parametrize(
    ("everybody", "why", "said"),
    [
        ((0, 0, 0), Unsettled.FEW, "No votes yet."),
        ((1, 0, 1), Unsettled.FEW, "Only 1 vote so far."),
        ((4, 1, 5), Unsettled.FEW, "Only 5 votes so far."),
        ((10, 15, 100), Unsettled.PASSED, "Three out of four pass."),
        ((10, 19, 60), Unsettled.PASSED, "About half passes."),
        ((150, 150, 300), Unsettled.DIVIDED, "Agreement and disagreement balance each other."),
        ((14, 21, 38), Unsettled.DIVIDED, "Opinions are divided."),
        ((3, 2, 5), Unsettled.DIVIDED, "Three agree, two disagree."),
    ],
)
def test_why_a_statement_is_open(everybody, why, said):
    assert words.open_because(line(everybody), why) == said


def test_no_clear_groups_is_an_answer():
    none = results(groups=0, stability=0.3)
    assert words.groups_found(none) == "There are no clear groups: opinions shade into one another."
    assert words.firmness(none) == "This is a result, too: nobody stands in one camp against another."
    assert words.title(none) == "No clear camps: opinions shade into one another"


@pytest.mark.parametrize(
    ("stability", "begins"), [(0.95, "They are firm:"), (0.7, "They are rather firm:"), (0.5, "They are not firm yet:")]
)
def test_how_firm_the_groups_are(stability, begins):
    assert words.firmness(results(stability=stability)).startswith(begins)


@pytest.mark.parametrize(
    ("groups", "bridges", "said"),
    [
        (2, 0, "Zwei Gruppen, die sich bisher in keiner Aussage einig sind"),
        (2, 1, "Zwei Gruppen, die sich in einer Aussage einig sind"),
        (3, 4, "Drei Gruppen, die sich in vier Aussagen einig sind"),
        (5, 10, "Fünf Gruppen, die sich in vielen Aussagen einig sind"),
    ],
)
def test_the_title_says_what_one_sees(german, groups, bridges, said):
    assert words.title(results(groups, bridges)) == said
