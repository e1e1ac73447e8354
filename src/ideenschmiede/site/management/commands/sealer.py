"""`ideenschmiede sealer`: seals the chronicle right after each commit; notices days, and what dead workers left."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from ideenschmiede.base import chronicle
from ideenschmiede.site.daybreak import Daybreak, Minutes
from ideenschmiede.site.following import Stopping, follow


class Command(BaseCommand):
    help = "Seal the chronicle, until it is stopped. Several may run: the database lets one at a time seal."

    def handle(self, *args: Any, **options: Any) -> None:
        daybreak, minutes = Daybreak(), Minutes()

        def step() -> int:
            now = timezone.now()
            daybreak.look(now)
            minutes.look(now)
            return chronicle.seal()

        follow(step, goes_on=Stopping().goes_on)
