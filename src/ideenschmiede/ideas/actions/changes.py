"""Changes to the text that others propose: accepted, not accepted with a reason, or withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import require
from ideenschmiede.ideas.actions.storing import (
    IdeaError,
    Text,
    account_of,
    cleaned,
    fitting,
    locked,
    newest,
    tell,
    write_version,
)
from ideenschmiede.ideas.actions.texts import TextConflict
from ideenschmiede.ideas.actions.weaving import weave
from ideenschmiede.ideas.models import Change, Idea, Version
from ideenschmiede.ideas.rules.ideas import may_contribute, may_edit, may_withdraw

LONGEST_REASON = 1_000


@transaction.atomic
def propose_change(
    *, idea: Idea, text: Text, why: str = "", base: int | None = None, by: Who | None, at: datetime
) -> Change:
    """Propose other words. `text` holds the fields that one wrote, `base` the number of the version that one read.

    Only what differs from that version is kept. Raises `IdeaError` where nothing differs or a text does not fit.
    """
    require(may_contribute, by, idea)
    current = locked(idea)
    read = (current.versions.filter(number=base).first() if base else None) or newest(current)
    differing = {name: value for name, value in cleaned(text).items() if value != read.text.get(name, "")}
    if not differing:
        raise IdeaError(_("Nothing differs from the text as it stands. Please write what should stand there instead."))
    change = Change.objects.create(
        idea=current, base=read, text=differing, why=fitting(why, LONGEST_REASON), author=account_of(by), at=at
    )
    tell("idea.change_proposed", current, by, at, data={"change": change.pk})
    return change


@transaction.atomic
def accept_change(
    *, change: Change, text: Text | None = None, seen: int | None = None, by: Who | None, at: datetime
) -> Version | None:
    """Make the proposed text a new version, in the name of who proposed it. None where it stands there already.

    Where the idea has changed since, what only one side changed is put together. Other fields need `text`: what shall
    stand there; without it, `TextConflict` is raised. `seen` is the number of the version that one looked at: where
    there is a newer one, `TextConflict` names what differs by then. `IdeaError` for a change that is decided already.
    """
    current, kept = _open(change, by)
    last = newest(current)
    woven = weave(kept.base.text, kept.text, last.text)
    decided = cleaned(text or {})
    unsettled = not decided.keys() >= set(woven.conflicts)
    if unsettled or (woven.conflicts and seen is not None and seen != last.number):
        raise TextConflict(woven, last)
    result = cleaned({**woven.text, **{name: decided[name] for name in woven.conflicts}})
    differing = {name: value for name, value in result.items() if value != last.text.get(name, "")}
    version = write_version(current, differing, note=kept.why, author=kept.author, at=at) if differing else None
    kept.version = version
    _settle(kept, Change.Status.ACCEPTED, by, at)
    data = {"change": kept.pk, "version": version.number} if version else {"change": kept.pk}
    tell("idea.change_accepted", current, by, at, data=data)
    return version


@transaction.atomic
def decline_change(*, change: Change, reason: str, by: Who | None, at: datetime) -> None:
    """Leave the text as it is, and say why. Raises `IdeaError` without a reason, or where it is decided already."""
    current, kept = _open(change, by)
    reason = fitting(reason, LONGEST_REASON, _("Please say why. Whoever wrote it has thought about it, too."))
    _decline(current, kept, reason, by, at)


def decline_open(idea: Idea, reason: str, by: Who | None, at: datetime) -> None:
    """Answer all that is open on `idea`, which must be locked, in one way."""
    for change in idea.changes.select_for_update().filter(status=Change.Status.OPEN):
        _decline(idea, change, reason, by, at)


@transaction.atomic
def withdraw_change(*, change: Change, by: Who | None, at: datetime) -> None:
    """Take one's own proposal back while it is open; twice changes nothing."""
    require(may_withdraw, by, change)
    current, kept = locked(change.idea), Change.objects.select_for_update().get(pk=change.pk)
    if kept.status == Change.Status.WITHDRAWN:
        return
    _need_open(kept)
    _settle(kept, Change.Status.WITHDRAWN, by, at)
    tell("idea.change_withdrawn", current, by, at, data={"change": kept.pk})


def _open(change: Change, by: Who | None) -> tuple[Idea, Change]:
    require(may_edit, by, change)
    current = locked(change.idea)
    kept = Change.objects.select_for_update(of=("self",)).select_related("base", "author").get(pk=change.pk)
    _need_open(kept)
    return current, kept


def _need_open(change: Change) -> None:
    if change.status != Change.Status.OPEN:
        raise IdeaError(_("This proposal is decided already. Please look at the idea again."))


def _decline(idea: Idea, change: Change, reason: str, by: Who | None, at: datetime) -> None:
    change.reason = reason
    _settle(change, Change.Status.DECLINED, by, at)
    tell("idea.change_declined", idea, by, at, data={"change": change.pk})


def _settle(change: Change, status: Change.Status, by: Who | None, at: datetime) -> None:
    change.status, change.decided_by, change.decided_at = status, account_of(by), at
    change.save(update_fields=["status", "reason", "decided_by", "decided_at", "version"])
