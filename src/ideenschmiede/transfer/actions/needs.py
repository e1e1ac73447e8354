"""A place says what it looks for, and when it has found it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Account, Topic, Visibility, Who
from ideenschmiede.base.plain import plain
from ideenschmiede.base.rules import require
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.models import Need
from ideenschmiede.transfer.rules import may_close_need, may_post_need

LONGEST = 20_000


class NeedError(ActionError):
    """The need cannot be posted like this."""


@transaction.atomic
def post_need(
    *, text: str, place: Place, topics: Iterable[Topic], visibility: Visibility, by: Who | None, at: datetime
) -> Need:
    """Ask the network for a solution. Raises `NeedError` for a text that says nothing or too much."""
    require(may_post_need, by)
    text = plain(text)
    if not text:
        raise NeedError(_("Please say what you need."))
    if len(text) > LONGEST:
        raise NeedError(_("Please keep to 20,000 characters."))
    need = Need.objects.create(
        text=text, place=place, visibility=visibility, account=by if isinstance(by, Account) else None, created_at=at
    )
    need.topics.set(topics)
    _note("need.posted", need, by, at)
    return need


@transaction.atomic
def close_need(*, need: Need, by: Who | None, at: datetime) -> None:
    """The place looks no longer; closing twice changes nothing."""
    _set_open(need, False, "need.closed", by, at)


@transaction.atomic
def reopen_need(*, need: Need, by: Who | None, at: datetime) -> None:
    """The place looks again; undoes `close_need`."""
    _set_open(need, True, "need.reopened", by, at)


def _set_open(need: Need, is_open: bool, verb: str, by: Who | None, at: datetime) -> None:
    require(may_close_need, by, need)
    if need.is_open == is_open:
        return
    need.is_open = is_open
    need.save(update_fields=["is_open"])
    _note(verb, need, by, at)


def _note(verb: str, need: Need, by: Who | None, at: datetime) -> None:
    record(verb=verb, subject=need, by=by, at=at, visibility=Visibility(need.visibility))
