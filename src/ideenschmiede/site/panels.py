"""Which panels of higher apps stand in which slot of a lower app's page: slot → functions, in their order."""

from django.http import HttpRequest

from ideenschmiede.base.panels import Panel, PanelFunction
from ideenschmiede.deliberation import panels as deliberation
from ideenschmiede.groups import panels as groups
from ideenschmiede.ideas import panels as ideas
from ideenschmiede.people import panels as people
from ideenschmiede.press import panels as press
from ideenschmiede.site import queries
from ideenschmiede.transfer import panels as transfer


def operators_pages(_request: HttpRequest, _state: object) -> Panel:
    """On the overview of the administration: the pages that only the operator can write."""
    return Panel("site/operators_pages.html", {"pages": queries.site_pages()})


SLOTS: dict[str, tuple[PanelFunction, ...]] = {
    "activity": (ideas.activity,),
    "appointment": (press.appointment,),
    "balance": (transfer.gaps,),
    "body": (groups.body,),
    "decision": (ideas.decision, groups.origin),
    "group": (ideas.group,),
    "home": (people.home, deliberation.decisions_home, deliberation.questions_home, groups.home, ideas.home),
    "idea": (transfer.idea, groups.origin),
    "office": (people.office, deliberation.questions_office, groups.office, press.office),
    "operator": (operators_pages,),
    "person": (people.person, groups.person, ideas.person, press.person),
    "place": (people.place, press.place, transfer.place),
    "practice": (people.practice,),
    "question": (ideas.question,),
    "statement": (ideas.statement,),
    "task": (groups.task, ideas.task),
}
