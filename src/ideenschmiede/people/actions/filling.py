"""Put values into a row and say in words what does not fit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils.text import capfirst

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.plain import one_line, plain


class PersonError(ActionError):
    """What is said about a person or an organisation cannot be stored like this; the message names the fields."""


def fill(row: models.Model, values: Mapping[str, Any], writable: Collection[str]) -> None:
    """Set the fields, texts without what no text needs, and check all of them.

    Raises `PersonError`, and `TypeError` for a field that is not `writable`.
    """
    if unknown := values.keys() - set(writable):
        raise TypeError(f"not for writing: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        clean = plain if isinstance(row._meta.get_field(name), models.TextField) else one_line
        setattr(row, name, clean(value) if isinstance(value, str) else value)
    try:
        row.full_clean(exclude=[field.name for field in row._meta.fields if field.is_relation and field.null])
    except ValidationError as error:
        raise PersonError(_described(row, error)) from error


def _described(row: models.Model, error: ValidationError) -> str:
    parts = []
    for name, messages in error.message_dict.items():
        label = "" if name == NON_FIELD_ERRORS else getattr(row._meta.get_field(name), "verbose_name", "")
        parts.append(f"{capfirst(label)}: {' '.join(messages)}" if label else " ".join(messages))
    return " ".join(parts)
