"""`ideenschmiede setup`: one command before the first start, and after each upgrade."""

from functools import partial
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ideenschmiede.base.models import Account
from ideenschmiede.site.checks import problems
from ideenschmiede.site.installing import FrontEndMissing, disk_is_full, install, show_progress
from ideenschmiede.site.settings import CONFIGURATION

FIRST_ACCOUNT = (
    "There is no account yet. Open the first: ideenschmiede account YOUR-ADDRESS --name NAME --role operator"
)


class Command(BaseCommand):
    help = "Make a new installation ready, or bring an old one up to date. May be called again at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            install(say=self.stdout.write, progress=partial(show_progress, self.stdout))
        except FrontEndMissing as error:
            raise CommandError(str(error)) from error
        except (OSError, DatabaseError) as error:
            reason = "The disk is full." if disk_is_full(error) else str(error).strip()
            raise CommandError(f"{reason}\nMend this and call setup again; what is done is kept.") from error
        self.stdout.write("Ready.")
        found = problems(CONFIGURATION)
        if found:
            self.stdout.write("“ideenschmiede serve” would still refuse to start:\n- " + "\n- ".join(found))
        if not Account.objects.exists():
            self.stdout.write(FIRST_ACCOUNT)
