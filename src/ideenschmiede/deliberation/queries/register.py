"""The register of decisions: what was decided, by whom, how, and what became of it; its filters with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from django.http import QueryDict
from django.utils.translation import gettext as _

from ideenschmiede.base.listing import Filter, Listing, Option
from ideenschmiede.base.models import Who
from ideenschmiede.base.plain import one_line
from ideenschmiede.deliberation.models import Decision, FollowUp, Method, Proposal, Stage
from ideenschmiede.deliberation.models import Option as Choice
from ideenschmiede.deliberation.queries.decisions import visible_decisions
from ideenschmiede.people.models import Body

LONGEST_SEARCH, MOST_WORDS = 200, 8
OPEN_FIRST = Case(
    When(stage=Stage.OPEN, then=0), When(stage=Stage.DRAFT, then=1), default=2, output_field=IntegerField()
)
ORDER = (OPEN_FIRST, F("closed_at").desc(nulls_last=True), F("closes_at").asc(nulls_last=True), "-changed_at", "-pk")
STAGES = {"offen": Stage.OPEN, "beendet": Stage.CLOSED, "vorbereitung": Stage.DRAFT}
OUTCOMES = {
    "angenommen": Decision.Outcome.ACCEPTED,
    "abgelehnt": Decision.Outcome.REJECTED,
    "gewaehlt": Decision.Outcome.CHOSEN,
    "gleichstand": Decision.Outcome.TIED,
    "zu-wenige": Decision.Outcome.NO_QUORUM,
    "zurueckgezogen": Decision.Outcome.WITHDRAWN,
}
BECAME = {
    "nicht-begonnen": FollowUp.State.WAITING,
    "laeuft": FollowUp.State.UNDER_WAY,
    "erledigt": FollowUp.State.DONE,
    "aufgegeben": FollowUp.State.DROPPED,
    "ersetzt": FollowUp.State.REPLACED,
}
METHODS = {
    "konsent": Method.CONSENT,
    "widerstand": Method.RESISTANCE,
    "punkte": Method.SCORE,
    "rangfolge": Method.RANKED,
    "mehrheit": Method.MAJORITY,
    "zwei-drittel": Method.TWO_THIRDS,
    "budget": Method.BUDGET,
    "auswahl": Method.SHORTLIST,
}


@dataclass(frozen=True)
class Facet:
    """One filter: value in the address → what the column holds, and how it is called."""

    param: str
    label: str
    column: str
    values: Mapping[str, Any]
    labels: Mapping[str, str]

    def options(self, rows: Sequence[Mapping[str, Any]]) -> list[Option]:
        """Each value that some row has, with the number of decisions."""
        counts = Counter[Any]()
        for row in rows:
            counts[row[self.column]] += row["many"]
        return [Option(value, self.labels[value], counts[held]) for value, held in self.values.items() if counts[held]]


class DecisionRegister:
    """What an address asks of the register: the `text` searched for, `listing` for the filters, `decisions` in their
    order, each with its body, question and `became`: the state of its newest follow-up, "" where nothing was reported.

    Two queries for the filters, whatever the rows. The counts say what choosing each option would show.
    """

    def __init__(self, query: QueryDict, who: Who) -> None:
        self.text = one_line(query.get("q", ""))[:LONGEST_SEARCH]
        seen = with_follow_up(saying(visible_decisions(who), self.text)).annotate(year=ExtractYear("closed_at"))
        columns = ("stage", "outcome", "became", "body", "method", "year")
        rows = list(seen.order_by().values(*columns).annotate(many=Count("pk")))
        facets = _facets(rows)
        chosen = _chosen(query, facets, rows)
        filters = []
        for facet in facets:
            others = {column: held for column, held in chosen.items() if column != facet.column}
            left = [row for row in rows if all(row[column] == held for column, held in others.items())]
            filters.append(Filter(facet.label, facet.param, _with_chosen(facet, left, chosen)))
        self.listing = Listing(query, filters)
        self.decisions: QuerySet[Decision] = seen.filter(**chosen).select_related("body", "question").order_by(*ORDER)


def with_follow_up(decisions: QuerySet[Decision]) -> QuerySet[Decision]:
    """Each with `became`, the state of its newest follow-up, or ""."""
    newest = FollowUp.objects.filter(decision=OuterRef("pk")).order_by("-on", "-pk").values("state")[:1]
    return decisions.annotate(became=Coalesce(Subquery(newest), Value(""), output_field=CharField()))


def saying(decisions: QuerySet[Decision], text: str) -> QuerySet[Decision]:
    """Those in whose title, background, proposal or options all these words stand. SQLite knows no capital umlauts:
    a word is looked for as it is typed, small, and with a capital."""
    for word in text.split()[:MOST_WORDS]:
        wanted = Q()
        for spelling in {word, word.lower(), word.capitalize()}:
            texts = Proposal.objects.filter(text__icontains=spelling).values("decision")
            options = Choice.objects.filter(text__icontains=spelling).values("decision")
            wanted |= Q(title__icontains=spelling) | Q(context__icontains=spelling)
            wanted |= Q(pk__in=texts) | Q(pk__in=options)
        decisions = decisions.filter(wanted)
    return decisions


def _facets(rows: Sequence[Mapping[str, Any]]) -> list[Facet]:
    bodies = Body.objects.filter(pk__in={row["body"] for row in rows}).order_by("kind", "name")
    named = {str(body.pk): body for body in bodies}
    years = {str(year): year for year in sorted({row["year"] for row in rows if row["year"]}, reverse=True)}
    return [
        Facet("stand", _("Stage"), "stage", STAGES, {value: str(one.label) for value, one in STAGES.items()}),
        Facet("ergebnis", _("Outcome"), "outcome", OUTCOMES, {key: str(one.label) for key, one in OUTCOMES.items()}),
        Facet("folge", _("What became of it"), "became", BECAME, {key: str(one.label) for key, one in BECAME.items()}),
        Facet(
            "gremium",
            _("Who decides"),
            "body",
            {key: body.pk for key, body in named.items()},
            {key: body.name for key, body in named.items()},
        ),
        Facet("verfahren", _("Method"), "method", METHODS, {key: str(one.label) for key, one in METHODS.items()}),
        Facet("jahr", _("Year"), "year", years, {key: key for key in years}),
    ]


def _chosen(query: QueryDict, facets: Sequence[Facet], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Column → what the address asks it to hold; values that no decision has are ignored."""
    known = Listing(query, [Filter(facet.label, facet.param, facet.options(rows)) for facet in facets])
    return {facet.column: facet.values[value] for facet in facets for value in known.chosen(facet.param)}


def _with_chosen(facet: Facet, rows: Sequence[Mapping[str, Any]], chosen: Mapping[str, Any]) -> list[Option]:
    """The options, and the chosen one also where the other filters leave nothing of it: else nobody could undo it."""
    options = facet.options(rows)
    values = {option.value for option in options}
    return options + [
        Option(value, facet.labels[value], 0)
        for value, held in facet.values.items()
        if value not in values and facet.column in chosen and chosen[facet.column] == held
    ]
