"""Form fields that read places as people write them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ideenschmiede.base.plain import one_line
from ideenschmiede.places.models import Place
from ideenschmiede.places.queries import find_place, written_place


class PlaceInput(forms.TextInput):
    """Suggests places as one types. The page loads places/places.css and places/combobox.js."""

    template_name = "places/place_input.html"


class PlaceForm(forms.Form):
    """A form with a field `place`: its name in the page is "ort", which is what the search for places listens to."""

    def add_prefix(self, field_name: str) -> str:
        return "ort" if field_name == "place" else super().add_prefix(field_name)


class PlaceField(forms.CharField):
    """A place of the register, written as its name or its key; the value is a `Place` or None."""

    widget = PlaceInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=250, **options)

    def prepare_value(self, value: Any) -> Any:
        return written_place(value) if isinstance(value, Place) else value

    def clean(self, value: Any) -> Any:
        text = one_line(super().clean(value))
        if not text:
            return None
        place, candidates = find_place(text)
        if place is not None:
            return place
        if candidates:
            raise ValidationError(
                _("“%(text)s” is not clear. Did you mean: %(choices)s?"),
                params={"text": text, "choices": "; ".join(candidates)},
            )
        message = _("We know no place called “%(text)s”. Please check the name or write its key (AGS).")
        raise ValidationError(message, params={"text": text})
