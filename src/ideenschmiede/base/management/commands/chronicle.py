"""`ideenschmiede chronicle verify|seal`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ideenschmiede.base import chronicle


class Command(BaseCommand):
    help = "Verify the chain of the chronicle, or seal what waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "seal"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "seal":
            self.stdout.write(f"{chronicle.seal()} events sealed.")
            return
        broken = chronicle.verify()
        if broken:
            raise CommandError(f"The chain is broken at position {broken.position}: {broken.reason}.")
        self.stdout.write(f"The chain holds: {chronicle.head()} events.")
