"""Who may see ideas, bring something to them, change them and lead them on."""

from __future__ import annotations

from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.rules import Rule, in_network, is_office, is_signed_in, rule, visibilities
from ideenschmiede.ideas.models import Change, Comment, Idea, Offer, Version
from ideenschmiede.people.rules.bodies import leads_a_body, leads_its_body, sits_in_its_body, takes_part_in_its_body

BELONGING = (Change, Comment, Offer, Version)


def idea_in(thing: object) -> Idea | None:
    """The idea itself, or the one that a thing belongs to."""
    if isinstance(thing, Idea):
        return thing
    return thing.idea if isinstance(thing, BELONGING) else None


def _of_its_idea(of_body: Rule) -> Rule:
    return Rule(lambda who, thing: of_body(who, idea_in(thing)), str(of_body))


@rule
def is_visible(who: Who, thing: object) -> bool:
    """True for an idea, and what belongs to it, that `who` may see; a group's: those who sit in it, and the office."""
    idea = idea_in(thing)
    if idea is None:
        return False
    if idea.visibility == Visibility.GROUP:
        return is_office(who) or sits_in_its_body(who, idea)
    return idea.visibility in visibilities(who)


@rule
def noted_it(who: Who, thing: object) -> bool:
    """True for who noted the idea."""
    idea = idea_in(thing)
    return idea is not None and isinstance(who, Account) and who.is_active and idea.author_id == who.pk


@rule
def wrote_it(who: Who, thing: object) -> bool:
    """True for who wrote this comment, made this offer or proposed this change."""
    return (
        isinstance(who, Account)
        and who.is_active
        and isinstance(thing, Change | Comment | Offer)
        and thing.author_id == who.pk
    )


@rule
def stands_alone(_who: Who, thing: object) -> bool:
    """True while the idea was not merged into another, which goes on in its place."""
    idea = idea_in(thing)
    return idea is not None and idea.merged_into_id is None


@rule
def is_only_read(who: Who, thing: object) -> bool:
    """True over what a closed group keeps to itself, for who was in it to its end."""
    idea = idea_in(thing)
    if idea is None or idea.visibility != Visibility.GROUP:
        return False
    return not is_office(who) and not takes_part_in_its_body(who, idea)


@rule
def calls_for_partners(_who: Who, thing: object) -> bool:
    """True for an idea whose call stands on a public page; until when is for the action to say."""
    return isinstance(thing, Idea) and bool(thing.call) and thing.merged_into_id is None


sits_in_it, leads_it = _of_its_idea(sits_in_its_body), _of_its_idea(leads_its_body)
takes_part = (in_network | _of_its_idea(takes_part_in_its_body)) & ~is_only_read

may_note = in_network
# over a `Body`: an idea that a group carries is noted by somebody of the group
may_note_for = is_office | takes_part_in_its_body
# names, comments and offers are for those who talk with each other, not for everybody who may read the idea
may_see_people = is_visible & (in_network | sits_in_it)
may_contribute = is_visible & takes_part & stands_alone
may_decide = is_visible & (is_office | leads_it | (takes_part & noted_it))
may_edit = may_decide & stands_alone
may_hide_comment = may_decide | (is_visible & wrote_it)
may_withdraw = is_visible & wrote_it
may_link_decision = may_edit | (is_visible & ~is_only_read & stands_alone & leads_a_body)
may_put_decision = is_visible & ~is_only_read & stands_alone & (is_office | leads_a_body)
may_answer_call = is_signed_in & calls_for_partners
