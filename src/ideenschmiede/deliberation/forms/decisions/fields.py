"""What the forms of decisions share: when a vote ends, and at which field an action complains."""

from __future__ import annotations

from typing import Any

from django import forms

from ideenschmiede.base.errors import ActionError
from ideenschmiede.deliberation.forms.questions import Moment


class End(Moment):
    """Until when votes are taken; it must be said."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.required = True


def complain(form: forms.Form, error: ActionError) -> None:
    """Show what an action refused, at the field to blame where the form has it."""
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, str(error))
