"""One result of an answer as its card shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypedDict

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
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
from ideenschmiede.transfer.models import Outcome, Practice
from ideenschmiede.transfer.views import facts

LIST = '<ul class="kern-list kern-list--bullet">'


class Meter(TypedDict):
    """One of the three parts: a label, a word, 0–1 where it is known, and why it is so."""

    label: str
    word: str
    value: str  # as HTML wants it, "" where it is not known
    figure: str
    heading: str  # the label with the figure
    told: str
    points: SafeString  # a list, or nothing


class Card(TypedDict):
    """What the template shows, in words; nothing in it needs a query. A dict, since templates look there first."""

    number: str
    practice: Practice
    url: str
    title: SafeString
    summary: SafeString
    passage: SafeString | None
    where: str
    badges: SafeString
    meters: list[Meter]
    outlook: str  # "" where no place was chosen
    contact: str
    figures: str


def card(result: Result, place: Place | None, entries: Mapping[int, Entry]) -> Card:
    """`entries` are the places of the directory by their id."""
    practice, why = result.practice, result.why
    alike = compared(place, why.alike) if place and why.alike else []
    words, fit = wording.by_words_and_meaning(why), wording.alike(result, place)
    return Card(
        number=str(practice.pk),
        practice=practice,
        url=reverse("transfer:detail", args=(practice.pk, practice.slug)),
        title=marked(result.title),
        summary=marked(result.summary),
        passage=marked(result.passage) if result.passage else None,
        where=_where(practice, entries),
        badges=SafeString("".join(f"{badge} " for badge in _badges(practice))),
        meters=[
            _meter(_("Fits the need"), wording.grade(result.relevance.grade), result.relevance, words),
            _meter(_("Similar place"), wording.grade(result.fit.grade), result.fit, fit, alike),
            _meter(_("Proven"), wording.evidence(result), result.evidence, "", wording.proof(result.proof)),
        ],
        outlook=wording.outlook(result.outlook, place_known=True) if place else "",
        contact=_contact(practice),
        figures=wording.outlook_figures(result.outlook),
    )


def marked(found: Marked) -> SafeString:
    """The text with `<mark>` around the words that matched; everything else is escaped."""
    pieces = ((escape(part), is_marked) for part, is_marked in found.pieces())
    return SafeString("".join(f"<mark>{part}</mark>" if is_marked else part for part, is_marked in pieces))


def _meter(label: str, word: str, part: Part, told: str, lines: Sequence[str] = ()) -> Meter:
    known = part.value is not None
    figure = text.percent(part.value, decimals=0, language=get_language()) if known else ""
    return Meter(
        label=label,
        word=word,
        value=f"{part.value:.2f}" if known else "",
        figure=figure,
        heading=f"{label} ({figure})" if known else label,
        told=told,
        points=SafeString(f"{LIST}{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>" if lines else ""),
    )


def _badges(practice: Practice) -> Iterator[SafeString]:
    outcome = Outcome(practice.outcome)
    yield _badge(str(outcome.label), facts.OUTCOME_KINDS[outcome])
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
