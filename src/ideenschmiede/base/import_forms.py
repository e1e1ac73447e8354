"""The forms of all imports of tables: the file, and what its columns are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.importing import Target
from ideenschmiede.base.tables import MAX_BYTES

Sections = Sequence[tuple[Promise, Sequence[str]]]
"""Headings, each with the fields below it."""


class UploadForm(forms.Form):
    """The file. An import says in the field's help what it takes."""

    file = forms.FileField(
        label=gettext_lazy("Your table"),
        max_length=500,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.gz"}),
        error_messages={"required": gettext_lazy("Please choose a file."), "empty": gettext_lazy("The file is empty.")},
    )

    def __init__(self, *args: Any, takes: Promise) -> None:
        super().__init__(*args)
        self.fields["file"].help_text = str(takes)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 20 MB. Please split it."))
        return file


class ColumnsForm(forms.Form):
    """Which column becomes what: a choice for each target, beside the fields that an import declares."""

    targets: ClassVar[Sequence[Target]]
    headings: ClassVar[Sections]
    check: ClassVar[Callable[[Mapping[str, str], Sequence[str]], None]]  # raises `ActionError`

    def __init__(self, data: Any = None, *, columns: Sequence[str], choices: Mapping[str, Any]) -> None:
        self.columns = columns
        own = {name: choices[name] for name in self.base_fields if name in choices}
        mapped = {_name(field): column for field, column in choices.get("mapping", {}).items()}
        super().__init__(data, initial={**own, **mapped})
        options = [("", _("– leave out –")), *((column, column) for column in columns)]
        for target in self.targets:
            self.fields[_name(target.field)] = forms.ChoiceField(
                label=str(target.label), help_text=str(target.hint), choices=options, required=False
            )

    def sections(self) -> Iterator[tuple[Promise, list[BoundField]]]:
        """The choices of columns under their headings."""
        for heading, names in self.headings:
            yield heading, [self[_name(name)] for name in names]

    def mapping(self) -> dict[str, str]:
        """Field → column, of what was chosen."""
        chosen = ((target.field, self.cleaned_data.get(_name(target.field))) for target in self.targets)
        return {field: column for field, column in chosen if column}

    def chosen(self) -> dict[str, Any]:
        """What was decided: the mapping, and the fields that the import declares."""
        return {"mapping": self.mapping(), **{name: self.cleaned_data[name] for name in self.base_fields}}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        try:
            type(self).check(self.mapping(), self.columns)
        except ActionError as error:
            self.add_error(None, str(error))
        return data


def _name(field: str) -> str:
    return f"column_{field}"
