"""`ideenschmiede people import FILE [--map …] [--dry-run]` and `ideenschmiede people export FILE`."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.importing import parse_mapping
from ideenschmiede.base.tables import read_table
from ideenschmiede.people.actions.exporting import Form, export_persons
from ideenschmiede.people.actions.import_persons import import_persons
from ideenschmiede.people.actions.importing.fields import FIELDS, propose
from ideenschmiede.people.actions.importing.plan import Order, plan_import
from ideenschmiede.people.actions.importing.reasons import reason
from ideenschmiede.people.models import Person
from ideenschmiede.people.queries.persons import listed

SHOWN = 20


class Command(BaseCommand):
    help = "Import persons from a CSV or XLSX file, or write all members into one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["import", "export"])
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map",
            default="",
            dest="mapping",
            help="field=column,…; without it, columns are taken by their names. Fields: " + ", ".join(FIELDS),
        )
        parser.add_argument("--namesakes", action="store_true", help="store persons whose name is known elsewhere, too")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *args: Any, what: str, file: Path, **options: Any) -> None:
        try:
            if what == "export":
                self._export(file)
            else:
                self._import(file, **options)
        except ActionError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            message = _("The file %(file)s cannot be used: %(reason)s.")
            raise CommandError(message % {"file": file, "reason": error.strerror}) from error

    def _export(self, file: Path) -> None:
        ids = list(Person.objects.filter(listed()).values_list("pk", flat=True))
        form: Form = "xlsx" if file.suffix.lower() == ".xlsx" else "csv"
        file.write_bytes(export_persons(ids=ids, form=form, by=None, at=timezone.now()))
        self.stdout.write(_("%(count)s persons were written to %(file)s.") % {"count": len(ids), "file": file})

    def _import(self, file: Path, *, mapping: str, namesakes: bool, dry_run: bool, **_options: Any) -> None:
        content = file.read_bytes()
        table = read_table(file.name, content)
        order = Order(parse_mapping(mapping, FIELDS) or propose(table.columns), namesakes)
        if dry_run:
            plan = plan_import(table=table, order=order, today=timezone.localdate())
            self.stdout.write(_("This is what an import would do. Nothing was written."))
            flaws = [flaw.as_list() for flaw in (*plan.left_out, *plan.remarks)]
            self._tell((len(plan.new), len(plan.changed), plan.unchanged, len(plan.left_out)), flaws)
            return
        report = import_persons(
            table=table,
            order=order,
            file_name=file.name,
            sha256=hashlib.sha256(content).hexdigest(),
            by=None,
            at=timezone.now(),
        )
        self._tell((report.created, report.updated, report.unchanged, report.left_out), report.report)

    def _tell(self, figures: Sequence[int], flaws: Sequence[Sequence[Any]]) -> None:
        for label, figure in zip((_("New"), _("Changed"), _("Unchanged"), _("Left out")), figures, strict=True):
            self.stdout.write(f"{label}: {figure}")
        for row, column, code, *value in flaws[:SHOWN]:
            where = f"{_('Row')} {row}, {column}" if column else f"{_('Row')} {row}"
            self.stdout.write(f"  {where}: {reason(code)} {' '.join(value)}".rstrip())
        if len(flaws) > SHOWN:
            self.stdout.write("  " + _("… and %(count)s more") % {"count": len(flaws) - SHOWN})
