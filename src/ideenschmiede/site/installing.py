"""Everything that an installation needs before it can serve: tables, static files, the register, the search index."""

from __future__ import annotations

import errno
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.utils import timezone

from ideenschmiede.base.search import WriterBusy
from ideenschmiede.places.actions.register import load_embedded_register
from ideenschmiede.site.indexing import Progress, rebuild, request_file

Say = Callable[[str], object]
FRONT_END = ("kern", "htmx")  # what the pages load from the packages of npm


class FrontEndMissing(Exception):
    """The packages of npm are not where the settings say; pages would have no design."""


def install(*, say: Say, progress: Progress, content: Callable[[], object] | None = None) -> None:
    """Make a new installation ready, or bring an old one up to date; a second call changes nothing.

    `content` fills the database after the register is there and before the index is built. While an indexer runs, it is
    asked to rebuild the index, and search keeps answering. Raises `FrontEndMissing`, `OSError`, `DatabaseError`.
    """
    check_front_end()
    say("Preparing the database …")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    say("Loading the register …")
    load_embedded_register(by=None, at=timezone.now())
    if content is not None:
        content()
    say("Building the search index …")
    try:
        rebuild(progress)
    except WriterBusy:
        request_file().touch()
        say("The running indexer does it now; search keeps answering meanwhile.")


def disk_is_full(error: Exception) -> bool:
    """True for the ways in which the system, SQLite and PostgreSQL say so."""
    full = "disk is full" in str(error) or "No space left on device" in str(error)
    return full or getattr(error, "errno", None) == errno.ENOSPC


def show_progress(output: OutputWrapper, finished: int, total: int) -> None:
    """A bar on the terminal, one line in a file."""
    whole = finished >= total
    if output.isatty():
        width = 30 * finished // max(total, 1)
        output.write(f"\r[{'█' * width}{'·' * (30 - width)}] {finished}/{total}", ending="\n" if whole else "")
        output.flush()
    elif whole:
        output.write(f"{finished} documents")


def check_front_end() -> None:
    """Raise `FrontEndMissing` where the design or htmx would be missing in the pages."""
    found = {entry[0] for entry in settings.STATICFILES_DIRS}
    if not found.issuperset(FRONT_END):
        raise FrontEndMissing(
            "The front-end packages are missing. Run “python3 tools/bootstrap.py run” in the folder of the software, "
            "and call this command there, or name its node_modules in IDEENSCHMIEDE_NODE_MODULES."
        )
