"""A working group comes with its body."""

from __future__ import annotations

from ideenschmiede.base.models import Event
from ideenschmiede.groups.actions.noting import tell
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.people.models import Body


def found_group(event: Event) -> None:
    """For `body.opened`: a group for a body of this kind; what it is for is what it begins with."""
    body = Body.objects.get(pk=event.subject_id)
    if body.kind != Body.Kind.WORKING_GROUP:
        return
    group = WorkingGroup.objects.create(body=body, aim=body.purpose, changed_at=event.time)
    tell("group.founded", group, None, event.time, openly=True)
