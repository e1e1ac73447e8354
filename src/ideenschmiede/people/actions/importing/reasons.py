"""Why rows of a table of persons are left out, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ideenschmiede.base.importing import COMMON_REASONS

REASONS: Mapping[str, Promise] = {
    **COMMON_REASONS,
    "form_of_address": gettext_lazy("this form of address is not known"),
    "sector": gettext_lazy("this word for the sector is not known"),
    "place": gettext_lazy("the register has no place of this name"),
    "place_several": gettext_lazy(
        "several places have this name; a column with the Kreis or the Land tells them apart"
    ),
    "place_unused": gettext_lazy("a place alone is not stored: office or organisation is missing"),
    "no_place": gettext_lazy("the place of this office is missing"),
    "no_sector": gettext_lazy("this organisation is new, and its sector is missing"),
    "future": gettext_lazy("this day is still to come; please send an invitation"),
    "phone": gettext_lazy("this is no telephone number"),
    "namesake": gettext_lazy("there is a person of this name already, at another place or without one"),
    "twice": gettext_lazy("this person is there more than once in the table"),
    "email_taken": gettext_lazy("this e-mail address belongs to somebody of another name"),
}


def reason(code: str) -> str:
    """Why a row was left out or a value was not understood, in the reader's language."""
    return str(REASONS.get(code, code))
