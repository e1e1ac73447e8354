"""Slots: where a page of a lower app shows things of higher apps (DESIGN §3).

`site/panels.py` maps slot → functions. Each function takes the request and the page's object and returns a `Panel`,
or None when it has nothing to show.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Panel:
    """A part of a page: its own template with its own context."""

    template: str
    context: Mapping[str, Any]


PanelFunction = Callable[[HttpRequest, Any], Panel | None]


@cache
def _slots() -> Mapping[str, tuple[PanelFunction, ...]]:
    slots: Mapping[str, tuple[PanelFunction, ...]] = import_string(settings.PANELS)
    return slots


def panels_for(slot: str, request: HttpRequest, thing: object) -> list[Panel]:
    """The panels of `slot` for this object, in the order of `site/panels.py`. An unknown slot is a `KeyError`."""
    return [panel for function in _slots()[slot] if (panel := function(request, thing)) is not None]
