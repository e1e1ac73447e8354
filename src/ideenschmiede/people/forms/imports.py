"""What the columns of a table of persons are."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from ideenschmiede.base import import_forms
from ideenschmiede.people.actions.importing.fields import SECTIONS, TARGETS, check_mapping


class ColumnsForm(import_forms.ColumnsForm):
    """Which column becomes what, and what happens to namesakes."""

    targets, headings, check = TARGETS, SECTIONS, check_mapping

    namesakes = forms.BooleanField(
        label=gettext_lazy("Store persons whose name is known from another place"),
        help_text=gettext_lazy("Without this tick, their rows are left out, so that nobody is there twice."),
        required=False,
    )
