"""`{% load differences %}{% difference before after %}` shows a text with what went and what came marked."""

from collections.abc import Mapping
from typing import Any

from django import template

from ideenschmiede.base.differences import differences

register = template.Library()


@register.inclusion_tag("base/difference.html")
def difference(before: str, after: str) -> Mapping[str, Any]:
    """Marked by `<del>` and `<ins>`, with words for whoever hears the page."""
    pieces = differences(before, after)
    return {"pieces": pieces, "changed": any(piece.kind != "same" for piece in pieces)}
