"""An account is erased: its votes and statements stay, and nothing says any more whose they were."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from django.db import transaction
from django.db.models import Q

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.models import Account, Event
from ideenschmiede.deliberation.models import DrawnMap, Question, Stage, Statement, Vote
from ideenschmiede.deliberation.opinion_map.renaming import rename_people
from ideenschmiede.deliberation.queries.pseudonyms import random_voter, voter_of
from ideenschmiede.deliberation.tasks.maps import wish_map


@writing()
def forget_account(event: Event) -> None:
    """For `account.erased`. A number that could be computed again from the account's is replaced by a random one."""
    account = Account.objects.get(pk=event.subject_id)
    Statement.objects.filter(author=account).update(author=None)
    Question.objects.filter(created_by=account).update(created_by=None)
    with_key = Q(key__isnull=False) | Q(visibility="confidential", stage=Stage.OPEN)
    for question in Question.objects.filter(with_key).only("key", "visibility", "stage"):
        with suppress(KeyGone):
            _rename(question, voter_of(question, account))


def _rename(question: Question, voter: int) -> None:
    """Where they stand on the maps, too: those are kept to show how they developed."""
    new = random_voter()
    renamed = [
        rows.filter(question=question, voter=voter).update(voter=new) for rows in (Vote.objects, Statement.objects)
    ]
    if any(renamed):
        for drawn in DrawnMap.objects.filter(question=question).exclude(people=b"").only("people"):
            drawn.people = rename_people(drawn.people, {voter: new})
            drawn.save(update_fields=["people"])
        transaction.on_commit(partial(wish_map, question.pk, afresh=True))
