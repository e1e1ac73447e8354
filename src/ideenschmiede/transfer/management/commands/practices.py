"""`ideenschmiede practices import FILE --map title=name,done=description [--origin …] [--dry-run]`."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.importing import parse_mapping
from ideenschmiede.base.models import Visibility
from ideenschmiede.base.tables import read_table
from ideenschmiede.transfer.actions.import_practices import import_practices
from ideenschmiede.transfer.actions.importing.plan import Order, Plan, plan_import
from ideenschmiede.transfer.actions.importing.reasons import reason
from ideenschmiede.transfer.actions.importing.targets import BY_FIELD, propose

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

    def handle(self, *args: Any, file: Path, mapping: str, origin: str, dry_run: bool, **options: Any) -> None:
        content = _content(file)
        try:
            table = read_table(file.name, content)
            order = Order(parse_mapping(mapping, BY_FIELD) or propose(table.columns), origin.strip() or file.name)
            if dry_run:
                plan = plan_import(table=table, order=order, today=timezone.localdate())
                self.stdout.write(_("This is what an import would do. Nothing was written."))
                flaws = ([flaw.as_list() for flaw in found] for found in (plan.left_out, plan.remarks))
                self._tell(_figures(plan), *flaws)
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
        figures = (report.created, report.updated, report.unchanged, report.left_out, report.duplicates)
        self._tell(figures, report.report, report.remarks)

    def _tell(self, figures: tuple[int, ...], left_out: list[list[Any]], remarks: list[list[Any]]) -> None:
        labels = (_("New"), _("Changed"), _("Unchanged"), _("Left out"), _("of which duplicates"))
        for label, figure in zip(labels, figures, strict=True):
            self.stdout.write(f"{label}: {figure}")
        for heading, flaws in ((_("Rows left out"), left_out), (_("Values left out"), remarks)):
            self._list(heading, flaws)

    def _list(self, heading: str, flaws: list[list[Any]]) -> None:
        if flaws:
            self.stdout.write(f"\n{heading}:")
        for row, column, code, value in flaws[:SHOWN]:
            where = f"{_('Row')} {row}, {column}" if column else f"{_('Row')} {row}"
            self.stdout.write(f"  {where}: {reason(code)} {value}".rstrip())
        if len(flaws) > SHOWN:
            self.stdout.write("  " + _("… and %(count)s more") % {"count": len(flaws) - SHOWN})


def _figures(plan: Plan) -> tuple[int, ...]:
    return len(plan.new), len(plan.changed), plan.unchanged, len(plan.left_out), plan.duplicates


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        message = _("The file %(file)s cannot be read: %(reason)s.")
        raise CommandError(message % {"file": file, "reason": error.strerror}) from error
