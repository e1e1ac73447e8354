"""Codes of mending in words."""

from django.utils.translation import gettext_lazy

CHANGES = {
    "joined": gettext_lazy("word joined, hyphen gone"),
    "kept": gettext_lazy("hyphen kept, line end gone"),
    "spaced": gettext_lazy("blank behind the hyphen"),
    "undoubled": gettext_lazy("letters that stood there twice"),
    "columns": gettext_lazy("columns put one after the other"),
    "moved": gettext_lazy("torn piece put in its place"),
    "line_end": gettext_lazy("line end became a blank"),
    "spacing": gettext_lazy("blanks tidied up"),
}
FAINT = ("line_end", "spacing")
"""Kinds of changes that touch white space only."""

OPEN = {
    "lost_end": gettext_lazy("the end is missing"),
    "lost_beginning": gettext_lazy("the beginning is missing"),
    "unplaced_fragment": gettext_lazy("torn piece, place unknown"),
    "misread": gettext_lazy("probably misread"),
}
