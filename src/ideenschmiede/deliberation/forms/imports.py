"""The forms of an import of a conversation: the files, and what they do not say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.fields import Line
from ideenschmiede.base.models import Visibility
from ideenschmiede.base.tables import MAX_BYTES
from ideenschmiede.deliberation.actions.importing import LONGEST_SOURCE, LONGEST_TITLE

MOST_FILES = 8


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; cleaned: a list of them."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise ValidationError(_("Please bring the files of one conversation at a time."))
        if sum(file.size for file in files) > MAX_BYTES:
            raise ValidationError(_("The files are larger than 20 MB together."))
        clean: list[UploadedFile[bytes]] = [super(FilesField, self).clean(file, initial) for file in files or [None]]
        return clean


class FilesForm(forms.Form):
    """The files of one conversation."""

    export = FilesField(
        label=gettext_lazy("The files of the export"),
        help_text=gettext_lazy(
            "One .zip, or several files: comments.csv with votes.csv or participants-votes.csv, and summary.csv if "
            "there is one; at most 20 MB. Nothing is stored before you have seen it."
        ),
        max_length=500,
        widget=SeveralFiles(attrs={"accept": ".csv,.gz,.zip"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )


class ConfirmForm(forms.Form):
    """What the files do not say, or not well."""

    title = Line(label=gettext_lazy("Question"), max_length=LONGEST_TITLE)
    source = Line(
        label=gettext_lazy("Who published it, and under which licence?"),
        help_text=gettext_lazy("Shown with the question, such as: compdemocracy/openData, CC BY 4.0, https://pol.is/…"),
        max_length=LONGEST_SOURCE,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"),
        choices=[(Visibility.NETWORK, gettext_lazy("The network only")), (Visibility.PUBLIC, gettext_lazy("Everyone"))],
        initial=Visibility.NETWORK,
        widget=forms.RadioSelect,
    )


def contents(files: Sequence[UploadedFile[bytes]]) -> list[tuple[str, bytes]]:
    """Name and bytes of each."""
    return [(file.name or "", file.read()) for file in files]
