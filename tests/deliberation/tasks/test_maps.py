"""Maps are drawn behind the scenes: once for many wishes, and kept so that one sees how they developed."""

import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.deliberation.voting import give, two_camps

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.actions.voting import cast_vote
from ideenschmiede.deliberation.models import DrawnMap, Question, Vote
from ideenschmiede.deliberation.opinion_map import unpack
from ideenschmiede.deliberation.tasks.maps import MOST_KEPT, PAST, PAUSE, draw_map, wish_map

pytestmark = pytest.mark.django_db


def work():
    call_command("db_worker", "--batch", "--no-startup-delay", "-v", "0")


def test_many_wishes_wait_for_one_drawing(question):
    for _wish in range(3):
        wish_map(question.pk)
    assert DBTaskResult.objects.count() == 1
    question.refresh_from_db()
    assert question.map_waits


def test_a_wish_while_one_waits_takes_no_lock(question, django_assert_num_queries):
    wish_map(question.pk)
    with django_assert_num_queries(1) as seen:
        wish_map(question.pk)
    assert seen.captured_queries[0]["sql"].startswith("SELECT")


@pytest.mark.parametrize(("ago", "waits"), [(-PAUSE, True), (PAUSE, False)], ids=["just-now", "a-while-ago"])
def test_between_two_drawings_is_a_pause(question, ago, waits):
    """Or hundreds who vote at once would wait for the worker, which would do nothing else."""
    drawn = DrawnMap.objects.create(question=question, drawn_at=timezone.now() - ago, people=b"")
    wish_map(question.pk)
    waiting = DBTaskResult.objects.get()
    assert waiting.run_after == drawn.drawn_at + PAUSE or not waits
    assert DBTaskResult.objects.ready().exists() or waits


@pytest.mark.django_db(transaction=True)
def test_a_vote_is_on_the_map_when_the_worker_has_worked(question, statements, members, now):
    for one in members:
        vote = cast_vote(statement=statements[0], value=1, by=one, at=now)
    work()
    drawn = DrawnMap.objects.get()
    assert (drawn.last_vote, drawn.participants, drawn.votes) == (vote.pk, len(members), len(members))
    question.refresh_from_db()
    assert not question.map_waits
    time.sleep(PAUSE.total_seconds())
    cast_vote(statement=statements[1], value=-1, by=members[0], at=now)
    work()
    assert [one.votes for one in DrawnMap.objects.order_by("pk")] == [5, 6]


def test_people_are_kept_on_the_newest_map_alone(question, statements):
    two_camps(question, statements)
    for _time in range(2):
        draw_map.func(question.pk)
    older, newest = DrawnMap.objects.order_by("pk")
    assert bytes(older.people) == b""
    assert len(unpack(newest.people).voters) == 16


def test_of_a_confidential_question_only_the_newest_map_is_kept(secret, make_statement):
    statement = make_statement(secret)
    for voter in range(7):
        give(secret, statement, voter, 1, pk=-1 - voter)
        draw_map.func(secret.pk)
    assert DrawnMap.objects.get().participants == 7


def test_maps_between_which_little_happened_make_room(question, statements):
    for votes in [*range(0, 10 * MOST_KEPT, 10), 391]:
        DrawnMap.objects.create(question=question, drawn_at=question.created_at, votes=votes)
    two_camps(question, statements, size=90)
    draw_map.func(question.pk)
    kept = list(DrawnMap.objects.order_by("pk").values_list("votes", flat=True))
    assert len(kept) == MOST_KEPT
    assert (kept[0], kept[-1]) == (0, 720)
    assert not {390, 391} <= set(kept)


@pytest.mark.django_db(transaction=True)
def test_drawings_that_are_done_leave_no_times_in_the_queue(question, make_question):
    other = make_question("Eine andere?")
    for one in (question, other, question, question):
        wish_map(one.pk)
        work()
    done = DBTaskResult.objects.successful().filter(task_path=draw_map.module_path)
    assert sorted(one.args_kwargs["args"] for one in done) == sorted([[question.pk], [other.pk]])


def test_a_question_that_is_gone_has_no_map():
    assert draw_map.func(4711) == "gone"
    wish_map(4711)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_renamed_voter_is_drawn_under_the_new_name(question, statements):
    two_camps(question, statements)
    draw_map.func(question.pk)
    with writing():
        Vote.objects.filter(voter=100).update(voter=5)
    wish_map(question.pk)
    wish_map(question.pk, afresh=True)
    assert DBTaskResult.objects.ready().filter(args_kwargs__kwargs={"afresh": True}).count() == 1
    work()
    voters = unpack(DrawnMap.objects.order_by("-pk").first().people).voters.tolist()
    assert 5 in voters
    assert 100 not in voters


def test_a_drawing_says_first_that_none_waits(question, statements, members):
    """So that a vote that comes while it reads is drawn, too."""
    Question.objects.filter(pk=question.pk).update(map_waits=True)
    two_camps(question, statements)
    draw_map.func(question.pk)
    question.refresh_from_db()
    assert not question.map_waits


def test_how_a_question_held_elsewhere_developed_is_drawn_at_once(question, statements, now):
    two_camps(question, statements)
    Question.objects.filter(pk=question.pk).update(source="Polis", stage="closed", closed_at=now)
    with writing():
        for number, vote in enumerate(Vote.objects.order_by("pk"), start=1):
            Vote.objects.filter(pk=vote.pk).update(at=now - timedelta(minutes=100 - number))
    draw_map.func(question.pk)
    maps = list(DrawnMap.objects.order_by("pk"))
    assert [one.votes for one in maps] == [64 * step // PAST for step in range(1, PAST + 1)]
    assert [one.drawn_at for one in maps] == [
        *(now - timedelta(minutes=100 - 64 * step // PAST) for step in range(1, PAST)),
        now,
    ]
    assert [len(one.people) > 0 for one in maps] == [False] * (PAST - 1) + [True]
    draw_map.func(question.pk)
    assert DrawnMap.objects.count() == PAST + 1


def test_where_nobody_kept_the_times_there_is_one_map(question, statements):
    two_camps(question, statements)
    Question.objects.filter(pk=question.pk).update(source="Polis", stage="closed")
    draw_map.func(question.pk)
    assert DrawnMap.objects.count() == 1
