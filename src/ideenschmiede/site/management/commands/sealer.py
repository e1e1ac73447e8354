"""`ideenschmiede sealer`: seals the chronicle right after each commit and keeps the search index up to date."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ideenschmiede.base.search import WriterBusy
from ideenschmiede.site.following import follow
from ideenschmiede.site.indexing import open_follower


class Command(BaseCommand):
    help = "Seal the chronicle and follow it with the search index. One runs at a time."

    def handle(self, *args: Any, **options: Any) -> None:
        stopped = False

        def stop(_number: int, _frame: FrameType | None) -> None:
            nonlocal stopped
            stopped = True

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        try:
            with open_follower() as catch_up:
                follow(readers=[catch_up], goes_on=lambda: not stopped)
        except WriterBusy as error:
            raise CommandError(str(error)) from error
