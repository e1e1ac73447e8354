"""What each stage of an idea asks for before one may enter it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ideenschmiede.deliberation.models import Decision, Stage
from ideenschmiede.ideas.models import FIELDS, Idea, IdeaStage

WAY = (IdeaStage.SPARK, IdeaStage.WORKED_OUT, IdeaStage.CONCEPT, IdeaStage.DECIDED, IdeaStage.PILOT)
"""The stages in their order; an idea can be parked at each of them."""

WORKED_OUT = ("problem", "for_whom", "thought")
CONCEPT = ("aim", "target_group", "approach", "partners", "costs", "risks", "success")
DECISION, PILOT = "decision", "pilot_note"
ASKS: Mapping[IdeaStage, tuple[str, ...]] = {
    IdeaStage.SPARK: ("title",),
    IdeaStage.WORKED_OUT: WORKED_OUT,
    IdeaStage.CONCEPT: CONCEPT,
    IdeaStage.DECIDED: (DECISION,),
    IdeaStage.PILOT: (PILOT,),
}
"""Fields of `Idea` that must be filled; for `DECISION`, a decision that was accepted."""


@dataclass(frozen=True)
class Asked:
    """One line of the checklist: a field of `Idea`, and whether it is there."""

    name: str
    is_there: bool


def stage_of(idea: Idea) -> IdeaStage:
    """Where the idea stands; a parked one where it stood before."""
    return IdeaStage(idea.parked_from if idea.stage == IdeaStage.PARKED and idea.parked_from else idea.stage)


def next_stage(idea: Idea) -> IdeaStage | None:
    """The stage after this one; None for a pilot, and for a parked idea, which must be resumed first."""
    if idea.stage in (IdeaStage.PARKED, IdeaStage.PILOT):
        return None
    return WAY[WAY.index(IdeaStage(idea.stage)) + 1]


def is_accepted(decision: Decision | None) -> bool:
    """Whether this decision was taken, and in favour."""
    return decision is not None and decision.outcome == Decision.Outcome.ACCEPTED


def stands(decision: Decision | None) -> bool:
    """Whether there is a decision that is under way, or was taken in favour."""
    return decision is not None and (decision.stage != Stage.CLOSED or is_accepted(decision))


def checklist(idea: Idea, stage: IdeaStage) -> list[Asked]:
    """What `stage` asks for, in the order in which one writes it."""
    return [Asked(name, _is_there(idea, name)) for name in ASKS[stage]]


def missing(idea: Idea, stage: IdeaStage) -> list[str]:
    """The names of what `stage` asks for and is not there yet."""
    return [asked.name for asked in checklist(idea, stage) if not asked.is_there]


def needed_texts(idea: Idea) -> frozenset[str]:
    """Fields that may not be emptied any more: the idea has entered its stage with them."""
    entered = WAY[: WAY.index(stage_of(idea)) + 1]
    return frozenset(name for stage in entered for name in ASKS[stage] if name in FIELDS)


def _is_there(idea: Idea, name: str) -> bool:
    return is_accepted(idea.decision) if name == DECISION else bool(getattr(idea, name))
