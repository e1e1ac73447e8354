"""Change the text of an idea; every version stays."""

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
    label_of,
    locked,
    newest,
    tell,
    write_version,
)
from ideenschmiede.ideas.actions.weaving import Woven, weave
from ideenschmiede.ideas.models import Idea, Version
from ideenschmiede.ideas.rules.ideas import may_edit


class TextConflict(IdeaError):
    """Somebody else changed the same fields since; `now` is what stands there, `woven` what becomes of the others."""

    def __init__(self, woven: Woven, now: Version) -> None:
        names = ", ".join(label_of(name) for name in woven.conflicts)
        message = _("Somebody else has changed this since: %(fields)s. Nothing is lost; please look at both texts.")
        super().__init__(message % {"fields": names}, woven.conflicts)
        self.now, self.woven = now, woven


@transaction.atomic
def change_text(
    *, idea: Idea, text: Text, note: str = "", base: int | None = None, by: Who | None, at: datetime
) -> Version | None:
    """Write a new version; None where nothing differs, which is no event. `text` holds the fields that one wrote.

    `base` is the number of the version that one read before writing: what others changed since in other fields or
    lines stays. Raises `TextConflict` where they changed the same, and `IdeaError` for a text that does not fit.
    """
    require(may_edit, by, idea)
    current = locked(idea)
    last = newest(current)
    wanted = cleaned(text)
    read = last if base in (None, last.number) else current.versions.filter(number=base).first() or last
    woven = weave(read.text, wanted, last.text)
    if woven.conflicts:
        raise TextConflict(woven, last)
    changed = {name: value for name, value in cleaned(woven.text).items() if value != last.text.get(name, "")}
    if not changed:
        return None
    version = write_version(current, changed, note=note, author=account_of(by), at=at)
    tell("idea.changed", current, by, at, data={"version": version.number})
    return version
