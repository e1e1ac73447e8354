"""`ideenschmiede sealer`: seals the chronicle right after each commit."""

from typing import Any

from django.core.management.base import BaseCommand

from ideenschmiede.base import chronicle
from ideenschmiede.site.following import Stopping, follow


class Command(BaseCommand):
    help = "Seal the chronicle, until it is stopped. Several may run: the database lets one at a time seal."

    def handle(self, *args: Any, **options: Any) -> None:
        follow(chronicle.seal, goes_on=Stopping().goes_on)
