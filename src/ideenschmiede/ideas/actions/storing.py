"""What the actions on ideas share: the error, the lock, a new version of the text, the event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.base.text import number
from ideenschmiede.ideas.models import FIELDS, Idea, Version
from ideenschmiede.ideas.rules.stages import needed_texts

Text = Mapping[str, str]
"""Field of `FIELDS` → what stands there."""

LONGEST_NOTE = 300


class IdeaError(ActionError):
    """It cannot be done with the idea like this; `fields` names where, if it was a text."""

    def __init__(self, message: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.fields = fields


def locked(idea: Idea) -> Idea:
    """The idea as it stands now; others who would change it wait until this transaction is over.

    Raises `IdeaError` where it was merged into another meanwhile.
    """
    found = Idea.objects.select_for_update(of=("self",)).select_related("decision").get(pk=idea.pk)
    if found.merged_into_id:
        raise IdeaError(_("This idea was merged with another meanwhile. Please go on there."))
    return found


def newest(idea: Idea) -> Version:
    """The version whose text the idea shows."""
    found: Version = idea.versions.order_by("-number")[0]
    return found


def cleaned(text: Text) -> dict[str, str]:
    """Texts as they may be stored. Raises `IdeaError` for a field that is too long, or a title that says nothing."""
    if unknown := text.keys() - set(FIELDS):
        raise TypeError(f"not a text of an idea: {', '.join(sorted(unknown))}")
    found = {name: one_line(value) if name == "title" else plain(value) for name, value in text.items()}
    for name, value in found.items():
        _check(name, value)
    return found


def _check(name: str, value: str) -> None:
    field = cast("models.Field[str, str]", Idea._meta.get_field(name))
    try:
        field.clean(value, None)
        MaxLengthValidator(field.max_length or 0)(value)  # of texts of several lines Django itself looks at forms only
    except ValidationError as error:
        raise IdeaError(f"{label_of(name)}: {' '.join(error.messages)}", (name,)) from error


def fitting(text: str, longest: int, if_empty: str = "") -> str:
    """A text as it may be stored. Raises `IdeaError` where it is too long or, with `if_empty`, says nothing."""
    text = plain(text)
    if not text and if_empty:
        raise IdeaError(if_empty)
    if len(text) > longest:
        most = number(longest, language=get_language())
        raise IdeaError(_("This is longer than %(most)s characters. Please shorten it.") % {"most": most})
    return text


def label_of(name: str) -> str:
    """What a field of an idea is called, as it begins a line."""
    return str(capfirst(getattr(Idea._meta.get_field(name), "verbose_name", name)))


def write_version(idea: Idea, text: Text, *, note: str, author: Account | None, at: datetime) -> Version:
    """Store `text`, the fields that change, as the idea's newest version. `idea` must be locked.

    Raises `IdeaError` where the idea would lose what its stage asks for.
    """
    if emptied := tuple(name for name in needed_texts(idea) if not text.get(name, "filled")):
        named = ", ".join(label_of(name) for name in FIELDS if name in emptied)
        raise IdeaError(
            _("The idea is too far for that to be empty: %(fields)s. Please leave a text there.") % {"fields": named},
            emptied,
        )
    for name, value in text.items():
        setattr(idea, name, value)
    idea.changed_at = at
    last = idea.versions.order_by("-number").values_list("number", flat=True).first() or 0
    whole = {name: getattr(idea, name) for name in FIELDS}
    with writing():
        idea.save(update_fields=[*text, "changed_at"])
        version: Version = Version.objects.create(
            idea=idea, number=last + 1, text=whole, note=one_line(note)[:LONGEST_NOTE], by=author, at=at
        )
    return version


def store(idea: Idea, *fields: str, at: datetime) -> None:
    """Save these fields, and that something changed now."""
    idea.changed_at = at
    with writing():
        idea.save(update_fields=[*fields, "changed_at"])


def account_of(by: Who | None) -> Account | None:
    """Who is noted as the author; nobody for the operator at the terminal."""
    return by if isinstance(by, Account) else None


def tell(verb: str, idea: Idea, by: Who | None, at: datetime, *, data: Mapping[str, str | int] | None = None) -> None:
    """Into the chronicle, for those who see the idea."""
    record(verb=verb, subject=idea, by=by, at=at, visibility=Visibility(idea.visibility), data=data)
