"""`{% slot "place" place %}` shows what higher apps have to say about an object."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from ideenschmiede.base.panels import panels_for

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: dict[str, Any], name: str, thing: object) -> SafeString:
    """Render all panels of the slot `name` for `thing`."""
    request = context["request"]
    parts = [
        render_to_string(panel.template, dict(panel.context), request) for panel in panels_for(name, request, thing)
    ]
    return mark_safe("".join(parts))  # noqa: S308  each part was rendered by a template that escapes
