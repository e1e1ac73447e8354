"""Who may see a question, take part in it, and run it.

Who runs a question may change, open, close and moderate it; whose a confidential vote or statement is, they know as
little as anybody.
"""

from ideenschmiede.base.models import Visibility, Who
from ideenschmiede.base.rules import in_network, is_office, is_signed_in, rule, visibilities
from ideenschmiede.deliberation.models import Audience, Question, Stage
from ideenschmiede.people.rules.bodies import knows_body_of, leads_its_body, sits_in_its_body, takes_part_in_its_body

_INVITED = {
    Audience.BODY: takes_part_in_its_body,
    Audience.NETWORK: in_network,
    Audience.SIGNED_IN: is_signed_in,
}


@rule
def is_asked(who: Who, thing: object) -> bool:
    """True for whom a question is meant; one that was held elsewhere asks nobody any more."""
    return isinstance(thing, Question) and not thing.source and _INVITED[Audience(thing.audience)](who, thing)


@rule
def was_asked(who: Who, thing: object) -> bool:
    """True for who is in the body for which a question is meant, or was in it until it was closed."""
    return (
        isinstance(thing, Question)
        and not thing.source
        and thing.audience == Audience.BODY
        and sits_in_its_body(who, thing)
    )


@rule
def is_shown(who: Who, thing: object) -> bool:
    """True where the question's visibility alone lets `who` see it."""
    if not isinstance(thing, Question):
        return False
    if thing.visibility == Visibility.GROUP:
        return sits_in_its_body(who, thing)
    return thing.visibility in visibilities(who)


@rule
def is_draft(_who: Who, thing: object) -> bool:
    return isinstance(thing, Question) and thing.stage == Stage.DRAFT


@rule
def is_open(_who: Who, thing: object) -> bool:
    """True while a question is open; one whose time is over takes no votes even before it is closed, see `actions`."""
    return isinstance(thing, Question) and thing.stage == Stage.OPEN


@rule
def is_closed(_who: Who, thing: object) -> bool:
    return isinstance(thing, Question) and thing.stage == Stage.CLOSED


@rule
def shows_results_early(_who: Who, thing: object) -> bool:
    """Never a confidential one: who watches the figures while others vote could tell whose votes they are."""
    return isinstance(thing, Question) and thing.results_early and not thing.is_confidential


may_ask = is_office | leads_its_body
"""Of a body, or of a question that is not stored yet."""

may_run = is_office | leads_its_body
may_take_part = (is_asked | was_asked) & ~is_draft
"""Read what oneself voted and wrote; to add to it, see below."""
is_visible = may_run | (~is_draft & (is_asked | was_asked | is_shown) & knows_body_of)
"""What a discreet body asks is seen by those in it alone."""

may_vote = is_asked & is_open
may_write_statement = is_asked & is_open
may_see_results = is_visible & (is_closed | (is_open & shows_results_early))
