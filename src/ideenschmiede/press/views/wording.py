"""Codes of mending and of facts in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# kind of change → (sign in the text, its name)
CHANGES = {
    "joined": ("⁀", gettext_lazy("word joined, hyphen gone")),
    "kept": ("‐", gettext_lazy("hyphen kept, line end gone")),
    "spaced": ("␣", gettext_lazy("blank behind the hyphen")),
    "undoubled": ("≠", gettext_lazy("letters that stood there twice")),
    "columns": ("↕", gettext_lazy("columns put one after the other")),
    "moved": ("→", gettext_lazy("torn piece put in its place")),
    "line_end": ("⏎", gettext_lazy("line end became a blank")),
    "spacing": ("·", gettext_lazy("blanks tidied up")),
}
FAINT = ("line_end", "spacing")  # only white space: no letter changes

OPEN = {
    "lost_end": gettext_lazy("the end is missing"),
    "lost_beginning": gettext_lazy("the beginning is missing"),
    "unplaced_fragment": gettext_lazy("torn piece, place unknown"),
    "misread": gettext_lazy("probably misread"),
}

ROLES = {
    "headline": gettext_lazy("Headline"),
    "subhead": gettext_lazy("Subhead"),
    "body": gettext_lazy("Text"),
    "caption": gettext_lazy("Caption"),
    "credit": gettext_lazy("Picture credit"),
    "picture_description": gettext_lazy("Description of a picture"),
    "byline": gettext_lazy("Author"),
    "date": gettext_lazy("Date"),
}
APART = ("caption", "credit", "picture_description")  # not part of the running text

DETAILS = {
    "title": gettext_lazy("Title"),
    "office": gettext_lazy("Office held"),
    "party": gettext_lazy("Party"),
    "place_name": gettext_lazy("Place"),
    "abbreviation": gettext_lazy("Abbreviation"),
    "founded": gettext_lazy("Founded"),
}
SURE, LIKELY, MAYBE = 0.9, 0.7, 0.4


def confidence(value: float | None) -> str:
    """How sure the software is, in words; None is what the office says itself."""
    if value is None:
        return _("said by the office")
    if value >= SURE:
        return _("sure")
    if value >= LIKELY:
        return _("probable")
    return _("possible") if value >= MAYBE else _("unsure")
