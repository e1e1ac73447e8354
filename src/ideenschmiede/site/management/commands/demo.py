"""`ideenschmiede demo`: set up the demo network where it is missing, print sign-in links, and serve it.

The demo differs from production in its settings alone: it is the same `serve`.
"""

import errno
import os
import secrets
import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.signing import TimestampSigner
from django.urls import reverse
from django.utils import timezone

from ideenschmiede.base.accounts import DEMO_SALT
from ideenschmiede.places.actions.register import load_embedded_register
from ideenschmiede.site.demo.loader import demo_accounts, load_demo
from ideenschmiede.site.indexing import rebuild
from ideenschmiede.site.processes import PortTaken, check_free
from ideenschmiede.transfer.models import Practice

DATA = Path("var/demo")
HOST = "127.0.0.1"


def environment(port: int) -> dict[str, str]:
    """The settings that make a demo of the same software; what the operator has set otherwise stays."""
    DATA.mkdir(parents=True, exist_ok=True)
    secret = DATA / "secret_key"
    if not secret.exists():
        secret.write_text(secrets.token_urlsafe(60))
        secret.chmod(0o600)
    return {
        "IDEENSCHMIEDE_DEMO": "1",
        "IDEENSCHMIEDE_DATA_DIR": str(DATA),
        "IDEENSCHMIEDE_SECRET_KEY": secret.read_text(),
        "IDEENSCHMIEDE_BASE_URL": f"http://{HOST}:{port}",
        "IDEENSCHMIEDE_ALLOWED_HOSTS": "localhost",  # browsers keep passkeys for names only, not for 127.0.0.1
        "IDEENSCHMIEDE_BIND": f"{HOST}:{port}",
        "IDEENSCHMIEDE_LOG_LEVEL": os.environ.get("IDEENSCHMIEDE_LOG_LEVEL", "WARNING"),
    }


class Command(BaseCommand):
    help = "Set up the demo network and serve it on 127.0.0.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="forget the demo's data and start over")

    def handle(self, *args: Any, port: int, reset: bool, **options: Any) -> None:
        if not settings.DEMO:
            self._begin(port, reset)
        try:
            self._set_up()
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise CommandError("The disk is full. Free some space and start again.") from error
            raise
        self._print_links()
        call_command("serve")

    def _begin(self, port: int, reset: bool) -> None:
        """Settings come from the environment alone, so the demo starts itself again with its own."""
        try:
            check_free(HOST, port)
        except PortTaken as error:
            raise CommandError(
                f"Port {port} is taken by another program. Stop it, or choose another: make demo PORT={port + 1}"
            ) from error
        if reset:
            shutil.rmtree(DATA, ignore_errors=True)
        command = [sys.executable, "-m", "ideenschmiede", "demo", "--port", str(port)]
        os.execve(sys.executable, command, {**os.environ, **environment(port)})  # noqa: S606  our own command line

    def _set_up(self) -> None:
        done = DATA / f"ready-{settings.VERSION}"
        if done.exists():
            return
        self.stdout.write("Preparing the database …")
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        now = timezone.now()
        if not Practice.objects.exists():
            self.stdout.write("Loading the register and the demo network …")
            load_embedded_register(by=None, at=now)
            load_demo(at=now)
        self.stdout.write("Building the search index …")
        rebuild(progress=self._show_progress)
        done.touch()

    def _show_progress(self, finished: int, total: int) -> None:
        width = 30 * finished // max(total, 1)
        end = "\n" if finished >= total else ""
        self.stdout.write(f"\r[{'█' * width}{'·' * (30 - width)}] {finished}/{total}", ending=end)
        self.stdout.flush()

    def _print_links(self) -> None:
        signer = TimestampSigner(salt=DEMO_SALT)
        self.stdout.write(f"\n{settings.NETWORK_NAME} (demo): {settings.BASE_URL}/\n\nSign in as:")
        for role, account in demo_accounts():
            path = reverse("base:demo_sign_in", args=[signer.sign(str(account.pk))])
            self.stdout.write(f"  {role.label:<28} {settings.BASE_URL}{path}")
        self.stdout.write(f"\nMails of the demo: {settings.BASE_URL}{reverse('base:outbox')}\nStop with Ctrl-C.\n")
        self.stdout.flush()
