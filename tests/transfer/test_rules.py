"""Who may see and write what: each rule for each kind of reader."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ideenschmiede.base.roles import Role
from ideenschmiede.transfer import rules
from ideenschmiede.transfer.models import Need


@pytest.fixture
def people(account_with):
    roles = {"member": Role.MEMBER, "office": Role.OFFICE, "partner": Role.PARTNER, "operator": Role.OPERATOR}
    return {"guest": AnonymousUser()} | {name: account_with(role) for name, role in roles.items()}


def allowed(rule, people, thing=None):
    return {name for name, who in people.items() if rule(who, thing)}


def test_recording_and_importing(people):
    assert allowed(rules.may_record, people) == {"member", "office"}
    assert allowed(rules.may_post_need, people) == {"member", "office"}
    assert allowed(rules.may_import, people) == {"office"}
    assert allowed(rules.may_see_contacts, people) == {"member", "office"}


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [("public", {"guest", "member", "office", "partner", "operator"}), ("network", {"member", "office"})],
)
def test_seeing(people, make_practice, kalletal, luebz, make_adoption, visibility, seen):
    practice = make_practice(visibility=visibility, place=kalletal)
    need = Need(text="?", place=kalletal, visibility=visibility, created_at=timezone.now())
    assert allowed(rules.is_visible, people, practice) == seen
    assert allowed(rules.is_visible, people, need) == seen
    assert allowed(rules.is_visible, people, make_adoption(practice, luebz)) == seen
    assert allowed(rules.may_report_adoption, people, practice) == {"member", "office"}


def test_a_member_changes_only_what_they_recorded(people, make_practice, make_adoption, luebz):
    foreign = make_practice()
    own = make_practice(recorded_by=people["member"])
    assert allowed(rules.may_change, people, foreign) == {"office"}
    assert allowed(rules.may_change, people, own) == {"office", "member"}
    assert allowed(rules.may_change, people, make_adoption(foreign, luebz)) == {"office"}
    reported = make_adoption(own, luebz, recorded_by=people["member"])
    assert allowed(rules.may_change, people, reported) == {"office", "member"}


def test_who_left_the_network_changes_nothing_any_more(people, make_practice):
    assert allowed(rules.may_change, people, make_practice(recorded_by=people["partner"])) == {"office"}


def test_the_contact_person_may_confirm_themselves(people, make_practice):
    practice = make_practice(contact_email=people["member"].email.upper())
    assert allowed(rules.may_confirm_contact, people, practice) == {"office", "member"}
    assert allowed(rules.may_confirm_contact, people, make_practice(contact_email="")) == {"office"}


def test_a_need_is_closed_by_who_posted_it_or_the_office(people, kalletal):
    need = Need(text="?", place=kalletal, account=people["member"], created_at=timezone.now())
    assert allowed(rules.may_close_need, people, need) == {"office", "member"}
    assert allowed(rules.may_close_need, people, Need(text="?", place=kalletal)) == {"office"}


def test_rules_on_something_else_say_no(people):
    assert allowed(rules.is_visible, people, object()) == set()
    assert allowed(rules.recorded_it, people, object()) == set()
    assert allowed(rules.is_its_contact, people, object()) == set()
