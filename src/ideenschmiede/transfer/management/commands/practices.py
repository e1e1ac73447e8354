"""`ideenschmiede practices import FILE --map title=name,done=description [--origin …] [--dry-run]`."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.models import Visibility
from ideenschmiede.base.tables import Table, read_table
from ideenschmiede.transfer.actions.import_practices import import_practices
from ideenschmiede.transfer.actions.importing.plan import Order, Plan, plan_import
from ideenschmiede.transfer.actions.importing.targets import BY_FIELD, propose
from ideenschmiede.transfer.queries.imports import reason

SHOWN = 20


class Command(BaseCommand):
    help = "Import practices from a CSV or XLSX file, or (with --dry-run) say what an import would do."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["import"])
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map",
            default="",
            dest="mapping",
            help="field=column,…; without it, columns are taken by their names. Fields: " + ", ".join(BY_FIELD),
        )
        parser.add_argument("--origin", default="", help="where the records come from; the file's name if not given")
        parser.add_argument("--network", action="store_true", help="show them to the network only")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *args: Any, file: Path, mapping: str, origin: str, **options: Any) -> None:
        content = _content(file)
        try:
            table = read_table(file.name, content)
            order = Order(_parsed(mapping) or propose(table.columns), origin.strip() or file.name)
            if options["dry_run"]:
                self._tell(plan_import(table=table, order=order, today=timezone.localdate()), table)
                return
            report = import_practices(
                table=table,
                order=order,
                file_name=file.name,
                sha256=hashlib.sha256(content).hexdigest(),
                visibility=Visibility.NETWORK if options["network"] else Visibility.PUBLIC,
                by=None,
                at=timezone.now(),
            )
        except ActionError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{report.created} new, {report.updated} changed, {report.unchanged} unchanged, "
            f"{report.left_out} rows left out, of which {report.duplicates} duplicates."
        )
        self._list(report.report, report.remarks)

    def _tell(self, plan: Plan, table: Table) -> None:
        self.stdout.write(
            f"Would be: {len(plan.new)} new, {len(plan.changed)} changed, {plan.unchanged} unchanged, "
            f"{len(plan.left_out)} of {len(table.rows)} rows left out, of which {plan.duplicates} duplicates. "
            "Nothing was written."
        )
        self._list([flaw.as_list() for flaw in plan.left_out], [flaw.as_list() for flaw in plan.remarks])

    def _list(self, left_out: list[list[Any]], remarks: list[list[Any]]) -> None:
        for heading, flaws in (("Rows left out:", left_out), ("Values left out:", remarks)):
            if flaws:
                self.stdout.write(heading)
            for row, column, code, value in flaws[:SHOWN]:
                self.stdout.write(f"  row {row}, {column or 'whole row'}: {reason(code)} {value}".rstrip())
            if len(flaws) > SHOWN:
                self.stdout.write(f"  … and {len(flaws) - SHOWN} more")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _parsed(mapping: str) -> dict[str, str]:
    """ "title=name,done=description" → {"title": "name", "done": "description"}; a comma in a name needs no sign."""
    found: dict[str, str] = {}
    last = ""
    for part in filter(None, mapping.split(",")):
        field, sign, column = part.partition("=")
        if sign and field.strip() in BY_FIELD:
            last = field.strip()
            found[last] = column
        elif last:
            found[last] += f",{part}"
        else:
            raise CommandError(f"“{part}” is not of the form field=column. Fields: {', '.join(BY_FIELD)}.")
    return {field: column.strip() for field, column in found.items()}
