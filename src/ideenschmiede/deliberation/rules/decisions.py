"""Who may see a decision, put and run it, and vote in it.

Who runs a decision knows as little as anybody how others voted.
"""

from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import is_office, rule, visibilities
from ideenschmiede.deliberation.models import Decision, Stage
from ideenschmiede.deliberation.rules import seats
from ideenschmiede.people.rules.bodies import knows_body_of, leads_its_body, sits_in_its_body


@rule
def has_a_seat(who: Who, thing: object) -> bool:
    """True for who has a vote in it, also as a deputy where that is allowed."""
    return isinstance(thing, Decision) and seats.has_seat(who, thing)


@rule
def is_shown(who: Who, thing: object) -> bool:
    """True where the decision's visibility alone lets `who` see it."""
    if not isinstance(thing, Decision):
        return False
    if thing.visibility in (Visibility.GROUP, Visibility.CONFIDENTIAL):
        return sits_in_its_body(who, thing)
    return thing.visibility in visibilities(who)


@rule
def is_draft(_who: Who, thing: object) -> bool:
    return isinstance(thing, Decision) and thing.stage == Stage.DRAFT


@rule
def is_open(_who: Who, thing: object) -> bool:
    return isinstance(thing, Decision) and thing.stage == Stage.OPEN


@rule
def is_decided(_who: Who, thing: object) -> bool:
    """True once it is closed and was not withdrawn."""
    if not isinstance(thing, Decision):
        return False
    return thing.stage == Stage.CLOSED and thing.outcome != Decision.Outcome.WITHDRAWN


may_put = is_office | leads_its_body
"""Of a body, or of a decision that is not stored yet."""

may_run = is_office | leads_its_body
is_visible = may_run | (~is_draft & (is_shown & knows_body_of | has_a_seat))
may_vote = is_open & has_a_seat
may_see_result = is_decided & is_visible
may_dissent = is_decided & has_a_seat
may_report = is_decided & may_run
may_remove_opinion = is_office
