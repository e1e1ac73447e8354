"""`ideenschmiede match "Ärztemangel auf dem Land" --place Kalletal`: who has already solved this, in the terminal."""

import json
import shutil
import sys
import textwrap
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ideenschmiede.base.plain import plain
from ideenschmiede.base.search import IndexMissing
from ideenschmiede.base.text import UNKNOWN
from ideenschmiede.places.models import Place
from ideenschmiede.places.queries import resolve
from ideenschmiede.places.twins import inhabitants
from ideenschmiede.transfer.matching import LONGEST_TEXT, SORTS, Answer, Part, Result, match, wording

NOT_ONE_PLACE = 2  # exit code when the name is unknown or means several places
MOST = 100
NARROWEST, WIDEST = 60, 100
COLUMNS = (4, 9, 9, 18)  # number, relevance, fit, evidence; the rest is the solution


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        raise ArgumentTypeError(f"{text!r} is not a number from 1 to {MOST}")
    return int(text)


class Command(BaseCommand):
    help = "Print who has already solved a problem, in a place like yours, whether it worked, and why it is listed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", help="the need in your own words; - reads it from standard input")
        parser.add_argument("--place", default="", help="name, AGS or postal code of your place")
        parser.add_argument("--limit", type=_limit, default=10, help=f"how many results (1 to {MOST}, default 10)")
        parser.add_argument("--sort", choices=SORTS, default="best", help="by what to sort (default best)")
        parser.add_argument("--json", action="store_true", help="print as JSON, with all parts")

    def handle(self, *args: Any, text: str, place: str, limit: int, sort: Any, **options: Any) -> None:
        need = plain(sys.stdin.read() if text == "-" else text)
        if not need:
            raise CommandError(_("Write what you need. One word is enough."))
        if len(need) > LONGEST_TEXT:
            most = _("This text is too long: at most %(most)s characters, about six pages.") % {"most": LONGEST_TEXT}
            raise CommandError(most)
        here = _place(plain(place))
        try:
            today = timezone.localdate()
            found = match(text=need, place=here, who=None, today=today, sort=sort, length=limit)
        except IndexMissing as error:
            hint = _("There is no search index yet. Build it with: ideenschmiede index rebuild")
            raise CommandError(hint) from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        else:
            width = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
            self.stdout.write("\n".join(_as_text(found, width)))


def _place(written: str) -> Place | None:
    if not written:
        return None
    resolution = resolve(written)
    if resolution.entry is None:
        raise CommandError(resolution.unclear(written), returncode=NOT_ONE_PLACE)
    return Place.objects.get(pk=resolution.entry.pk)


def _as_text(found: Answer, width: int) -> Iterator[str]:
    if found.place is not None:
        yield _("For %(place)s (%(inhabitants)s):") % {
            "place": found.place.full_name,
            "inhabitants": inhabitants(found.place) or found.place.key,
        }
    yield wording.total(found) if found.results else _("Nothing found yet")
    yield from textwrap.wrap(wording.searched(found), width)
    if found.results:
        yield ""
        heads = pgettext("column", "Fits"), pgettext("column", "Similar"), pgettext("column", "Proven")
        yield _row("", *heads, _("Solution"))
        yield "─" * width
    for number, result in enumerate(found.results, start=1):
        yield from _lines(number, result, found.place, width)


def _lines(number: int, result: Result, here: Place | None, width: int) -> Iterator[str]:
    """The row of one result: its parts on the left, what it is on the right."""
    practice = result.practice
    where = practice.place.full_name if practice.place else practice.place_text
    about = f"{where}: {practice.get_outcome_display()}" if where else practice.get_outcome_display()
    told = [practice.title, about]
    if here is not None:
        outlook = wording.outlook(result.outlook, place_known=True)
        told.append(_("Would it work here?") + f" {outlook}")
    evidence = wording.evidence(result).split(", ")
    left = [
        (f"{number}.", _word(result.relevance), _word(result.fit), evidence[0]),
        ("", _figure(result.relevance), _figure(result.fit), evidence[-1]),
    ]
    right = [line for text in told for line in textwrap.wrap(text, width - sum(COLUMNS))]
    for line in range(max(len(left), len(right))):
        cells = left[line] if line < len(left) else ("", "", "", "")
        yield _row(*cells, right[line] if line < len(right) else "")
    yield ""


def _row(number: str, relevance: str, fit: str, evidence: str, solution: str) -> str:
    cells = zip((number, relevance, fit, evidence), COLUMNS, strict=True)
    return ("".join(f"{cell[: size - 1]:<{size}}" for cell, size in cells) + solution).rstrip()


def _word(part: Part) -> str:
    return UNKNOWN if part.value is None else wording.grade(part.grade)


def _figure(part: Part) -> str:
    return "" if part.value is None else f"{part.value:.0%}"


def _as_json(found: Answer) -> dict[str, object]:
    return {
        "text": found.text,
        "place": _place_json(found.place),
        "total": found.total,
        "fitting": found.fitting,
        "engine": found.engine,
        "embedded": round(found.embedded, 4),
        "sort": found.sort,
        "counts": {group: dict(labels) for group, labels in found.counts.items()},
        "results": [_result_json(result) for result in found.results],
    }


def _result_json(result: Result) -> dict[str, object]:
    practice, why, proof, outlook = result.practice, result.why, result.proof, result.outlook
    return {
        "id": practice.pk,
        "title": practice.title,
        "summary": practice.summary,
        "place": _place_json(practice.place) or {"name": practice.place_text},
        "outcome": practice.outcome,
        "is_example": practice.is_example,
        "url": f"/loesungen/{practice.pk}/",
        "score": round(result.score, 4),
        "relevance": {
            **_part(result.relevance),
            "by_words": round(why.by_words, 4),
            "by_meaning": round(why.by_meaning, 4),
            "words": [{"word": one.word, "found": one.found, "share": round(one.share, 4)} for one in why.matches],
        },
        "fit": {**_part(result.fit), "most_alike": _place_json(why.alike)},
        "evidence": {
            **_part(result.evidence),
            "own_outcome": proof.own_outcome,
            "adoptions": proof.adoptions,
            "reports": proof.reports,
            "worked": proof.worked,
            "partly": proof.partly,
            "sources": proof.sources,
            "confirmed_on": proof.confirmed_on.isoformat() if proof.confirmed_on else None,
        },
        "outlook": {
            "category": outlook.category,
            "mean": _rounded(outlook.forecast.mean),
            "low": _rounded(outlook.forecast.low),
            "high": _rounded(outlook.forecast.high),
            "cases": outlook.forecast.cases,
            "worked": outlook.worked,
            "partly": outlook.partly,
            "usual": _rounded(outlook.forecast.prior.mean),
        },
    }


def _part(part: Part) -> dict[str, object]:
    return {"value": _rounded(part.value), "grade": part.grade}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _place_json(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {
        "key": place.key,
        "name": place.name,
        "population": place.population,
        "population_is_estimate": place.population_is_estimate,
    }
