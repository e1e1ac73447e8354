"""Ideas that somebody may see, one with all that its page shows, and where ideas come from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from ideenschmiede.base.models import Account, Event, Visibility, Who
from ideenschmiede.base.rules import is_office, visibilities
from ideenschmiede.deliberation.models import Decision, Question, Statement
from ideenschmiede.deliberation.queries.questions import visible_questions
from ideenschmiede.ideas.models import Change, Comment, Idea, Offer, Support, Version
from ideenschmiede.people.models import Body, Person
from ideenschmiede.people.rules.bodies import LEADING, seats_of

KIND = "idea"
"""What ideas are called in the search index."""


def visible_ideas(who: Who) -> QuerySet[Idea]:
    """What `rules.ideas.is_visible` says, for all ideas at once; merged ones, too. One query more, for the seats."""
    if is_office(who):
        return Idea.objects.all()
    return Idea.objects.filter(_seen(who))


def standing_ideas(who: Who) -> QuerySet[Idea]:
    """Those of them that were not merged into another."""
    return visible_ideas(who).filter(merged_into=None)


def _seen(who: Who) -> Q:
    seen = Q(visibility__in=visibilities(who))
    seats = seats_of(who)
    return seen | Q(visibility=Visibility.GROUP, body__in=list(seats)) if seats else seen


def idea_for(who: Who, pk: int) -> Idea | None:
    """An idea with its topics, its origin, its decision and the number of its newest version (`number`), or None where
    there is none that `who` may see; `has_merged` tells whether `merged_into_it` finds any. Two queries."""
    last = Version.objects.filter(idea=OuterRef("pk")).values("idea").annotate(last=Max("number")).values("last")
    related = ("author", "body", "question__body", "statement", "inspired_by", "decision__body", "merged_into")
    merged = Exists(Idea.objects.filter(merged_into=OuterRef("pk")))
    wanted = visible_ideas(who).select_related(*related).prefetch_related("topics")
    return wanted.annotate(number=Subquery(last), has_merged=merged).filter(pk=pk).first()


def merged_into_it(who: Who, idea: Idea) -> list[Idea]:
    """Ideas that go on in this one, as far as `who` may see them, with their authors."""
    return list(visible_ideas(who).filter(merged_into=idea).select_related("author"))


def supporters(idea: Idea) -> list[Support]:
    """Who supports it, in the order in which they said so."""
    return list(idea.supports.select_related("account").order_by("at", "pk"))


def comments(idea: Idea) -> list[Comment]:
    """All of them, hidden ones too: that there was one is shown."""
    return list(idea.comments.select_related("author"))


def offers(idea: Idea) -> list[Offer]:
    """Those that stand."""
    return list(idea.offers.filter(withdrawn_at=None).select_related("author"))


def changes(idea: Idea) -> list[Change]:
    """What was proposed, open ones first, then the latest."""
    found = idea.changes.select_related("author", "decided_by", "version").order_by("-at", "-pk")
    return sorted(found, key=lambda change: change.status != Change.Status.OPEN)


def versions(idea: Idea) -> list[Version]:
    """The newest first, without their texts."""
    return list(idea.versions.select_related("by", "change").order_by("-number").defer("text"))


def change_for(who: Who, pk: int) -> Change | None:
    """A proposed change with its idea and the version that it is based on, if `who` may see the idea."""
    wanted = Change.objects.filter(idea__in=visible_ideas(who))
    return wanted.select_related("idea__body", "base", "author", "decided_by", "version").filter(pk=pk).first()


def waiting_changes(who: Who, limit: int) -> list[Change]:
    """Open proposals that wait for `who`: on ideas that they noted or whose group they lead. One query."""
    if not isinstance(who, Account) or not who.is_active:
        return []
    leads = [body for body, capacity in seats_of(who).items() if capacity in LEADING]
    mine = Q(idea__author=who) | Q(idea__body__in=leads) if leads else Q(idea__author=who)
    open_ones = Change.objects.filter(mine, status=Change.Status.OPEN, idea__merged_into=None).exclude(author=who)
    seen = open_ones if is_office(who) else open_ones.filter(idea__in=visible_ideas(who))
    return list(seen.select_related("idea", "author")[:limit])


def ideas_from(who: Who, *, limit: int, **origin: Question | Decision | Person | Body) -> list[Idea]:
    """The latest ideas with this origin (`question=…`, `decision=…`, `inspired_by=…`, `body=…`). One query."""
    return list(standing_ideas(who).filter(**origin)[:limit])


def events_of_ideas(who: Who, body: Body, verbs: Iterable[str], limit: int) -> list[tuple[Event, Idea]]:
    """The latest that happened to ideas of a group, as far as `who` may see them. Two queries."""
    seen = visible_ideas(who).filter(body=body).order_by()
    happened = Event.objects.filter(subject_type=Idea._meta.label_lower, subject_id__in=seen.values("pk"))
    events = list(happened.filter(verb__in=list(verbs)).order_by("-time", "-pk")[:limit])
    ideas = Idea.objects.in_bulk({event.subject_id for event in events})
    return [(event, ideas[event.subject_id]) for event in events]


def question_for(who: Who, pk: int) -> Question | None:
    """A question that an idea may come from."""
    return visible_questions(who).filter(pk=pk).first()


def statement_for(who: Who, pk: int) -> Statement | None:
    """A published statement of a question that `who` may see, with the question."""
    shown = Statement.objects.filter(question__in=visible_questions(who), status=Statement.Status.PUBLISHED)
    return shown.select_related("question").filter(pk=pk).first()


def own_bodies(who: Who) -> QuerySet[Body]:
    """Groups for which `who` may note an idea: all open ones for the office, else where one sits."""
    groups = Body.objects.filter(kind=Body.Kind.WORKING_GROUP, closed_on=None)
    return groups if is_office(who) else groups.filter(pk__in=list(seats_of(who)))
