"""`ideenschmiede deliberation import FOLDER|FILE …` and `ideenschmiede deliberation export QUESTION TARGET`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Visibility
from ideenschmiede.deliberation.actions.exporting import polis_files, polis_zip, results_csv, results_json
from ideenschmiede.deliberation.actions.importing import (
    LONGEST_TITLE,
    import_conversation,
    kind_of,
    read_conversation,
    unpack,
)
from ideenschmiede.deliberation.models import Question


class Command(BaseCommand):
    help = "Import conversations from exports of Polis as archived questions, or export a question."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["import", "export"])
        parser.add_argument(
            "paths",
            nargs="+",
            type=Path,
            help="import: the files of one conversation, a folder of them, or a folder of such folders; "
            "export: the number of the question, and a folder, or a file that ends with .zip, .csv or .json",
        )
        parser.add_argument(
            "--title", default="", help="of the one conversation; without it, the topic of its summary.csv"
        )
        parser.add_argument(
            "--source", default="", help="who published them and under which licence (needed for import)"
        )
        parser.add_argument("--public", action="store_true", help="show them to everybody, not to the network only")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *args: Any, what: str, paths: Sequence[Path], **options: Any) -> None:
        try:
            if what == "export":
                self._export(paths)
            else:
                self._import(paths, **options)
        except ActionError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            message = _("The file %(file)s cannot be used: %(reason)s.")
            raise CommandError(message % {"file": error.filename, "reason": error.strerror}) from error

    def _import(
        self, paths: Sequence[Path], *, title: str, source: str, public: bool, dry_run: bool, **_options: Any
    ) -> None:
        conversations = list(_conversations(paths))
        if not conversations:
            raise CommandError(_("There are no exports of Polis: no folder has a comments.csv."))
        if title and len(conversations) > 1:
            raise CommandError(_("One title is not enough for several conversations. Please leave it out."))
        if not source and not dry_run:
            raise CommandError(_("Please say with --source who published them and under which licence."))
        for name, files in conversations:
            found = read_conversation(unpack((file.name, file.read_bytes()) for file in files)).conversation
            named = title or found.title[:LONGEST_TITLE] or name
            if not dry_run:
                question = import_conversation(
                    conversation=found,
                    title=named,
                    source=f"{source}, {found.url}" if found.url and found.url not in source else source,
                    visibility=Visibility.PUBLIC if public else Visibility.NETWORK,
                    by=None,
                    at=timezone.now(),
                )
                self.stdout.write(f"{question.pk}: ", ending="")
            message = _("“%(title)s”: %(statements)s statements, %(people)s participants, %(votes)s votes")
            figures = {
                "title": named,
                "statements": len(found.comments),
                "people": len(found.votes.people),
                "votes": len(found.votes),
            }
            self.stdout.write(message % figures)
        if dry_run:
            self.stdout.write(_("This is what an import would do. Nothing was written."))

    def _export(self, paths: Sequence[Path]) -> None:
        number = str(paths[0])
        question = Question.objects.filter(pk=number).first() if number.isascii() and number.isdecimal() else None
        if question is None:
            raise CommandError(_("There is no question with the number %(number)s.") % {"number": number})
        if len(paths) != 2:
            raise CommandError(_("Please say where to: a folder, or a file that ends with .zip, .csv or .json."))
        for target, content in _contents(question, paths[1]):
            target.write_bytes(content)
            self.stdout.write(_("%(file)s was written.") % {"file": target})


def _conversations(paths: Sequence[Path]) -> Iterator[tuple[str, list[Path]]]:
    """Name and files of each: single files are one conversation, each folder with files is one."""
    files = [path for path in paths if not path.is_dir()]
    if files:
        yield files[0].stem, files
    for folder in (path for path in paths if path.is_dir()):
        for one in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
            known = sorted(path for path in one.iterdir() if path.is_file() and kind_of(path.name) is not None)
            if known:
                yield one.name, known


def _contents(question: Question, target: Path) -> Iterator[tuple[Path, bytes]]:
    match target.suffix.lower():
        case ".zip":
            yield target, polis_zip(question=question, by=None, at=timezone.now())
        case ".csv":
            yield target, results_csv(question=question, by=None).encode()
        case ".json":
            yield target, results_json(question=question, by=None).encode()
        case _:
            files = polis_files(question=question, by=None, at=timezone.now())
            target.mkdir(parents=True, exist_ok=True)
            yield from ((target / name, text.encode()) for name, text in files.items())
