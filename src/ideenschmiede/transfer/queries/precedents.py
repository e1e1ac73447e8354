"""Where ideas exist already, and which ideas build on a practice."""

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import visibilities
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries.ideas import standing_ideas
from ideenschmiede.transfer.models import Practice, Precedent


def precedents_of(who: Who, idea: Idea) -> list[Precedent]:
    """The practices linked to an idea that `who` may see, in the order in which they were found. One query."""
    wanted = Precedent.objects.filter(idea=idea, practice__visibility__in=visibilities(who))
    return list(wanted.select_related("practice__place"))


def ideas_building_on(who: Who, practice: Practice) -> list[Idea]:
    """The ideas that `who` may see and that name this practice. At most two queries."""
    return list(standing_ideas(who).filter(precedents__practice=practice).order_by("precedents__linked_at"))


def precedent_for(pk: int) -> Precedent | None:
    """One with its idea; the rule says who may do something with it."""
    return Precedent.objects.select_related("idea", "practice").filter(pk=pk).first()
