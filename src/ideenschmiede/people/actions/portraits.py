"""The portrait of a person: always with words for those who do not see it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.files import CheckedFile, drop, keep
from ideenschmiede.base.models import Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.base.rules import require
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.actions.persons import note_change
from ideenschmiede.people.models import Person
from ideenschmiede.people.rules import may_change_person

PORTRAITS = "people/portraits"
LONGEST_ALT = 300


@transaction.atomic
def set_portrait(*, person: Person, picture: CheckedFile | None = None, alt: str, by: Who | None, at: datetime) -> None:
    """A picture as `base.files.read_image` checked it, or only other words for the one there is (`picture=None`).

    Others see it only while the person agrees (`Purpose.PORTRAIT`). Raises `PersonError` without words.
    """
    require(may_change_person, by, person)
    words = one_line(alt)
    if not words:
        raise PersonError(_("Please say in words what the portrait shows, for those who do not see it."))
    if len(words) > LONGEST_ALT:
        raise PersonError(_("Please describe the portrait in at most 300 characters."))
    if picture is None and not person.portrait:
        raise PersonError(_("Please choose a picture."))
    if picture:
        drop(person.portrait)
        person.portrait = keep(PORTRAITS, picture)
    person.portrait_alt = words
    person.save(update_fields=["portrait", "portrait_alt"])
    note_change(person, ["portrait"], by, at)


@transaction.atomic
def remove_portrait(*, person: Person, by: Who | None, at: datetime) -> None:
    """Take the portrait away; nothing happens where there is none."""
    require(may_change_person, by, person)
    if not person.portrait:
        return
    drop(person.portrait)
    person.portrait, person.portrait_alt = "", ""
    person.save(update_fields=["portrait", "portrait_alt"])
    note_change(person, ["portrait"], by, at)
