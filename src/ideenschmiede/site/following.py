"""The readers of the chronicle that the sealer drives, and the loop that drives them."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from django.db import DatabaseError, close_old_connections

from ideenschmiede.base import chronicle

log = structlog.get_logger("ideenschmiede.sealer")

PAUSE = 0.2  # seconds between looks: a vote or a new practice is sealed and found well within a second
PAUSE_AFTER_ERROR = 2.0


def follow(*, readers: list[Callable[[], int]], goes_on: Callable[[], bool]) -> None:
    """Seal what waits and let each reader catch up, until `goes_on()` says no.

    An error of the database is logged and tried again: the chronicle waits, nothing is lost.
    """
    while goes_on():
        try:
            busy = chronicle.seal() + sum(reader() for reader in readers)
        except (DatabaseError, OSError) as error:
            log.warning("will try again", error=type(error).__name__)
            close_old_connections()
            time.sleep(PAUSE_AFTER_ERROR)
            continue
        if not busy:
            time.sleep(PAUSE)
