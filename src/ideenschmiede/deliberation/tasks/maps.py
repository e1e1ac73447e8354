"""Opinion maps are drawn behind the scenes; pages serve the last one.

Whoever changes votes or statements calls `wish_map` after the commit. However many wishes come, one drawing waits.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from ideenschmiede.deliberation.models import DrawnMap, Question, Stage
from ideenschmiede.deliberation.opinion_map import Drawing, draw
from ideenschmiede.deliberation.queries.maps import times

BEFORE_MAILS = 50  # priority: people who have just voted look at the map
PAUSE = timedelta(milliseconds=200)  # between two drawings; the worker, which looks once a second, makes it a second
MOST_KEPT = 40  # maps of a question, which show how it developed
PAST = 12  # maps that are drawn of one whose votes came all at once


def wish_map(question_id: int, *, afresh: bool = False) -> None:
    """Have the map of a question drawn anew; to be called after the commit of what has changed.

    A drawing that waits already will see the change: `draw_map` says that none waits before it reads. `afresh`: votes
    were changed that had been there before, such as their pseudonym.
    """
    if afresh:
        draw_map.enqueue(question_id, afresh=True)
        return
    idle = Question.objects.filter(pk=question_id, map_waits=False)
    if not idle.exists():  # most wishes end here, without a lock
        return
    with transaction.atomic():
        if idle.update(map_waits=True):
            draw_map.using(run_after=_after_a_pause(question_id)).enqueue(question_id)


def _after_a_pause(question_id: int) -> datetime | None:
    """When hundreds vote at once, small maps would be drawn one after the other without an end: a whole processor, and
    on SQLite votes would wait for the lock. None: now."""
    newest = DrawnMap.objects.filter(question=question_id).order_by("-pk").values_list("drawn_at", flat=True).first()
    earliest = newest + PAUSE if newest else None
    return earliest if earliest and earliest > timezone.now() else None


@task(priority=BEFORE_MAILS)
def draw_map(question_id: int, afresh: bool = False) -> str:
    """Draw the map of a question anew; `afresh`: from votes that are all read anew. Returns "drawn", or "gone"."""
    if not Question.objects.filter(pk=question_id).update(map_waits=False):
        return "gone"
    question = Question.objects.get(pk=question_id)
    last = DrawnMap.objects.filter(question=question).order_by("-pk").first()
    if last is None and (question.source or question.is_example):
        last = _draw_past(question)
    at = question.closed_at if question.stage == Stage.CLOSED else None
    store(question, last, draw(question, last, afresh=afresh), at or timezone.now())
    _tidy_up(question_id)
    return "drawn"


def _draw_past(question: Question) -> DrawnMap | None:
    """Of a question that was taken over from elsewhere, or that is an example: the maps as they were on the way.
    Returns the last of them."""
    last = None
    for row, at in times(question, PAST):
        last = store(question, last, draw(question, last, up_to=row), at)
    return last


@transaction.atomic
def store(question: Question, last: DrawnMap | None, drawing: Drawing, at: datetime) -> DrawnMap | None:
    """Keep what was drawn as the newest map.

    Of older maps the people go: they were needed to begin the next one. Of those of a confidential question nothing
    stays, for a map before and one after a vote tell whose it is.
    """
    if question.is_confidential and _was_closed_since(question):
        return None  # it was drawn under pseudonyms that are gone; another one is on its way
    older = DrawnMap.objects.filter(question=question)
    if question.is_confidential:
        older.delete()
    elif last is not None:
        older.filter(pk=last.pk).update(people=b"")
    made = DrawnMap.objects.create(
        question=question,
        drawn_at=at,
        last_vote=drawing.last_vote,
        participants=drawing.participants,
        votes=drawing.votes,
        numbers=drawing.numbers,
        people=drawing.people,
    )
    _thin_out(question)
    return made


def _was_closed_since(question: Question) -> bool:
    """Whether it was closed after it was read; it is not closed now before this transaction ends."""
    current = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    return current.stage != question.stage


def _thin_out(question: Question) -> None:
    """Of more than `MOST_KEPT` maps, take out those between which least happened: the first and the last one stay."""
    kept = list(DrawnMap.objects.filter(question=question).order_by("pk").values_list("pk", "votes"))
    gone = []
    while len(kept) > MOST_KEPT:
        happened = [abs(after[1] - before[1]) for before, after in zip(kept[:-2], kept[2:], strict=True)]
        gone.append(kept.pop(happened.index(min(happened)) + 1)[0])
    if gone:
        DrawnMap.objects.filter(pk__in=gone).delete()


def _tidy_up(question_id: int) -> None:
    """Forget earlier drawings in the queue: in a busy hour there are thousands, and their times would tell those of
    single votes."""
    done = DBTaskResult.objects.successful().filter(task_path=draw_map.module_path)
    done.filter(args_kwargs__args=[question_id]).delete()
