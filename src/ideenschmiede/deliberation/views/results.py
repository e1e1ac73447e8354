"""What came of a question: in words, as a picture and as tables; all statements by group; how it developed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ideenschmiede.base import text
from ideenschmiede.base.http import public_page_of
from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.listing import PAGE
from ideenschmiede.base.models import Account, Who
from ideenschmiede.deliberation.models import DrawnMap, Question, Stage, Statement
from ideenschmiede.deliberation.opinion_map import FEWEST_PEOPLE, Line, Results, results_on, words
from ideenschmiede.deliberation.queries.conversations import how_many_voted
from ideenschmiede.deliberation.queries.maps import history, map_of, newest_map, newest_pk
from ideenschmiede.deliberation.queries.pseudonyms import voter_of
from ideenschmiede.deliberation.queries.statements import published_statements
from ideenschmiede.deliberation.rules.questions import may_see_results
from ideenschmiede.deliberation.views.finding import number_of, question_or_404, url_of
from ideenschmiede.deliberation.views.result_cards import Cards, percent, share_in_words, votes_in_words
from ideenschmiede.deliberation.views.result_figures import Mark, mark_of, people_in_words, scene

PER_PAGE = 20
SORTS = {
    "verbindend": gettext_lazy("What connects"),
    "trennend": gettext_lazy("What divides"),
    "offen": gettext_lazy("What is uncertain"),
    "nummer": gettext_lazy("In their order"),
}


@dataclass(frozen=True)
class Found:
    """A question with its newest map, and the texts of its statements."""

    question: Question
    drawn: DrawnMap
    results: Results
    texts: dict[int, Statement]

    @property
    def cards(self) -> Cards:
        return Cards(self.results, self.texts)

    @property
    def url(self) -> str:
        return url_of(self.question)

    @property
    def status(self) -> str:
        """From when it is, and whether it can still change."""
        if self.question.stage != Stage.OPEN:
            return _("The vote is over.")
        time = text.long_time(localtime(self.drawn.drawn_at), language=get_language())
        return _("As of %(time)s. People can still vote.") % {"time": time}


@require_GET
@public_page_of(newest_pk)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """The result: plain words, the picture, what connects, what divides, what is uncertain."""
    found = found_or_why_not(request, pk)
    if isinstance(found, HttpResponse):
        return found
    cards = found.cards
    context = _frame(found) | {
        "glance": at_a_glance(cards),
        "scene": scene(found.results, _mark(request.user, found)),
        "rows": _group_rows(found),
        "group_headers": [_("Group"), _("People"), _("Share")],
        "sections": list(sections(cards)),
        "groups": [
            {"letter": group.letter, "number": number, "cards": cards.standing_for(group)}
            for number, group in enumerate(found.results.groups, start=1)
        ],
        "has_history": not found.question.is_confidential,
    }
    return render(request, "deliberation/results.html", context)


@require_GET
@public_page_of(newest_pk)
def by_group(request: HttpRequest, pk: int) -> HttpResponse:
    """All statements with the votes of each group, sorted as the address says."""
    found = found_or_why_not(request, pk)
    if isinstance(found, HttpResponse):
        return found
    sort = request.GET.get("sortierung", "")
    sort = sort if sort in SORTS else next(iter(SORTS))
    lines = sorted((line for line in found.results.lines if line.statement in found.texts), key=_order(sort, found))
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get(PAGE))
    shown = list(page.object_list)
    context = _frame(found) | {
        "sort": sort,
        "sorts": list(SORTS.items()),
        "heading": SORTS[sort],
        "page": page,
        "cards": found.cards.every(shown),
        "headers": [_("Statement"), _("All"), *(_("Group %(letter)s") % {"letter": x} for x in found.cards.letters)],
        "table": [_table_row(line, found) for line in shown],
    }
    return render(request, "deliberation/results_groups.html", context)


@require_GET
@public_page_of(newest_pk)
def development(request: HttpRequest, pk: int) -> HttpResponse:
    """How the map came about: one of the maps that are kept, and the way to those before and after."""
    found = found_or_why_not(request, pk)
    if isinstance(found, HttpResponse):
        return found
    if found.question.is_confidential:
        return render(request, "deliberation/results_development.html", _frame(found))
    moments = history(found.question)
    place = _place(request.GET.get("stand", ""), len(moments))
    moment = moments[place - 1]
    drawn = map_of(found.question, moment.pk)
    then = found.results if drawn is None else results_on(drawn)
    context = _frame(found) | {
        "moment": moment,
        "people": people_in_words(moment.participants),
        "votes": votes_in_words(moment.votes),
        "place": place,
        "count": len(moments),
        "before": place - 1,
        "after": place + 1 if place < len(moments) else 0,
        "scene": scene(then) if then.enough else None,
        "found": words.groups_found(then) if then.enough else "",
    }
    return render(request, "deliberation/results_development.html", context)


def found_or_why_not(request: HttpRequest, pk: int) -> Found | HttpResponse:
    """A question and its map; a page that says when there will be one; 404 for a question one may not see."""
    question = question_or_404(request, pk)
    if not may_see_results(request.user, question):
        return _not_yet(request, question, _("The result is not shown yet"), _why_later(question))
    drawn = newest_map(question)
    read = results_on(drawn) if drawn is not None else None
    if drawn is None or read is None or not read.enough:
        return _not_yet(request, question, _("There is no map yet"), _why_no_map(how_many_voted(question)))
    texts = {statement.pk: statement for statement in published_statements(question)}
    return Found(question, drawn, read, texts)


def _not_yet(request: HttpRequest, question: Question, heading: str, why: str) -> HttpResponse:
    context = {"question": question, "url": url_of(question), "heading": heading, "why": why}
    return render(request, "deliberation/results_not_yet.html", context)


def at_a_glance(cards: Cards) -> list[str]:
    """Three or four sentences that say it all."""
    results, said = cards.results, []
    said.append(f"{words.groups_found(results)} {words.firmness(results)}")
    if bridges := cards.bridges():
        words_then = {"statement": bridges[0].statement.text, "says": bridges[0].says}
        said.append(_("What connects most: “%(statement)s” %(says)s") % words_then)
    if apart := cards.apart():
        words_then = {"statement": apart[0].statement.text, "says": apart[0].says}
        said.append(_("What divides most: “%(statement)s” %(says)s") % words_then)
    elif results.clear:
        said.append(_("There is no statement on which the groups are far apart."))
    open_, shown = len(results.unsettled.keys() & cards.texts.keys()), len(cards.texts)
    if open_:
        numbers = {"open": number(open_), "all": number(shown)}
        said.append(_("Still open: %(open)s of %(all)s statements.") % numbers)
    return said


def number(count: int) -> str:
    return text.number(count, language=get_language())


def counts_in_words(found: Found) -> str:
    """ "204 people, 3.120 votes"."""
    counts = {"people": people_in_words(found.results.participants), "votes": votes_in_words(found.results.votes)}
    return _("%(people)s, %(votes)s") % counts


def _frame(found: Found) -> dict[str, Any]:
    """What all pages of a result show."""
    return {
        "question": found.question,
        "url": found.url,
        "status": found.status,
        "counts": counts_in_words(found),
        "results_url": reverse("deliberation:results", args=[found.question.pk]),
    }


def _why_later(question: Question) -> str:
    """When the result can be seen."""
    if question.stage == Stage.DRAFT:
        return _("The question is not open yet.")
    if question.closes_at is None:
        return _("It is shown when the question is closed, so that nobody votes as others did.")
    end = text.long_time(localtime(question.closes_at), language=get_language())
    return _("It is shown when the question is closed, on %(time)s, so that nobody votes as others did.") % {
        "time": end
    }


def _why_no_map(people: int) -> str:
    """How many are still missing."""
    if people >= FEWEST_PEOPLE:
        return _("It is being drawn. Please look again in a moment.")
    numbers = {"needed": words.NUMBERS[FEWEST_PEOPLE], "people": words.NUMBERS[people]}
    return (
        _(
            "It appears as soon as %(needed)s people have voted: with fewer, one could see who said what. "
            "So far: %(people)s."
        )
        % numbers
    )


def sections(cards: Cards) -> Iterator[dict[str, Any]]:
    """What connects, what divides, what is uncertain: those that there are."""
    clear = cards.results.clear
    yield {
        "slug": "verbindend",
        "heading": _("What connects all groups") if clear else _("On what most are of one mind"),
        "intro": _("In every group, most see these statements alike.") if clear else "",
        "cards": cards.bridges(),
        "none": _("There is no statement yet on which most of every group are of one mind."),
        "usable": True,
    }
    if clear:
        yield {
            "slug": "trennend",
            "heading": _("Where the groups differ"),
            "intro": _("Here their answers are furthest apart."),
            "cards": cards.apart(),
            "none": _("There is no statement on which the groups are far apart."),
        }
    yield {
        "slug": "offen",
        "heading": _("What is uncertain"),
        "intro": _("About these, too little is known, or people do not agree."),
        "cards": cards.unsettled(),
        "none": _("Nothing: all statements have enough votes, and a clear answer."),
    }


def _group_rows(found: Found) -> list[list[object]]:
    """The picture as a table: how large each group is."""
    all_ = max(1, found.results.participants)
    rows: list[list[object]] = [
        [_("Group %(letter)s") % {"letter": one.letter}, number(one.size), percent(one.size / all_)]
        for one in found.results.groups
    ]
    rest = all_ - sum(one.size for one in found.results.groups)
    if rest:
        label = _("In no group, mostly because of few votes") if rows else _("All together")
        rows.append([label, number(rest), percent(rest / all_)])
    return rows


def _mark(who: Who, found: Found) -> Mark | None:
    """Where the reader stands, for the reader alone."""
    if not isinstance(who, Account):
        return None
    try:
        voter = voter_of(found.question, who)
    except KeyGone:
        return None
    return mark_of(voter, found.drawn.people, found.results)


def _order(sort: str, found: Found) -> Callable[[Line], tuple[float, int]]:
    """Best first, then by number."""
    worth: dict[str, Callable[[Line], float]] = {
        "verbindend": lambda line: -line.connects,
        "trennend": lambda line: -line.apart,
        "offen": lambda line: -line.open,
        "nummer": lambda line: found.texts[line.statement].number,
    }
    return lambda line: (worth[sort](line), found.texts[line.statement].number)


def _table_row(line: Line, found: Found) -> list[object]:
    statement = found.texts[line.statement]
    named = f"{statement.number}. {statement.text}"
    return [named, share_in_words(line.everybody), *(share_in_words(one) for one in line.groups)]


def _place(given: str, count: int) -> int:
    """Which of `count` maps an address means, from 1; the last one where it says nothing of sense."""
    place = number_of(given)
    return place if 0 < place <= count else count
