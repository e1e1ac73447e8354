"""`ideenschmiede demo`: set up the demo network where it is missing, print sign-in links, and serve it.

The demo differs from production in its settings alone (`site/demo/environment.py`): it is the same `serve`.
"""

import hashlib
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.signing import TimestampSigner
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

import ideenschmiede
from ideenschmiede.base.accounts import DEMO_SALT
from ideenschmiede.site.demo.accounts import demo_accounts
from ideenschmiede.site.demo.environment import DATA, PORT
from ideenschmiede.site.installing import FrontEndMissing, disk_is_full, install, show_progress
from ideenschmiede.transfer.models import Practice

# by name: to import it costs half a second, and only the first start needs it
LOADER = "ideenschmiede.site.demo.loader.load_demo"
LINKS = "ideenschmiede.base.urls"  # these alone: all views of the site are a second half
PACKAGE = Path(ideenschmiede.__file__).parent
SET_UP_FROM = (
    "*/migrations/*.py",
    "*/static/**/*",
    "*/documents.py",
    "base/search/*.py",
    "cores/german/**/*",
    "site/demo/*",
)


def _fingerprint() -> str:
    """A digest of all that the set-up is made from: after an update of the software the demo sets itself up again."""
    files = sorted(file for pattern in SET_UP_FROM for file in PACKAGE.glob(pattern) if file.is_file())
    kept = (file for file in files if "__pycache__" not in file.parts)
    return hashlib.sha256(b"".join(file.read_bytes() for file in kept)).hexdigest()[:16]


class Command(BaseCommand):
    help = "Set up the demo network and serve it on 127.0.0.1."
    requires_system_checks = ()  # they load the whole site before the web workers do: a second of the start

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=PORT)
        parser.add_argument("--reset", action="store_true", help="forget the demo's data and start over")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._set_up()
        except (OSError, OperationalError) as error:
            if disk_is_full(error):
                raise CommandError("The disk is full. Free some space and start again.") from error
            raise
        except FrontEndMissing as error:
            raise CommandError(str(error)) from error
        self._print_links()
        call_command("serve")

    def _set_up(self) -> None:
        if not settings.DEMO:
            raise CommandError("Start the demo by “ideenschmiede demo” or “make demo”.")
        done = DATA / f"ready-{_fingerprint()}"
        if done.exists():
            return
        install(say=self.stdout.write, progress=partial(show_progress, self.stdout), content=self._fill)
        done.touch()

    def _fill(self) -> None:
        if not Practice.objects.exists():
            self.stdout.write("Loading the demo network …")
            import_string(LOADER)(at=timezone.now())

    def _print_links(self) -> None:
        signer = TimestampSigner(salt=DEMO_SALT)
        self.stdout.write(f"\n{settings.NETWORK_NAME} (demo): {settings.BASE_URL}/\n\nSign in as:")
        for role, account in demo_accounts():
            path = reverse("demo_sign_in", LINKS, args=[signer.sign(str(account.pk))])
            self.stdout.write(f"  {role.label:<28} {settings.BASE_URL}{path}")
        self.stdout.write(f"\nMails of the demo: {settings.BASE_URL}{reverse('outbox', LINKS)}\nStop with Ctrl-C.\n")
        self.stdout.flush()
