"""Fields of the text of an idea, named and limited as the model has them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from ideenschmiede.base.fields import Line, Lines
from ideenschmiede.ideas.models import Idea


def text_of(name: str, hint: Any = "", *, rows: int = 4, required: bool = False) -> forms.CharField:
    """One line for the title, several for every other text."""
    column = Idea._meta.get_field(name)
    assert isinstance(column, models.CharField | models.TextField)
    options = {
        "label": capfirst(column.verbose_name),
        "help_text": hint,
        "required": required,
        "max_length": column.max_length,
    }
    return Line(**options) if isinstance(column, models.CharField) else Lines(rows=rows, **options)
