"""An idea was merged with another: what exists already is a precedent of the one that goes on."""

from ideenschmiede.base.models import Event
from ideenschmiede.transfer.models import Precedent


def move_precedents(event: Event) -> None:
    """For `idea.merged`: the practices linked to the idea stand with the other one; each once."""
    into = event.data["into"]
    known = Precedent.objects.filter(idea=into).values("practice")
    Precedent.objects.filter(idea=event.subject_id).exclude(practice__in=known).update(idea=into)
    Precedent.objects.filter(idea=event.subject_id).delete()
