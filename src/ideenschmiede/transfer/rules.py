"""Who may see and write practices, adoptions and needs."""

from ideenschmiede.base.models import Account, Who
from ideenschmiede.base.rules import in_network, is_member, is_office, rule, visibilities
from ideenschmiede.ideas.rules.ideas import may_contribute
from ideenschmiede.transfer.models import Adoption, Need, Practice, Precedent


@rule
def is_visible(who: Who, thing: object) -> bool:
    """True for a practice or need whose visibility `who` may see; an adoption is as visible as its practice."""
    if isinstance(thing, Adoption):
        return thing.practice.visibility in visibilities(who)
    return isinstance(thing, Practice | Need) and thing.visibility in visibilities(who)


@rule
def recorded_it(who: Who, thing: object) -> bool:
    """True for who recorded this practice, reported this adoption or posted this need."""
    if not isinstance(who, Account):
        return False
    if isinstance(thing, Need):
        return thing.account_id == who.pk
    return isinstance(thing, Practice | Adoption) and thing.recorded_by_id == who.pk


@rule
def is_its_contact(who: Who, thing: object) -> bool:
    """True for the contact person of a practice, known by the e-mail address."""
    if not isinstance(who, Account) or not isinstance(thing, Practice):
        return False
    return bool(thing.contact_email) and thing.contact_email.casefold() == who.email.casefold()


@rule
def may_change_its_idea(who: Who, thing: object) -> bool:
    """True for a precedent of an idea that `who` may bring something to."""
    return isinstance(thing, Precedent) and may_contribute(who, thing.idea)


may_record = is_office | is_member
may_change = is_office | (is_member & is_visible & recorded_it)
may_confirm_contact = may_change | (in_network & is_visible & is_its_contact)
may_report_adoption = (is_office | is_member) & is_visible
may_post_need = is_office | is_member
may_close_need = is_office | (is_member & recorded_it)
may_see_contacts = in_network
may_import = is_office
may_link_precedent = may_contribute  # over the idea
may_unlink_precedent = may_change_its_idea
