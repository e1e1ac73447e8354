"""`ideenschmiede account EMAIL --name NAME --role ROLE …`: the way to the first account of the administration."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ideenschmiede.base import actions
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.roles import Role


class Command(BaseCommand):
    help = "Open an account that signs in by a code sent to its e-mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", choices=Role.values, action="append", default=[])

    def handle(self, *args: Any, email: str, name: str, role: list[str], **options: Any) -> None:
        roles = [Role(value) for value in role]
        try:
            account = actions.open_account(email=email, name=name, by=None, at=timezone.now(), roles=roles)
        except ActionError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{account.email}: {', '.join(role) or 'no role'}")
