"""One result of an answer as its card shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.base.models import Visibility
from ideenschmiede.base.templatetags.kern import kern_badge
from ideenschmiede.places.models import Place
from ideenschmiede.places.queries import Entry
from ideenschmiede.places.twins import compared, inhabitants
from ideenschmiede.transfer.matching import Marked, Part, Result, wording
from ideenschmiede.transfer.models import Practice
from ideenschmiede.transfer.views import facts

MARK, END_OF_MARK = SafeString("<mark>"), SafeString("</mark>")


@dataclass(frozen=True)
class Meter:
    """One of the three parts: a label, a word, and 0–1 where it is known."""

    label: str
    word: str
    value: str  # as HTML wants it, "" where it is not known
    figure: str


@dataclass(frozen=True)
class Why:
    """What opens under "Why is this here?"."""

    words: str
    fit: str
    comparison: SafeString  # the items of a list
    proof: SafeString
    outlook: str


@dataclass(frozen=True)
class Card:
    """What the template shows, in words; nothing in it needs a query."""

    practice: Practice
    url: str
    title: SafeString
    summary: SafeString
    passage: SafeString | None
    where: str
    badges: list[SafeString]
    meters: list[Meter]
    outlook: str
    contact: str
    why: Why


def card(result: Result, place: Place | None, entries: Mapping[int, Entry]) -> Card:
    """`entries` are the places of the directory by their id."""
    practice = result.practice
    return Card(
        practice=practice,
        url=reverse("transfer:detail", args=(practice.pk, practice.slug)),
        title=marked(result.title),
        summary=marked(result.summary),
        passage=marked(result.passage) if result.passage else None,
        where=_where(practice, entries),
        badges=list(_badges(practice)),
        meters=[
            _meter(_("Fits the need"), wording.grade(result.relevance.grade), result.relevance),
            _meter(_("Similar place"), wording.grade(result.fit.grade), result.fit),
            _meter(_("Proven"), wording.evidence(result), result.evidence),
        ],
        outlook=wording.outlook(result.outlook, place_known=place is not None),
        contact=_contact(practice),
        why=Why(
            words=wording.by_words_and_meaning(result.why),
            fit=wording.alike(result, place),
            comparison=_items(compared(place, result.why.alike) if place and result.why.alike else []),
            proof=_items(wording.proof(result.proof)),
            outlook=wording.outlook_figures(result.outlook),
        ),
    )


def marked(found: Marked) -> SafeString:
    """The text with `<mark>` around the words that matched; everything else is escaped."""
    return format_html_join("", "{}{}{}", (_framed(part, is_marked) for part, is_marked in found.pieces()))


def _framed(part: str, is_marked: bool) -> tuple[str, str, str]:
    return (MARK, part, END_OF_MARK) if is_marked else ("", part, "")


def _items(lines: list[str]) -> SafeString:
    return format_html_join("", "<li>{}</li>", ((line,) for line in lines))


def _meter(label: str, word: str, part: Part) -> Meter:
    if part.value is None:
        return Meter(label, word, "", "")
    figure = text.percent(part.value, decimals=0, language=get_language())
    return Meter(label, word, f"{part.value:.2f}", figure)


def _badges(practice: Practice) -> Iterator[SafeString]:
    yield _badge(practice.get_outcome_display(), facts.outcome_kind(practice.outcome))
    if practice.is_example:
        yield _badge(_("Invented example"), "info")
    if practice.visibility != Visibility.PUBLIC:
        yield _badge(_("Network only"), "info", "visibility-off")


@lru_cache(maxsize=100)
def _badge(label: str, kind: str, icon: str | None = None) -> SafeString:
    """A badge of KERN; there are few different ones, and sixty on a page."""
    return render_to_string("base/kern/badge.html", dict(kern_badge(label, kind, icon)))


def _where(practice: Practice, entries: Mapping[int, Entry]) -> str:
    """ "Norderfehn, 12.400 Einwohner": what a mayor asks first."""
    place = practice.place
    if place is None:
        return practice.place_text
    entry = entries.get(place.pk)
    parts = [place.full_name, inhabitants(place), entry.where if entry else ""]
    return " · ".join(part for part in parts if part)


def _contact(practice: Practice) -> str:
    """Function and place: enough to ask at the switchboard; the rest is for members, on the practice's own page."""
    where = practice.place.full_name if practice.place else practice.place_text
    if practice.contact_role and where:
        return _("%(role)s in %(place)s") % {"role": practice.contact_role, "place": where}
    if practice.contact_role or not where:
        return practice.contact_role
    return _("the administration of %(place)s") % {"place": where}
