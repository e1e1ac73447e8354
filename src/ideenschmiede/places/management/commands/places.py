"""`ideenschmiede places import FILE | load-embedded | indicators FILE`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.text import long_date, number
from ideenschmiede.places.actions.indicators import IndicatorReport, import_indicators
from ideenschmiede.places.actions.register import Report, import_register, load_embedded_register

SHOWN = 10


class Command(BaseCommand):
    help = "Import the official register (GV100AD) or indicators, or load the embedded register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        register = verbs.add_parser("import", help="import an official GV100AD (.txt, .asc, .gz, .zip)")
        register.add_argument("file", type=Path)
        register.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        register.add_argument("--allow-older", action="store_true", help="import a file older than the register")
        register.add_argument("--json", action="store_true", help="print the result as JSON")
        verbs.add_parser("load-embedded", help="fill an empty installation with the embedded register")
        indicators = verbs.add_parser("indicators", help="import indicators (CSV: AGS, indicator, year, value, source)")
        indicators.add_argument("file", type=Path)
        indicators.add_argument("--dry-run", action="store_true", help="check only, change nothing")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        try:
            if verb == "import":
                self._import(**options)
            elif verb == "load-embedded":
                self._load_embedded()
            else:
                self._indicators(**options)
        except ActionError as error:
            raise CommandError(str(error)) from error

    def _import(self, file: Path, dry_run: bool, allow_older: bool, **options: Any) -> None:
        data = _read(file)
        report = import_register(data=data, by=None, at=timezone.now(), dry_run=dry_run, allow_older=allow_older)
        lines = [json.dumps(_as_json(report))] if options["json"] else _as_text(report, dry_run)
        self.stdout.write("\n".join(lines))

    def _load_embedded(self) -> None:
        report = load_embedded_register(by=None, at=timezone.now())
        if report is None:
            self.stdout.write(_("There is a register already; nothing was changed."))
        else:
            self.stdout.write("\n".join(_as_text(report, dry_run=False)))

    def _indicators(self, file: Path, dry_run: bool, **options: Any) -> None:
        report = import_indicators(data=_read(file), by=None, at=timezone.now(), dry_run=dry_run)
        self.stdout.write(_indicators_as_text(report, dry_run))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _figure(value: int) -> str:
    return number(value, language=get_language())


def _as_text(report: Report, dry_run: bool) -> list[str]:
    plan = report.plan
    day = long_date(report.data_date, language=get_language()) if report.data_date else _("embedded, estimates")
    counts = [f"{_figure(count)} {level.label}" for level, count in report.counts.items() if count]
    lines = [_("Date of the data: %(day)s") % {"day": day}, ", ".join(counts)]
    figures = {"count": _figure(report.self_governing), "people": _figure(report.population)}
    lines.append(_("%(count)s self-governing municipalities, %(people)s inhabitants") % figures)
    changes = {
        "new": _figure(len(plan.created)),
        "changed": _figure(len(plan.updated)),
        "dissolved": _figure(len(plan.dissolved)),
        "same": _figure(plan.unchanged),
    }
    lines.append(_("new: %(new)s, changed: %(changed)s, dissolved: %(dissolved)s, unchanged: %(same)s") % changes)
    lines += [_("dissolved: %(key)s %(name)s") % {"key": key, "name": name} for key, name in plan.dissolved[:SHOWN]]
    lines += [
        _("renamed: %(key)s %(old)s → %(new)s") % {"key": key, "old": old, "new": new}
        for key, old, new in plan.renamed[:SHOWN]
    ]
    return [*lines, _("Nothing was changed (dry run).")] if dry_run else lines


def _as_json(report: Report) -> dict[str, object]:
    plan = report.plan
    return {
        "date": report.data_date.isoformat() if report.data_date else None,
        "counts": {level.value: count for level, count in report.counts.items()},
        "self_governing": report.self_governing,
        "population": report.population,
        "created": len(plan.created),
        "updated": len(plan.updated),
        "dissolved": len(plan.dissolved),
        "unchanged": plan.unchanged,
        "imported": report.record is not None,
    }


def _indicators_as_text(report: IndicatorReport, dry_run: bool) -> str:
    values = {"values": _figure(report.values), "places": _figure(report.places), "new": _figure(report.new)}
    text = _("%(values)s values for %(places)s places, %(new)s of them new: ") % values + ", ".join(report.indicators)
    return f"{text}\n{_('Nothing was changed (dry run).')}" if dry_run else text
