"""An account or a person is erased: what was written stays, and who wrote it goes."""

from __future__ import annotations

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.ideas.models import Change, Comment, Idea, Offer, Support, Version


def forget_account(event: Event) -> None:
    """For `account.erased`: nobody is the author of these ideas, versions, comments, offers and changes any more.

    Support goes altogether: it says nothing but that this person wanted it.
    """
    account = event.subject_id
    Support.objects.filter(account=account).delete()
    with writing():
        Idea.objects.filter(author=account).update(author=None)
        Version.objects.filter(by=account).update(by=None)
    for model in (Comment, Offer, Change):
        model.objects.filter(author=account).update(author=None)
    Change.objects.filter(decided_by=account).update(decided_by=None)


def forget_person(event: Event) -> None:
    """For `person.erased`: ideas no longer say that this person inspired them."""
    with writing():
        Idea.objects.filter(inspired_by=event.subject_id).update(inspired_by=None)
