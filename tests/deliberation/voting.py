"""Many people's votes, written row by row as `cast_vote` leaves them."""

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.models import Vote


def give(question, statement, voter, value, **fields):
    """One vote of a pseudonym, instead of the one that was there."""
    with writing():
        Vote.objects.filter(statement=statement, voter=voter).delete()
        return Vote.objects.create(question=question, statement=statement, voter=voter, value=value, **fields)


def two_camps(question, statements, size=8):
    """Voters 100 … agree to the first half of the statements and not to the second but for the last one, on which all
    are of one mind; voters 200 … the other way round. Each camp has somebody who passes once."""
    half = len(statements) // 2
    with writing():
        Vote.objects.bulk_create(
            Vote(
                question=question,
                statement=statement,
                voter=camp + person,
                value=_value(camp, person, place, half, statements),
            )
            for camp in (100, 200)
            for person in range(size)
            for place, statement in enumerate(statements)
        )


def _value(camp, person, place, half, statements):
    if place == len(statements) - 1:
        return 1
    if person == 0 and place == 0:
        return 0
    return 1 if (place < half) == (camp == 100) else -1
