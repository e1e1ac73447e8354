"""A confidential question closes: what was written in it is cut off from whoever wrote it, for good (DESIGN §5).

Numbers of rows, their order and times would still tell who voted to somebody who knows when people visited the site, or
which addresses they asked for. So there are no times, rows have random numbers from the beginning (`secret_pk`), and at
the end all are written anew: other numbers, random order, random pseudonyms.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.db.models import F, Max

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.models import DrawnMap, Question, Statement, Vote
from ideenschmiede.deliberation.queries.pseudonyms import random_voter

BATCH = 1_000


def secret_pk() -> int:
    """A random number for a new row that must not tell when it came; negative, so that the sequence goes on as ever."""
    return -secrets.randbits(62) - 1


@writing()
def unlink_question(question: Question) -> None:
    """Votes of one person stay together. Each statement gets a pseudonym of its own: whoever recognizes somebody's
    words learns nothing about their votes. Maps go; the next one is drawn of what is there now."""
    DrawnMap.objects.filter(question=question).delete()
    votes = Vote.objects.filter(question=question)
    cast = list(votes.filter(value__isnull=False).values_list("statement_id", "voter", "value"))
    votes.delete()
    numbers = _renumber_statements(question)
    secrets.SystemRandom().shuffle(cast)
    voters = {voter: random_voter() for _statement, voter, _value in cast}
    Vote.objects.bulk_create(
        (
            Vote(pk=secret_pk(), question=question, statement_id=numbers[statement], voter=voters[voter], value=value)
            for statement, voter, value in cast
        ),
        batch_size=BATCH,
    )


def _renumber_statements(question: Question) -> dict[int, int]:
    """Returns old number of the row → new one, which nobody may keep."""
    rows = Statement.objects.filter(question=question)
    statements = list(rows)
    secrets.SystemRandom().shuffle(statements)
    rows.update(number=F("number") + (rows.aggregate(last=Max("number"))["last"] or 0))  # 1, 2 … are free again
    numbers = {statement.pk: secret_pk() for statement in statements}
    for place, statement in enumerate(statements, start=1):
        Statement.objects.filter(pk=statement.pk).update(
            id=numbers[statement.pk],
            number=place,
            voter=None if statement.voter is None else random_voter(),
            author=None,
            created_at=None,
            merged_into=None if statement.merged_into_id is None else numbers[statement.merged_into_id],
        )
    _tell_those_who_refer(numbers)
    return numbers


def _tell_those_who_refer(numbers: Mapping[int, int]) -> None:
    """What higher apps made of a statement, such as an idea, knows it under its new number."""
    for relation in Statement._meta.related_objects:
        if relation.related_model in (Vote, Statement):
            continue
        column, manager = relation.field.attname, relation.related_model._base_manager
        for pk, old in manager.filter(**{f"{column}__in": list(numbers)}).values_list("pk", column):
            manager.filter(pk=pk).update(**{column: numbers[old]})
