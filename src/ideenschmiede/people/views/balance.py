"""The balance of the network: in words first, then as bars with figures, then as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ideenschmiede.base import text
from ideenschmiede.base.http import only
from ideenschmiede.people.queries.balance.reading import Balance, balance
from ideenschmiede.people.queries.balance.spread import Line, Spread
from ideenschmiede.people.rules.directory import may_see_balance
from ideenschmiede.places.queries import register_state

ENOUGH = 20  # members; below, hardly any gap could be told from chance


@dataclass(frozen=True)
class Bar:
    """One bar: its width in percent of the widest, as SVG wants it, and the words beside it."""

    kind: str
    width: str
    words: str


@dataclass(frozen=True)
class Row:
    """One class of places as the picture shows it. The links lead to the members from there, and to such places."""

    label: str
    bars: tuple[Bar, ...]
    verdict: str
    members_url: str
    places_url: str


@dataclass(frozen=True)
class Section:
    """One comparison: what one sees in a sentence, how sure that is, the picture, the table."""

    slug: str
    heading: str
    says: str
    sure: str
    rows: list[Row]
    headers: list[str]
    table: list[list[str]]
    note: str


@only(may_see_balance)
@require_safe
def composition(request: HttpRequest) -> HttpResponse:
    """How the members spread over sizes of places, town and country, Länder, sectors and ends of terms."""
    found = balance(timezone.localdate())
    sections = [
        _section("groesse", _("Size of the place"), found.sizes, _("%(share)s of all municipalities have %(kind)s")),
        _section(
            "siedlung", _("Town or country"), found.settlements, _("%(share)s of all municipalities are %(kind)s")
        ),
        _section("land", _("Land"), found.lands, _("%(share)s of all municipalities are in %(kind)s")),
    ]
    context = {
        "balance": found,
        "persons": _persons(found.persons),
        "sections": [one for one in sections if one.rows] if found.sizes.members else [],
        "sectors": _counted(
            ((label, n, _list_url("bereich", value)) for value, label, n in found.sectors), found.persons
        ),
        "terms": _counted(((_period(*term), term[2], "") for term in found.terms), found.persons),
        "endings": list(_endings(found)),
        "state": register_state(),
    }
    return render(request, "people/balance.html", context)


def _section(param: str, heading: str, spread: Spread, sentence: str) -> Section:
    return Section(
        slug=param,
        heading=heading,
        says=_says(spread, sentence),
        sure=_sure(spread),
        rows=[_row(param, line, spread.widest) for line in spread.lines if line.places or line.members],
        headers=[
            heading,
            _("Municipalities"),
            _("Share"),
            _("Share of inhabitants"),
            _("Members"),
            _("Share"),
            _("Expected"),
        ],
        table=[_cells(line) for line in spread.lines if line.places or line.members],
        note=_left_out(spread),
    )


def _says(spread: Spread, sentence: str) -> str:
    """The largest gap in words; where there is none, that the network is like the country."""
    if not spread.missing:
        return _("No gap that chance would not make, too")
    line = spread.missing[0]
    about = sentence % {"share": _percent(line.of_places), "kind": line.label}
    if not line.members:
        return _("%(about)s, no member comes from there") % {"about": about}
    return _("%(about)s, %(share)s of the members come from there") % {
        "about": about,
        "share": _percent(line.of_members),
    }


def _sure(spread: Spread) -> str:
    if spread.members < ENOUGH:
        return ngettext(
            "With %(count)s member, chance makes large gaps. Take it as a first look.",
            "With %(count)s members, chance makes large gaps. Take it as a first look.",
            spread.members,
        ) % {"count": _number(spread.members)}
    if not spread.missing:
        return _("If all municipalities had the same chance to be here, differences like these would be usual.")
    line = spread.missing[0]
    sentence = _(
        "If all municipalities had the same chance, %(expected)s of %(members)s members would come from there; "
        "there are %(there)s."
    )
    expected = sentence % {
        "expected": _number(round(line.expected)), "members": _number(spread.members), "there": _number(line.members)
    }  # fmt: skip
    hardly = _("That is hardly chance.")
    people = _("Of all inhabitants, %(share)s live there.") % {"share": _percent(line.of_people)}
    return f"{expected} {hardly} {people}"


def _row(param: str, line: Line, widest: float) -> Row:
    bars = (
        _bar("places", line.of_places, widest, _("%(share)s of municipalities") % {"share": _percent(line.of_places)}),
        _bar("people", line.of_people, widest, _("%(share)s of inhabitants") % {"share": _percent(line.of_people)}),
        _bar("members", line.of_members, widest, _("%(share)s of members") % {"share": _percent(line.of_members)}),
    )
    verdicts = {"few": _("fewer than chance explains"), "many": _("more than chance explains"), "fits": ""}
    places = f"{reverse('places:list')}?{urlencode({param: line.value})}" if param in ("groesse", "land") else ""
    return Row(line.label, bars, verdicts[line.verdict], _list_url(param, line.value) if line.members else "", places)


def _bar(kind: str, share: float, widest: float, words: str) -> Bar:
    return Bar(kind, f"{100 * share / widest:.1f}", words)


def _cells(line: Line) -> list[str]:
    shares = [_percent(line.of_places), _percent(line.of_people)]
    expected = text.number(line.expected, decimals=1, language=get_language())
    return [line.label, _number(line.places), *shares, _number(line.members), _percent(line.of_members), expected]


def _left_out(spread: Spread) -> str:
    if not spread.left_out:
        return ""
    return ngettext(
        "Not counted here: %(count)s member who works in no municipality, but in a Kreis for example.",
        "Not counted here: %(count)s members who work in no municipality, but in a Kreis for example.",
        spread.left_out,
    ) % {"count": _number(spread.left_out)}


def _counted(rows: Iterator[tuple[str, int, str]], whole: int) -> list[dict[str, Any]]:
    """Rows of a picture of one bar each."""
    found = list(rows)
    widest = max((count for _label, count, _url in found), default=0) or 1
    return [
        {
            "label": label,
            "count": count,
            "url": url if count else "",
            "bar": Bar("members", f"{100 * count / widest:.1f}", _persons(count)),
            "share": _percent(count / whole if whole else 0),
        }
        for label, count, url in found
    ]


def _period(first: date, kind: str, _count: int) -> str:
    if kind == "year":
        return str(first.year)
    return _("%(quarter)s. quarter of %(year)s") % {"quarter": (first.month + 2) // 3, "year": first.year}


def _endings(found: Balance) -> Iterator[str]:
    if found.overdue:
        words = ngettext(
            "%(count)s term has ended already and is still active.",
            "%(count)s terms have ended already and are still active.",
            found.overdue,
        )
        yield words % {"count": _number(found.overdue)}
    if found.endless:
        words = ngettext("%(count)s term has no end.", "%(count)s terms have no end.", found.endless)
        yield words % {"count": _number(found.endless)}


def _list_url(param: str, value: str) -> str:
    return f"{reverse('people:list')}?{urlencode({param: value})}"


def _persons(count: int) -> str:
    return ngettext("%(count)s member", "%(count)s members", count) % {"count": _number(count)}


def _percent(share: float) -> str:
    """Whole percents; below one, with a decimal."""
    return text.percent(share, decimals=1 if 0 < share < 0.01 else 0, language=get_language())


def _number(value: float) -> str:
    return text.number(value, language=get_language())
