"""Take back what mending did, apply it again, put a torn fragment elsewhere. Each reads the whole text anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.models import Who
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.reading_again import read_again
from ideenschmiede.press.actions.working import keep, under_review
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import draft_of

AS_MENDED = "auto"
"""Instead of the id of a candidate: where the software put a torn piece."""


@transaction.atomic
def take_back_changes(*, clipping: Clipping, changes: Collection[str], by: Who | None, at: datetime) -> None:
    """Let the text stand here as it came in. `changes` are ids of the draft's changes."""
    current = under_review(clipping, by)
    wanted = [one for one in changes if one not in current.rejected]
    there = {one["id"] for one in draft_of(current).changes}
    if not there.issuperset(wanted):
        raise ClippingError(_("This change is no longer there. Please look at the text again."))
    if wanted:
        current.rejected = [*current.rejected, *wanted]
        _read(current, at)


@transaction.atomic
def restore_changes(*, clipping: Clipping, changes: Collection[str], by: Who | None, at: datetime) -> None:
    """Undo `take_back_changes`; ids of others do nothing."""
    current = under_review(clipping, by)
    left = [one for one in current.rejected if one not in changes]
    if left != current.rejected:
        current.rejected = left
        _read(current, at)


@transaction.atomic
def place_fragment(*, clipping: Clipping, start: int, candidate: str, by: Who | None, at: datetime) -> None:
    """Put the torn piece that begins at `start` of the original where `candidate` (an id) says.

    `AS_MENDED`: where the software put it; "": nowhere, it stays where it came in, open.
    """
    current = under_review(clipping, by)
    piece = next((one for one in draft_of(current).proposals if one["original"]["start"] == start), None)
    known = {"", AS_MENDED, *(one["id"] for one in piece["candidates"])} if piece else set()
    if piece is None or candidate not in known:
        raise ClippingError(_("This piece of text is no longer there. Please look at the text again."))
    current.placed = {key: value for key, value in current.placed.items() if key != str(start)}
    current.rejected = [one for one in current.rejected if one != piece["change"]]
    if candidate != AS_MENDED:
        current.placed = {**current.placed, str(start): candidate}
        current.rejected += [piece["change"]] if piece["change"] else []
    _read(current, at)


def _read(clipping: Clipping, at: datetime) -> None:
    keep(clipping, read_again(clipping), at, "mended", "rejected", "placed")
