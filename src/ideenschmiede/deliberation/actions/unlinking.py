"""A confidential question closes: what was written in it is cut off from whoever wrote it, for good (DESIGN §5).

Numbers of rows, their order and times would still tell who voted to somebody who knows when people visited the site.
So there are no times, rows have random numbers from the beginning (`secret_pk`), and at the end all are written anew,
in random order, under random pseudonyms.
"""

from __future__ import annotations

import secrets

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.models import DrawnMap, Question, Statement, Vote
from ideenschmiede.deliberation.opinion_map.renaming import rename_people
from ideenschmiede.deliberation.queries.pseudonyms import random_voter

BATCH = 1_000


def secret_pk() -> int:
    """A random number for a new row that must not tell when it came; negative, so that the sequence goes on as ever."""
    return -secrets.randbits(62) - 1


@writing()
def unlink_question(question: Question) -> None:
    """Votes of one person stay together. Each statement gets a pseudonym of its own: whoever recognizes somebody's
    words learns nothing about their votes."""
    _shuffle_statements(question)
    names = _rewrite_votes(question)
    _rename_map(question, names)


def _shuffle_statements(question: Question) -> None:
    statements = list(Statement.objects.filter(question=question))
    secrets.SystemRandom().shuffle(statements)
    ahead = max((statement.number for statement in statements), default=0)
    for numbers in (ahead, 0):  # no two may have the same number in between
        for place, statement in enumerate(statements, start=1):
            statement.number = numbers + place
            statement.author = statement.created_at = None
            if statement.voter is not None:
                statement.voter = random_voter()
        fields = ["number", "author", "created_at", "voter"]
        Statement.objects.bulk_update(statements, fields, batch_size=200)


def _rewrite_votes(question: Question) -> dict[int, int]:
    """Returns old pseudonym → new one, which nobody may keep."""
    votes = Vote.objects.filter(question=question)
    cast = list(votes.filter(value__isnull=False).values_list("statement_id", "voter", "value"))
    votes.delete()
    secrets.SystemRandom().shuffle(cast)
    names = {voter: random_voter() for _statement, voter, _value in cast}
    Vote.objects.bulk_create(
        (
            Vote(pk=secret_pk(), question=question, statement_id=statement, voter=names[voter], value=value)
            for statement, voter, value in cast
        ),
        batch_size=BATCH,
    )
    return names


def _rename_map(question: Question, names: dict[int, int]) -> None:
    """The newest map stays until the next is drawn, and tells it where the groups were; older ones go."""
    maps = DrawnMap.objects.filter(question=question)
    newest = maps.order_by("-pk").first()
    maps.delete()
    if newest is not None and question.closed_at is not None:
        newest.pk, newest.drawn_at, newest.last_vote = None, question.closed_at, 0
        newest.people = rename_people(newest.people, names, others=False)
        newest.save(force_insert=True)
