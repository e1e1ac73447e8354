"""What is read of a stored map."""

import pytest
from tests.deliberation.voting import two_camps

from ideenschmiede.deliberation.models import DrawnMap
from ideenschmiede.deliberation.opinion_map import Interval, Line, Results, Tally, Unsettled, results_of
from ideenschmiede.deliberation.opinion_map.results import results_on
from ideenschmiede.deliberation.tasks.maps import draw_map

NOWHERE = Interval(0.5, 0.2, 0.8)


def line(everybody, *groups):
    return Line(1, Tally(*everybody), tuple(Tally(*one) for one in groups), NOWHERE, NOWHERE, hidden=False)


@pytest.mark.parametrize(
    ("everybody", "participants", "why"),
    [
        ((0, 0, 0), 100, Unsettled.FEW),
        ((0, 0, 0), 0, Unsettled.FEW),
        ((3, 1, 5), 100, Unsettled.FEW),
        ((3, 1, 5), 6, None),
        ((3, 2, 5), 6, Unsettled.DIVIDED),
        ((40, 20, 100), 100, Unsettled.PASSED),
        ((48, 50, 100), 1000, Unsettled.DIVIDED),
        ((57, 43, 100), 1000, Unsettled.DIVIDED),
        ((570, 430, 1000), 1000, None),
        ((90, 5, 100), 1000, None),
        ((5, 90, 100), 1000, None),
    ],
    ids=["none", "nobody", "few", "few-but-all", "even", "passed", "balanced", "nearly", "sure", "agreed", "refused"],
)
def test_why_nothing_certain_can_be_said(everybody, participants, why):
    assert line(everybody).unsettled(participants) is why


def test_where_groups_are_apart_it_is_known_who_says_what():
    assert line((90, 90, 180), (80, 10, 90), (10, 80, 90)).unsettled(180) is None
    assert line((90, 90, 180), (46, 44, 90), (44, 46, 90)).unsettled(180) is Unsettled.DIVIDED


def test_groups_are_far_apart_only_where_enough_have_voted():
    far, near = line((90, 90, 180), (88, 2, 90), (2, 88, 90)), line((90, 90, 180), (46, 44, 90), (44, 46, 90))
    few = line((1, 1, 2), (1, 0, 1), (0, 1, 1))
    assert far.apart > 0.9
    assert near.apart < 0.05
    assert few.apart < 0.4
    assert line((9, 0, 9), (9, 0, 9), (0, 0, 0)).apart == 0


def test_less_is_known_of_few_votes_and_many_passes():
    assert line((2, 1, 3)).open > line((20, 10, 30)).open > line((200, 100, 300)).open
    assert line((10, 10, 100)).open == pytest.approx(0.8)
    assert line((0, 0, 0)).open == 1


def test_shares_and_passes():
    tally = Tally(6, 3, 12)
    assert (tally.passed, tally.of("agree"), tally.of("disagree")) == (3, 6, 3)
    assert (tally.share("agree"), tally.share("disagree"), Tally(0, 0, 0).share("agree")) == (0.5, 0.25, 0.0)


@pytest.mark.django_db
def test_before_the_first_map_there_is_no_result(question):
    assert results_of(question) is None


@pytest.mark.django_db
def test_results_of_the_newest_map_are_read_once(question, statements, django_assert_num_queries):
    two_camps(question, statements)
    draw_map.func(question.pk)
    with django_assert_num_queries(2):
        first = results_of(question)
    with django_assert_num_queries(1):
        assert results_of(question) is first
    assert isinstance(first, Results)
    assert first.participants == 16
    draw_map.func(question.pk)
    assert results_of(question) is not first


@pytest.mark.django_db
def test_only_the_last_results_are_remembered(question, statements):
    two_camps(question, statements)
    draw_map.func(question.pk)
    drawn = DrawnMap.objects.get()
    kept = results_on(drawn)
    for number in range(1, 12):
        drawn.pk = -number
        results_on(drawn)
    assert results_on(DrawnMap.objects.get()) is not kept
