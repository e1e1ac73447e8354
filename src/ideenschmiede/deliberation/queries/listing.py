"""The list of questions: its filters with counts, its order, and how far somebody is with each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.listing import Filter, Listing, Option
from ideenschmiede.base.models import Account, Who
from ideenschmiede.deliberation.models import Question, Stage, Statement, Vote
from ideenschmiede.deliberation.queries.pseudonyms import voter_of
from ideenschmiede.deliberation.queries.questions import visible_questions
from ideenschmiede.deliberation.queries.voting import Progress
from ideenschmiede.deliberation.rules.questions import may_vote
from ideenschmiede.people.models import Body

STAGES = {"offen": Stage.OPEN, "beendet": Stage.CLOSED, "vorbereitung": Stage.DRAFT}
NETWORK = "netzwerk"  # asked by no body
ORDER = Case(When(stage=Stage.OPEN, then=0), When(stage=Stage.DRAFT, then=1), default=2, output_field=IntegerField())


class QuestionListing:
    """What an address asks of the list of questions: `listing` for the filters, `questions` in their order.

    Two queries for the filters, whatever the rows.
    """

    def __init__(self, query: QueryDict, who: Who) -> None:
        seen = visible_questions(who)
        rows = list(seen.order_by().values_list("stage", "body").annotate(Count("pk")))
        stages, bodies = Counter[str](), Counter[int | None]()
        for stage, body, count in rows:
            stages[stage] += count
            bodies[body] += count
        self.listing = Listing(query, [_stages(stages), _bodies(bodies)])
        self.questions = self._chosen(seen)

    def _chosen(self, seen: QuerySet[Question]) -> QuerySet[Question]:
        for stage in self.listing.chosen("stand"):
            seen = seen.filter(stage=STAGES[stage])
        for body in self.listing.chosen("gremium"):
            seen = seen.filter(body=None if body == NETWORK else int(body))
        return in_order(seen)


def in_order(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Open ones first, and of these what closes soonest; each with its body and its number of `shown` statements."""
    order = (ORDER, F("closes_at").asc(nulls_last=True), "-changed_at", "-pk")
    counted = Statement.objects.filter(question=OuterRef("pk"), status=Statement.Status.PUBLISHED).order_by()
    numbers = Subquery(counted.values("question").annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    # what is over is of interest in the order in which it ended, the last first
    closed_last = Case(When(stage=Stage.CLOSED, then=F("closed_at")), default=None)
    shown = questions.select_related("body").annotate(shown=Coalesce(numbers, Value(0)))
    return shown.order_by(order[0], closed_last.desc(nulls_last=True), *order[1:])


def progress_of(questions: Collection[Question], who: Who) -> Mapping[int, Progress]:
    """Question → how far `who` is, for those they may vote on now; these have their number of `shown` statements.

    One query. A question whose key is gone is left out: nobody knows who voted.
    """
    voters = _voters(questions, who)
    if not voters:
        return {}
    wanted = Q(pk__in=[])
    for pk, voter in voters.items():
        wanted |= Q(question=pk, voter=voter)
    cast = Vote.objects.filter(wanted, value__isnull=False, statement__status=Statement.Status.PUBLISHED)
    done = dict(cast.order_by().values_list("question").annotate(Count("pk")))
    shown: dict[int, int] = {one.pk: getattr(one, "shown", 0) for one in questions}
    return {pk: Progress(done=done.get(pk, 0), open=max(0, shown[pk] - done.get(pk, 0))) for pk in voters}


def _voters(questions: Collection[Question], who: Who) -> dict[int, int]:
    voters: dict[int, int] = {}
    if not isinstance(who, Account):
        return voters
    for question in questions:
        if may_vote(who, question):
            try:
                voters[question.pk] = voter_of(question, who)
            except KeyGone:
                continue
    return voters


def _stages(counts: Mapping[str, int]) -> Filter:
    labels = {
        "offen": pgettext("question", "Open"),
        "beendet": _("Closed"),
        "vorbereitung": _("In preparation"),
    }
    options = [Option(value, labels[value], counts.get(stage, 0)) for value, stage in STAGES.items()]
    if not counts.get(Stage.DRAFT):  # most readers never see one
        options = options[:2]
    return Filter(pgettext("question", "State"), "stand", options)


def _bodies(counts: Mapping[int | None, int]) -> Filter:
    named = Body.objects.filter(pk__in=[pk for pk in counts if pk is not None]).order_by("name")
    options = [Option(str(pk), name, counts[pk]) for pk, name in named.values_list("pk", "name")]
    if counts.get(None):
        options.insert(0, Option(NETWORK, _("The network"), counts[None]))
    return Filter(_("Asked by"), "gremium", options if len(options) > 1 else [])
