"""The result of a question as a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ideenschmiede.base.http import public_page_of
from ideenschmiede.base.limits import limited
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.papers.opinion_report import (
    OpinionReport,
    ReportBar,
    ReportSection,
    ReportStatement,
    report_pdf,
)
from ideenschmiede.deliberation.queries.maps import newest_pk
from ideenschmiede.deliberation.views.result_cards import Card
from ideenschmiede.deliberation.views.result_figures import Dots, Scene, scene
from ideenschmiede.deliberation.views.results import Found, at_a_glance, counts_in_words, found_or_why_not, sections

# of groups 1 to 5, and 0: what stands on white paper, in grey as well
COLOURS = ("#6d6d6d", "#0072b2", "#c05000", "#00795a", "#a6508b", "#6b6b00")
PALE = ("#eeeeee", "#dbeaf4", "#f6e5d9", "#d9ebe6", "#f2e5ee", "#e9e9d9")
FILLED = (0, 1, 2, 3, 4)  # all but the cross
SECOND = 2
DISC, SQUARE = "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0", "m-4-4h8v8h-8z"  # typst draws points as lines


@require_GET
@limited  # setting pages takes a processor, and guests may ask for it
@public_page_of(newest_pk)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report to print and to hand out."""
    found = found_or_why_not(request, pk)
    if isinstance(found, HttpResponse):
        return found
    pdf = report_pdf(_report(found))
    name = f"ergebnis-{found.question.pk}-{found.question.slug[:40].strip('-')}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def _report(found: Found) -> OpinionReport:
    picture, question = scene(found.results), found.question
    return OpinionReport(
        network=settings.NETWORK_NAME,
        title=question.title,
        status=f"{counts_in_words(found)}. {found.status}{_example(question)}",
        context=tuple(" ".join(part.split()) for part in question.context.split("\n\n") if part.strip()),
        glance=tuple(at_a_glance(found.cards)),
        picture=picture_svg(picture).encode(),
        picture_title=picture.title,
        described=f"{picture.words} {picture.note}",
        sections=list(_sections(found)),
        address=f"{settings.BASE_URL}{found.url}",
        labels={
            "kind": _("Result of a question to the network"),
            "glance": _("In short"),
            "page": _("Page {page} of {total}"),
            "colours": _("Bars: blue agrees, grey passes, orange disagrees."),
        },
        day=localdate(found.drawn.drawn_at),
        language="en" if (get_language() or "").startswith("en") else "de",
    )


def _example(question: Question) -> str:
    note = _("This is an invented example. No real place, person or organisation is meant.")
    return f" {note}" if question.is_example else ""


def picture_svg(picture: Scene) -> str:
    """The picture with its colours in it, for where no style sheet is."""
    context: dict[str, Any] = {
        "scene": picture,
        "areas": [(area, PALE[area.number]) for area in picture.areas],
        "dots": [(_printed(dots), _style(dots.number, large=picture.few)) for dots in picture.dots],
    }
    return render_to_string("deliberation/results_print.svg", context)


def _printed(dots: Dots) -> str:
    return dots.path.replace("h0", SQUARE if dots.number == SECOND else DISC)


def _style(number: int, *, large: bool) -> SafeString:
    """Attributes of the dots of a group."""
    colour, width = COLOURS[number], 8 if large else 1
    if number in FILLED:
        return SafeString(f'fill="{colour}" stroke="{colour}" stroke-width="{width}"')
    return SafeString(f'fill="none" stroke="{colour}" stroke-width="{width + 2}"')


def _sections(found: Found) -> Iterator[ReportSection]:
    cards = found.cards
    for section in sections(cards):
        yield ReportSection(section["heading"], section["intro"], _statements(section["cards"]), section["none"])
    for group in found.results.groups:
        heading = _("What stands for group %(letter)s") % {"letter": group.letter}
        intro = _("This they say more often than the others.")
        yield ReportSection(heading, intro, _statements(cards.standing_for(group)), _("No statement stands out."))


def _statements(cards: list[Card]) -> tuple[ReportStatement, ...]:
    return tuple(
        ReportStatement(
            _("“%(statement)s”") % {"statement": card.statement.text},
            f"{card.says} {card.sure}".strip(),
            tuple(ReportBar(b.label, b.figures, float(b.agree), float(b.passed), float(b.disagree)) for b in card.bars),
        )
        for card in cards
    )
