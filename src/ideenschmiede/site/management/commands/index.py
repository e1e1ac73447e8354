"""`ideenschmiede index follow|rebuild`: the search index."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ideenschmiede.base.search import WriterBusy
from ideenschmiede.site.following import Stopping, follow
from ideenschmiede.site.indexing import open_follower, rebuild, request_file


class Command(BaseCommand):
    help = "Keep the search index up to date (follow), or build it anew from the database (rebuild)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["follow", "rebuild"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "rebuild":
            self._rebuild()
            return
        stopping = Stopping()
        try:
            with open_follower() as catch_up:
                follow(catch_up, goes_on=stopping.goes_on)
        except WriterBusy as error:
            raise CommandError(str(error)) from error

    def _rebuild(self) -> None:
        try:
            rebuild(lambda done, total: self.stdout.write(f"{done} of {total} documents"))
        except WriterBusy:
            request_file().touch()
            self.stdout.write("The running indexer will rebuild the index now; search keeps answering meanwhile.")
