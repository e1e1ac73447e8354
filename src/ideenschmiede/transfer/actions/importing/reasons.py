"""Why rows of a table of practices are left out, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ideenschmiede.base.importing import COMMON_REASONS

REASONS: Mapping[str, Promise] = {
    **COMMON_REASONS,
    "amount": gettext_lazy("this is no amount"),
    "status": gettext_lazy("this word for the status is not known"),
    "outcome": gettext_lazy("this word for how it went is not known"),
    "sdg": gettext_lazy("these are not goals from 1 to 17"),
    "link": gettext_lazy("this is no web address"),
    "duplicate": gettext_lazy("there is already a solution with this title in this place"),
    "double_key": gettext_lazy("this key is there more than once in the table"),
}


def reason(code: str) -> str:
    """Why a row was left out or a value was not understood, in the reader's language."""
    return str(REASONS.get(code, code))
