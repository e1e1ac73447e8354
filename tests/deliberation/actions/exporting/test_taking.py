"""Which votes may leave, and that nothing in them leads to a person."""

from collections import Counter

import pytest
from tests.deliberation.exported import CAST, cast_in

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.actions.exporting import NotForExport, take_votes, why_no_votes
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.models import Question, Statement, Vote
from ideenschmiede.deliberation.tasks.maps import draw_map

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(now):
    return lambda question, by=None: take_votes(question=question, by=by, at=now)


def profiles(votes):
    """How often each way of voting is there, whoever it is."""
    ways = {}
    for voter, comment, value in cast_in(votes):
        ways.setdefault(voter, set()).add((comment, value))
    return Counter(frozenset(way) for way in ways.values())


def test_what_was_held_elsewhere_leaves_as_it_came(archive, take):
    found = take(archive).conversation
    assert cast_in(found.votes) == CAST
    assert [(one.number, one.moderated, one.author) for one in found.comments] == [(0, 1, 7), (2, -1, 9), (3, 0, 9)]
    assert found.url == "https://pol.is/2demo"


def test_what_was_kept_out_leaves_only_to_who_runs_it(archive, take, office, member):
    assert len(take(archive, office).conversation.comments) == 3
    found = take(archive, member).conversation
    assert [one.number for one in found.comments] == [0]
    assert cast_in(found.votes) == {vote for vote in CAST if vote[1] == 0}


def test_times_are_days(archive, take):
    found = take(archive).conversation
    assert {time % 86_400_000 for time in found.votes.times.tolist()} == {0}
    assert {(one.at.hour, one.at.minute, one.at.second, one.at.microsecond) for one in found.comments} == {(0, 0, 0, 0)}
    order = list(
        zip(found.votes.times.tolist(), found.votes.comments.tolist(), found.votes.voters.tolist(), strict=True)
    )
    assert order == sorted(order)


def test_own_votes_leave_under_new_numbers_each_time(answered, take, member):
    pseudonyms = set(Vote.objects.values_list("voter", flat=True))
    exports = [take(answered, member).conversation.votes for _time in range(4)]
    for votes in exports:
        assert votes.people.tolist() == list(range(12))
        assert not pseudonyms & set(votes.people.tolist())
    stored = {
        (voter, number, value)
        for voter, number, value in Vote.objects.values_list("voter", "statement__number", "value")
    }
    ways = Counter(frozenset((number, value) for voter, number, value in stored if voter == one) for one in pseudonyms)
    assert all(profiles(votes) == ways for votes in exports)
    assert len({frozenset(cast_in(votes)) for votes in exports}) > 1


def test_groups_follow_their_people(answered, take):
    draw_map.func(answered.pk)
    Question.objects.filter(pk=answered.pk).update(source="")
    first, second = take(answered), take(answered)
    counts = [Counter(taken.groups.tolist()) for taken in (first, second)]
    assert counts[0] == counts[1]
    assert sum(counts[0].values()) == 12


def test_nobody_is_named_and_times_are_those_of_the_end(question, statements, answer, members, take, now):
    own = write_statement(question=question, text="Mehr Zeit.", by=members[0], at=now)
    answer(question, [*statements, own], 12)
    close_question(question=question, by=None, at=now)
    question.refresh_from_db()
    found = take(question, members[1]).conversation
    assert {one.author for one in found.comments} == {None}
    assert len(set(found.votes.times.tolist())) == 1
    assert len(found.votes.people) == 13


def test_votes_that_hardly_anybody_gave_stay(question, statements, answer, members, take, now):
    """Whoever is the only one to have voted on a statement is who wrote it, and pages say who that is."""
    own = write_statement(question=question, text="Mehr Zeit.", by=members[0], at=now)
    answer(question, statements, 12)
    question = close_question(question=question, by=None, at=now)
    found = take(question, members[1]).conversation
    assert own.number in {one.number for one in found.comments}
    assert own.number not in found.votes.comments.tolist()
    assert len(found.votes.people) == 12


def test_what_is_not_published_stays(answered, statements, take, office):
    with writing():
        Statement.objects.filter(pk=statements[0].pk).update(status="hidden")
    found = take(answered, office).conversation
    assert statements[0].number not in {one.number for one in found.comments}
    assert statements[0].number not in found.votes.comments.tolist()


def test_before_the_end_nothing_leaves(question, statements, answer, take, office, member):
    """Whoever exports before and after somebody voted would know these votes."""
    answer(question, statements, 12)
    for who in (office, member):
        with pytest.raises(NotForExport, match="when the question is closed"):
            take(question, who)
    assert len(take(question).conversation.votes.people) == 12  # the operator at the terminal


def test_confidential_votes_never_leave(secret, make_statement, answer, take, now, office, seat):
    answer(secret, [make_statement(secret)], 12)
    one_asked = seat()
    for question in (secret, close_question(question=secret, by=None, at=now)):
        for who in (office, one_asked, None):
            with pytest.raises(NotForExport, match="confidential question never leave"):
                take(question, who)


def test_a_small_circle_is_too_small(question, statements, answer, take, member, now):
    answer(question, statements, 9)
    question = close_question(question=question, by=None, at=now)
    with pytest.raises(NotForExport, match="Fewer than 10 took part"):
        take(question, member)
    answer(question, statements, 1)
    assert why_no_votes(question, member) == ""


def test_who_may_not_see_results_takes_nothing(make_question, make_statement, answer, take, member, partner, now):
    question = make_question(visibility="group")
    answer(question, [make_statement(question)], 12)
    question = close_question(question=question, by=None, at=now)
    for who in (member, partner):
        with pytest.raises(NotForExport, match="may not see the results"):
            take(question, who)
