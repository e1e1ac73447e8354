"""`ideenschmiede daily`: what happens every day, at once."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ideenschmiede.site.calendar import do_daily
from ideenschmiede.site.daybreak import day_of


class Command(BaseCommand):
    help = "Do now what the sealer has done every day; doing it twice does no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--date", type=date.fromisoformat, help="the day, as 2026-11-22; today where it is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        day: date = options["date"] or day_of(now)
        failed = do_daily(day=day, at=now)
        if failed:
            raise CommandError(f"{day}: failed, see the log: {', '.join(failed)}")
        self.stdout.write(f"{day}: done.")
