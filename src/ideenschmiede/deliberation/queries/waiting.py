"""What waits for somebody: questions to answer, statements to read."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q

from ideenschmiede.base.models import Account, Who
from ideenschmiede.deliberation.models import Question, Stage, Statement
from ideenschmiede.deliberation.queries.listing import in_order, progress_of
from ideenschmiede.deliberation.queries.questions import visible_questions
from ideenschmiede.deliberation.queries.voting import Progress
from ideenschmiede.deliberation.rules.questions import may_run, may_vote

MOST_OPEN = 50  # open at once; a network with more has other worries


def questions_to_answer(who: Account, now: datetime) -> list[tuple[Question, Progress]]:
    """Open questions that are meant for `who`, with statements they have not voted on, by their end. Two queries."""
    open_ones = visible_questions(who).filter(stage=Stage.OPEN).exclude(closes_at__lte=now)
    asked = [question for question in in_order(open_ones)[:MOST_OPEN] if may_vote(who, question)]
    progress = progress_of(asked, who)
    left = [(question, progress[question.pk]) for question in asked if question.pk in progress]
    return [(question, done) for question, done in left if done.open]


def questions_to_read(who: Who) -> list[Question]:
    """Open questions that `who` runs, each with its number of `unread` statements, above 0. One query."""
    unread = Count("statements", filter=Q(statements__status=Statement.Status.WAITING))
    found = visible_questions(who).filter(stage=Stage.OPEN).annotate(unread=unread).filter(unread__gt=0)
    return [question for question in found.order_by("-unread", "pk")[:MOST_OPEN] if may_run(who, question)]
