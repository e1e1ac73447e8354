"""Reactions: where an event of a lower app causes something in a higher one (DESIGN §3).

`site/reactions.py` maps verb → functions. `chronicle.record` calls them in the transaction of the action that recorded
the event, so that the change and all that follows from it happen together or not at all: an error in a reaction undoes
the action. Slow work is a task, which the reaction enqueues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from ideenschmiede.base.models import Event

Reaction = Callable[[Event], None]
Reactions = Mapping[str, tuple[Reaction, ...]]


@cache
def _table(path: str) -> Reactions:
    table: Reactions = import_string(path)
    return table


def react(events: Iterable[Event]) -> None:
    """Call what the table has for each event's verb, in the order of the table; a verb without a line does nothing."""
    table = _table(settings.REACTIONS)
    for event in events:
        for function in table.get(event.verb, ()):
            function(event)
