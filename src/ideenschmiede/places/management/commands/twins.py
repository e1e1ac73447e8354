"""`ideenschmiede twins Kalletal`: the municipalities most like one, and in what respect."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base.text import percent
from ideenschmiede.places.queries import Entry, resolve
from ideenschmiede.places.twins import Twin, TwinList, place_space, twins_of

NOT_ONE_PLACE = 2  # exit code when the name is unknown or means several places


def _weight(text: str) -> tuple[str, float]:
    name, equals, value = text.partition("=")
    try:
        if not equals:
            raise ValueError
        return name, float(value)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not like population=2") from error


class Command(BaseCommand):
    help = "Print the municipalities that are most like one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", help="name, AGS or postal code")
        parser.add_argument("--count", type=int, default=10, help="how many (default 10)")
        parser.add_argument(
            "--weight", type=_weight, action="append", default=[], metavar="FEATURE=NUMBER", help="e.g. population=2"
        )
        parser.add_argument("--json", action="store_true", help="print as JSON")

    def handle(self, *args: Any, place: str, count: int, weight: list[tuple[str, float]], **options: Any) -> None:
        resolution = resolve(place)
        if resolution.entry is None:
            raise CommandError(resolution.unclear(place), returncode=NOT_ONE_PLACE)
        try:
            found = twins_of(place_space(), resolution.entry.pk, count, dict(weight))
        except ValueError as error:
            raise CommandError(str(error)) from error
        if found is None:
            message = _("%(place)s is not compared: only municipalities that govern themselves have twins.")
            raise CommandError(message % {"place": resolution.entry.label}, returncode=NOT_ONE_PLACE)
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(resolution.entry, found), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_as_text(resolution.entry, found)))


def _as_text(entry: Entry, found: TwinList) -> list[str]:
    lines = [_("Most like %(place)s:") % {"place": entry.label}]
    for rank, twin in enumerate(found.twins, 1):
        alike = percent(twin.similarity, decimals=0, language=get_language())
        lines.append(f"{rank:>3}. {alike:>6}  {twin.entry.key}  {twin.entry.label}")
        lines += [f"               {one.label}: {one.text} ({one.verdict})" for one in twin.likenesses]
    return lines


def _as_json(entry: Entry, found: TwinList) -> dict[str, object]:
    return {
        "place": _place(entry),
        "weights": {choice.name: choice.weight for choice in found.choices},
        "twins": [_twin(twin) for twin in found.twins],
    }


def _place(entry: Entry) -> dict[str, object]:
    return {
        "key": entry.key,
        "name": entry.name,
        "where": entry.where,
        "population": entry.population,
        "population_is_estimate": entry.population_is_estimate,
    }


def _twin(twin: Twin) -> dict[str, object]:
    features = [
        {
            "name": one.name,
            "own": one.own,
            "other": one.other,
            "similarity": one.similarity,
            "text": one.text,
            "verdict": one.verdict,
        }
        for one in twin.likenesses
    ]
    return {**_place(twin.entry), "similarity": round(twin.similarity, 4), "features": features}
