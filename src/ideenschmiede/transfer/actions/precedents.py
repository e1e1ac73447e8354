"""An idea is linked to what has been done elsewhere already."""

from datetime import datetime

from django.db import transaction

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import require
from ideenschmiede.ideas.models import Idea
from ideenschmiede.transfer.models import Practice, Precedent
from ideenschmiede.transfer.rules import is_visible, may_link_precedent, may_unlink_precedent


@transaction.atomic
def link_precedent(*, idea: Idea, practice: Practice, by: Who | None, at: datetime) -> Precedent:
    """Say that the practice does what the idea is about; saying it twice changes nothing."""
    require(may_link_precedent, by, idea)
    if by is not None and not is_visible(by, practice):
        raise NotAllowed
    values = {"linked_by": by if isinstance(by, Account) else None, "linked_at": at}
    precedent, new = Precedent.objects.get_or_create(idea=idea, practice=practice, defaults=values)
    if new:
        _note("precedent.linked", precedent, by, at)
    return precedent


@transaction.atomic
def unlink_precedent(*, precedent: Precedent, by: Who | None, at: datetime) -> None:
    """Take it back."""
    require(may_unlink_precedent, by, precedent)
    _note("precedent.unlinked", precedent, by, at)
    precedent.delete()


def _note(verb: str, precedent: Precedent, by: Who | None, at: datetime) -> None:
    inner = precedent.idea.visibility != Visibility.PUBLIC
    seen = precedent.idea.visibility if inner else precedent.practice.visibility
    data = {"idea": precedent.idea_id, "practice": precedent.practice_id}
    record(verb=verb, subject=precedent, by=by, at=at, visibility=Visibility(seen), data=data)
