"""The forms of an import of persons: the file, and what its columns are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.tables import MAX_BYTES
from ideenschmiede.people.actions.importing.fields import SECTIONS, TARGETS, check_mapping


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Your table"),
        help_text=gettext_lazy(
            "CSV or Excel (.xlsx), one person a row, at most 1,000 rows. Nothing is stored before you have seen it."
        ),
        max_length=500,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.gz"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 20 MB. Please split it."))
        return file


class ColumnsForm(forms.Form):
    """Which column becomes what, and what happens to namesakes."""

    namesakes = forms.BooleanField(
        label=gettext_lazy("Store persons whose name is known from another place"),
        help_text=gettext_lazy("Without this tick, their rows are left out, so that nobody is there twice."),
        required=False,
    )

    def __init__(self, data: Any = None, *, columns: Sequence[str], choices: Mapping[str, Any]) -> None:
        self.columns = columns
        mapping = choices.get("mapping", {})
        initial = {_name(field): column for field, column in mapping.items()}
        super().__init__(data, initial={**initial, "namesakes": choices.get("namesakes", False)})
        options = [("", _("– leave out –")), *((column, column) for column in columns)]
        for target in TARGETS:
            self.fields[_name(target.field)] = forms.ChoiceField(
                label=str(target.label), help_text=str(target.hint), choices=options, required=False
            )

    def sections(self) -> Iterator[tuple[Promise, list[BoundField]]]:
        """The choices of columns under their headings."""
        for heading, names in SECTIONS:
            yield heading, [self[_name(name)] for name in names]

    def mapping(self) -> dict[str, str]:
        """Field → column, of what was chosen."""
        chosen = ((target.field, self.cleaned_data.get(_name(target.field))) for target in TARGETS)
        return {field: column for field, column in chosen if column}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        try:
            check_mapping(self.mapping(), self.columns)
        except ActionError as error:
            self.add_error(None, str(error))
        return data


def _name(field: str) -> str:
    return f"column_{field}"
