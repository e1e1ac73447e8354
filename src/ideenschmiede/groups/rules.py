"""Who may see and do what in working groups. Those who sit in one are appointed to its body."""

from __future__ import annotations

from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import Rule, in_network, is_office, rule
from ideenschmiede.groups.models import Document, Handover, Task, WorkingGroup
from ideenschmiede.people.rules.bodies import leads_its_body, sits_in_its_body


def group_of(thing: object) -> WorkingGroup | None:
    """The group itself, or the one to which a thing belongs."""
    if isinstance(thing, Task | Document | Handover):
        return thing.group
    return thing if isinstance(thing, WorkingGroup) else None


def _of_visibility(*visibilities: Visibility) -> Rule:
    def has_it(_who: Who, thing: object) -> bool:
        group = group_of(thing)
        return group is not None and group.visibility in visibilities

    return Rule(has_it, f"is_{'_or_'.join(visibilities)}")


is_public_group = _of_visibility(Visibility.PUBLIC)
is_closed_circle = _of_visibility(Visibility.GROUP, Visibility.CONFIDENTIAL)
is_confidential = _of_visibility(Visibility.CONFIDENTIAL)


@rule
def says_that_it_exists(_who: Who, thing: object) -> bool:
    """True for a confidential group of which others may know."""
    group = group_of(thing)
    return group is not None and group.is_known


@rule
def is_still_open(_who: Who, thing: object) -> bool:
    group = group_of(thing)
    return group is not None and group.is_open


@rule
def is_own(who: Who, thing: object) -> bool:
    """True for who has this task, added this document, or hands this over."""
    if not isinstance(who, Account):
        return False
    if isinstance(thing, Document):
        return thing.added_by_id == who.pk
    person = thing.person if isinstance(thing, Task) else thing.from_person if isinstance(thing, Handover) else None
    return person is not None and person.account_id == who.pk


sits_in = is_office | sits_in_its_body
is_visible = is_public_group | sits_in | (in_network & ~is_confidential)
is_known = is_visible | (in_network & says_that_it_exists)
"""Of a confidential group that says that it exists, others see name and aim, and nothing else."""
sees_work = sits_in | (in_network & ~is_closed_circle)
"""Tasks, documents, how it works together, what happened."""

may_run = is_office | leads_its_body
may_set_visibility = is_office
may_close = is_office

may_finish_task = may_run | (sits_in_its_body & is_own)
sees_lateness = may_finish_task
"""That something is late is shown to who has promised it, and to who leads the group."""

sees_document = sees_work | (
    is_public_group & Rule(lambda _who, thing: bool(getattr(thing, "is_public", False)), "is_shown")
)
may_add_document = sits_in
may_remove_document = may_run | (sits_in & is_own)

sees_handovers = sits_in | is_own
may_write_handover = may_run | is_own
may_take_over = leads_its_body & ~is_own
