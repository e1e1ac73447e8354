"""How an idea is put into words on its page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.deliberation.models import Question, Statement
from ideenschmiede.deliberation.rules.questions import is_visible as may_see_question
from ideenschmiede.ideas.models import FIELDS, Change, Idea, IdeaStage, Support, Version
from ideenschmiede.ideas.queries.ideas import merged_into_it
from ideenschmiede.ideas.rules.ideas import may_see_people
from ideenschmiede.ideas.rules.stages import DECISION, WAY, checklist, next_stage, stage_of
from ideenschmiede.people.rules.bodies import knows_its_body

GOAL = "{}\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}{}"
KINDS = {
    IdeaStage.SPARK: "info",
    IdeaStage.WORKED_OUT: "info",
    IdeaStage.CONCEPT: "info",
    IdeaStage.DECIDED: "success",
    IdeaStage.PILOT: "success",
    IdeaStage.PARKED: "warning",
}


def stage_kind(stage: str) -> str:
    """KERN's word for how a stage is shown."""
    return KINDS[IdeaStage(stage)]


def change_kind(change: Change) -> str:
    """KERN's word for what became of a proposed change."""
    return {Change.Status.ACCEPTED: "success", Change.Status.DECLINED: "warning"}.get(
        Change.Status(change.status), "info"
    )


def label_of(name: str) -> str:
    """What a text of an idea, or what a stage asks for, is called."""
    if name == DECISION:
        return _("A decision that was accepted")
    return str(capfirst(getattr(Idea._meta.get_field(name), "verbose_name", name)))


def name_of(account: Account | None) -> str:
    return account.name if account else _("Somebody who is no longer there")


@dataclass(frozen=True)
class Part:
    """One text of an idea under its heading."""

    heading: str
    text: str


def story(idea: Idea | Version) -> Iterator[Part]:
    """The texts that were written, in their order, the title aside."""
    texts = idea.text if isinstance(idea, Version) else {name: getattr(idea, name) for name in FIELDS}
    for name in FIELDS:
        if name != "title" and texts.get(name):
            yield Part(label_of(name), texts[name])


@dataclass(frozen=True)
class Step:
    """A stage on the way: passed, where the idea is, or still to come."""

    label: str
    is_passed: bool
    is_here: bool


def way(idea: Idea) -> list[Step]:
    """All stages, with where the idea is."""
    here = WAY.index(stage_of(idea))
    return [Step(str(stage.label), at < here, at == here) for at, stage in enumerate(WAY)]


@dataclass(frozen=True)
class NextStage:
    """The stage that comes next, and what it asks for: (in words, is it there)."""

    stage: IdeaStage
    label: str
    asked: list[tuple[str, bool]]
    is_ready: bool


def next_step(idea: Idea) -> NextStage | None:
    """None where nothing comes next. What a pilot asks for is said on the way there, so the way is free."""
    stage = next_stage(idea)
    if stage is None:
        return None
    asked = checklist(idea, stage)
    ready = stage == IdeaStage.PILOT or all(one.is_there for one in asked)
    return NextStage(stage, str(stage.label), [(label_of(one.name), one.is_there) for one in asked], ready)


def key_facts(idea: Idea, who: Who, supported: int) -> list[tuple[str, Any]]:
    """Pairs for the box of key facts; what is not known, or not for `who`, is None."""
    language = get_language()
    return [
        (_("Stage"), idea.get_stage_display()),
        (_("Supporters"), text.number(supported, language=language) if supported else None),
        (_("Noted by"), name_of(idea.author) if may_see_people(who, idea) else None),
        (_("Noted on"), text.long_date(localdate(idea.created_at), language=language)),
        (_("Carried by"), idea.body.name if idea.body and knows_its_body(who, idea.body) else None),
        (_("Who sees it"), idea.get_visibility_display()),
        (_("Goals (SDG)"), "; ".join(GOAL.format(one, SDGS[one]) for one in idea.sdgs if one in SDGS) or None),
    ]


def names(supports: Iterable[Support]) -> str:
    """Who supports it, in one sentence."""
    return text.listing([support.account.name for support in supports], language=get_language())


@dataclass(frozen=True)
class Origin:
    """Where an idea comes from, as far as the reader may see it."""

    question: Question | None
    question_url: str
    statement: Statement | None
    person: Any
    merged: list[Idea]
    is_known: bool


def origin(idea: Idea, who: Who) -> Origin:
    """The question, its statement, the person, and the ideas that were merged into this one."""
    question = idea.question if idea.question and may_see_question(who, idea.question) else None
    statement = idea.statement if question and idea.statement else None
    if statement and statement.status in (Statement.Status.HIDDEN, Statement.Status.WITHDRAWN):
        statement = None
    merged = merged_into_it(who, idea) if getattr(idea, "has_merged", False) else []
    person = _person_link(idea, who)
    known = bool(question or person or merged)
    return Origin(question, _url("deliberation:detail", question), statement, person, merged, known)


def _person_link(idea: Idea, who: Who) -> Any:
    """The person that inspired it: a name for the network alone."""
    person = idea.inspired_by
    if person is None or person.erased_at or not may_see_people(who, idea):
        return None
    url = reverse("people:person", args=(person.pk, person.slug))
    return format_html('<a class="kern-link" href="{}">{}</a>', url, person.name)


def _url(name: str, thing: Any) -> str:
    """The page of a thing of a lower app; nothing where there is none."""
    if thing is None:
        return ""
    try:
        return reverse(name, args=(thing.pk, thing.slug))
    except NoReverseMatch:
        return ""


def decision_url(decision: Any) -> str:
    """The page of the decision."""
    return _url("deliberation:decision", decision)
