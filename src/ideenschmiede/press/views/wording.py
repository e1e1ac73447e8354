"""Codes of mending and of facts in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.press.reading.wording import CHANGES as NAMES
from ideenschmiede.press.reading.wording import FAINT, OPEN

__all__ = ["APART", "CHANGES", "DETAILS", "FAINT", "OPEN", "ROLES", "confidence"]

# kind of change → the sign that stands for it in the text
_SIGNS = {
    "joined": "⁀",
    "kept": "‐",
    "spaced": "␣",
    "undoubled": "≠",
    "columns": "↕",
    "moved": "→",
    "line_end": "⏎",
    "spacing": "·",
}
CHANGES = {kind: (_SIGNS[kind], name) for kind, name in NAMES.items()}
"""Kind of change → (sign in the text, its name)."""

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
