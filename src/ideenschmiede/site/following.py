"""The loop in which the sealer and the indexer follow the chronicle."""

import signal
import time
from collections.abc import Callable
from types import FrameType

import structlog
from django.db import DatabaseError, close_old_connections

log = structlog.get_logger("ideenschmiede.following")

PAUSE = 0.2  # seconds between looks: a new practice is sealed and found well within a second
PAUSE_AFTER_ERROR = 2.0


class Stopping:
    """Turns SIGINT and SIGTERM into a question that a loop can ask."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True

    def goes_on(self) -> bool:
        return not self.asked


def follow(step: Callable[[], int], *, goes_on: Callable[[], bool]) -> None:
    """Call `step` again and again, with a pause when it had nothing to do, until `goes_on()` says no.

    An error of the database or the disk is logged and tried again: the chronicle waits, nothing is lost.
    """
    while goes_on():
        try:
            busy = step()
        except (DatabaseError, OSError) as error:
            log.warning("will try again", error=type(error).__name__)
            close_old_connections()
            time.sleep(PAUSE_AFTER_ERROR)
            continue
        if not busy:
            time.sleep(PAUSE)
