"""`ideenschmiede serve`: web server, task worker and sealer in one group; refuses to start insecurely."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from ideenschmiede.site.checks import database_problem, problems
from ideenschmiede.site.processes import Group, PortTaken, check_free, commands
from ideenschmiede.site.settings import CONFIGURATION


class Command(BaseCommand):
    help = "Serve the site: web server, task worker and sealer together. Ctrl-C stops all."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(filter(None, [*problems(CONFIGURATION), database_problem()]))
        if found:
            raise CommandError("Not started:\n- " + "\n- ".join(found))
        host, _colon, port = CONFIGURATION.bind.rpartition(":")
        host = host.strip("[]")
        try:
            check_free(host, int(port))
        except PortTaken as error:
            raise CommandError(f"Port {port} is taken by another program. Stop it, or choose another port.") from error
        connection.close()  # the other processes have their own
        parts = commands(host=host, port=int(port), workers=CONFIGURATION.web_workers)
        code = Group(parts, dict(os.environ), self.stderr.write).run()
        if code:
            raise CommandError("A process did not stay up; see its messages above.", returncode=code)
