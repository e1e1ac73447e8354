"""Forms on places: upload a file, and weigh what makes places alike."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from ideenschmiede.places.actions.archives import LARGEST_UNPACKED
from ideenschmiede.places.twins import Choice

PREFIX = "gewicht_"
WEIGHTS = (
    ("0", _("not at all")),
    ("0.5", _("little")),
    ("1", _("normally")),
    ("2", _("much")),
    ("4", _("very much")),
)


class UploadForm(forms.Form):
    """One file for an import."""

    file = forms.FileField(label=_("File"), error_messages={"required": _("Please choose a file.")})

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_UNPACKED:
            raise forms.ValidationError(_("The file is too large."))
        return file


class WeightsForm(forms.Form):
    """How much each feature counts for the twins; a GET form whose address can be shared."""

    def __init__(self, choices: Iterable[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for choice in choices:
            self.fields[PREFIX + choice.name] = forms.ChoiceField(
                label=choice.label, choices=WEIGHTS, initial=f"{choice.weight:g}", required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(self._all().values()):
            raise forms.ValidationError(_("At least one feature must count."))
        return cleaned

    def weights(self) -> dict[str, float]:
        """Feature → weight, for those that the address names."""
        return {
            name.removeprefix(PREFIX): float(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value
        }

    def _all(self) -> dict[str, float]:
        own = {name.removeprefix(PREFIX): float(field.initial) for name, field in self.fields.items()}
        return own | self.weights()
