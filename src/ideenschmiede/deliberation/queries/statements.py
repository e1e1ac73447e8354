"""Statements: one's own and what became of them, those that wait, those that resemble a new one, and who wrote them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.search import likenesses
from ideenschmiede.deliberation.models import Question, Stage, Statement, Vote
from ideenschmiede.deliberation.queries.pseudonyms import voter_of

LEAST_ALIKE = 0.45
MOST_ALIKE = 5
MODERATED = (Statement.Status.HIDDEN, Statement.Status.MERGED)


def published_statements(question: Question) -> QuerySet[Statement]:
    """What is voted on, by number."""
    return Statement.objects.filter(question=question, status=Statement.Status.PUBLISHED).order_by("number")


def statement_of(question: Question, pk: int) -> Statement | None:
    """A statement of this question, whatever became of it, with its author. One query."""
    found = Statement.objects.filter(question=question, pk=pk).select_related("author").first()
    if found is not None:
        found.question = question
    return found


def numbered(question: Question, number: int) -> Statement | None:
    """A statement of this question by the number that people see. One query."""
    return Statement.objects.filter(question=question, number=number).first()


def my_statements(question: Question, who: Who) -> list[Statement]:
    """What `who` wrote, with what each was merged into; of a confidential question that is closed, nobody knows."""
    if not isinstance(who, Account):
        return []
    try:
        voter = voter_of(question, who)
    except KeyGone:
        return []
    return list(Statement.objects.filter(question=question, voter=voter).select_related("merged_into"))


def waiting_statements(question: Question) -> QuerySet[Statement]:
    """Those that whoever runs the question has still to read."""
    return Statement.objects.filter(question=question, status=Statement.Status.WAITING)


def moderation_log(question: Question) -> list[Statement]:
    """What is not shown or was merged, and why: for everybody who sees the question."""
    return list(Statement.objects.filter(question=question, status__in=MODERATED).select_related("merged_into"))


def similar_statements(question: Question, text: str) -> list[Statement]:
    """Those shown that may say the same as `text`, the most alike first. One query.

    For whoever is about to write one: voting on what is there already says more than a second of its kind.
    """
    return _most_alike(text, list(published_statements(question)))


def similar_to_each(question: Question, statements: Collection[Statement]) -> dict[int, list[Statement]]:
    """Statement → those shown that may say the same, for whoever reads several that wait. One query."""
    there = list(published_statements(question)) if statements else []
    return {one.pk: _most_alike(one.text, there) for one in statements}


def _most_alike(text: str, there: Sequence[Statement]) -> list[Statement]:
    alike = zip(likenesses(text, [statement.text for statement in there]), there, strict=True)
    found = sorted(alike, key=lambda pair: (-pair[0], pair[1].number))[:MOST_ALIKE]
    return [statement for likeness, statement in found if likeness >= LEAST_ALIKE]


def shown_authors(question: Question, who: Who, statements: Collection[Statement]) -> dict[int, Account]:
    """Statement → author, where `who` may know: who has voted on it, and everybody once the question is closed.

    The argument counts, not who says it. Never in a confidential question. At most two queries.
    """
    if question.is_confidential:
        return {}
    known = {statement.pk for statement in statements}
    if question.stage != Stage.CLOSED:
        known &= _voted_on(question, who)
    written = Statement.objects.filter(pk__in=known, author__isnull=False, author__is_active=True)
    return {one.pk: one.author for one in written.select_related("author") if one.author is not None}


def author_after_voting(statement: Statement) -> Account | None:
    """As `shown_authors`, for who has voted on this one just now. No query where the author is read already."""
    author = None if statement.question.is_confidential else statement.author
    return author if author is not None and author.is_active else None


def _voted_on(question: Question, who: Who) -> set[int]:
    if not isinstance(who, Account):
        return set()
    try:
        voter = voter_of(question, who)
    except KeyGone:
        return set()
    cast = Vote.objects.filter(question=question, voter=voter, value__isnull=False)
    return set(cast.values_list("statement_id", flat=True))
