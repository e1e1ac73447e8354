"""What questions and decisions share of what time does by itself, every minute. See site/calendar.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog

from ideenschmiede.base import keys
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.models import Decision, Question, Stage

log = structlog.get_logger("ideenschmiede.deliberation")
Thing = TypeVar("Thing", Question, Decision)


def each(due: Iterable[Thing], step: Callable[[Thing], object]) -> int:
    """Do `step` with each, in a transaction of its own; returns with how many it went well. The others wait."""
    done = 0
    for thing in list(due):
        about = {str(thing._meta.model_name): thing.pk}
        try:
            step(thing)
            done += 1
        except ActionError as error:
            log.warning("one waits", **about, error=type(error).__name__)
        except Exception:  # whatever it was, the others must not wait for it
            log.exception("one failed", **about)
    return done


def destroy_left(model: type[Question] | type[Decision], prefix: str) -> None:
    """Destroy the keys of those that are closed or gone: a machine may stop between the commit and the end of a key.

    Only of what was opened here, as the chronicle says: with an empty database, or one from a backup, the others are
    keys of votes that are open still, and must be there when their own database is back.
    """
    there = {int(name.removeprefix(prefix)) for name in keys.names() if name.startswith(prefix)}
    if not there:
        return
    left = there.difference(model.objects.exclude(stage=Stage.CLOSED).filter(pk__in=there).values_list("pk", flat=True))
    if not left:
        return
    told = Event.objects.filter(subject_type=model._meta.label_lower, subject_id__in=left)
    for pk in told.filter(verb=f"{model._meta.model_name}.opened").values_list("subject_id", flat=True):
        keys.destroy(f"{prefix}{pk}")
