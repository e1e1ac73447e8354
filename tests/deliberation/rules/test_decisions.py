import pytest
from django.contrib.auth.models import AnonymousUser
from tests.deliberation.deciding import CONSENT, END, NOW, cast, closed, fresh, opened, put

from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Decision
from ideenschmiede.deliberation.queries.decisions import visible_decisions
from ideenschmiede.deliberation.rules import decisions as rules
from ideenschmiede.people.actions.appointments import name_deputy
from ideenschmiede.people.models import Appointment, Capacity

STAGES = {
    "draft": put,
    "open": opened,
    "closed": lambda body, **fields: closed(opened(body, **fields)),
    "withdrawn": lambda body, **fields: acts.withdraw_decision(
        decision=opened(body, **fields), reason="Erledigt.", by=None, at=NOW
    ),
}
SEES = {
    "public": {"guest", "partner", "member", "listener", "voter", "chair", "office"},
    "network": {"member", "listener", "voter", "chair", "office"},
    "group": {"listener", "voter", "chair", "office"},
    "confidential": {"listener", "voter", "chair", "office"},
}


@pytest.fixture
def people(chair, office, member, partner, members, seat):
    return {
        "guest": AnonymousUser(),
        "partner": partner,
        "member": member,
        "listener": seat(Capacity.GUEST),
        "voter": members[0],
        "chair": chair,
        "office": office,
    }


def anew(who):
    """Without what was remembered of seats and roles."""
    return Account.objects.get(pk=who.pk) if isinstance(who, Account) else who


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("visibility", SEES)
def test_who_sees_what(body, people, stage, visibility):
    decision = fresh(STAGES[stage](body, visibility=visibility))
    expected = {"chair", "office"} if stage == "draft" else SEES[visibility]
    assert {name for name, who in people.items() if rules.is_visible(anew(who), decision)} == expected
    assert {name for name, who in people.items() if decision in visible_decisions(anew(who))} == expected


@pytest.mark.parametrize(
    ("rule", "stage", "allowed"),
    [
        ("may_put", "draft", {"chair", "office"}),
        ("may_run", "open", {"chair", "office"}),
        ("may_vote", "draft", set()),
        ("may_vote", "open", {"voter", "chair"}),
        ("may_vote", "closed", set()),
        ("may_see_result", "open", set()),
        ("may_see_result", "closed", {"member", "listener", "voter", "chair", "office"}),
        ("may_see_result", "withdrawn", set()),
        ("may_dissent", "open", set()),
        ("may_dissent", "closed", {"voter", "chair"}),
        ("may_dissent", "withdrawn", set()),
        ("may_report", "open", set()),
        ("may_report", "closed", {"chair", "office"}),
        ("may_report", "withdrawn", set()),
        ("may_remove_opinion", "closed", {"office"}),
    ],
)
def test_who_may_what(body, people, rule, stage, allowed):
    decision = fresh(STAGES[stage](body))
    assert {name for name, who in people.items() if getattr(rules, rule)(who, decision)} == allowed


def test_who_has_a_seat_sees_it_after_leaving(body, members):
    decision = opened(body, visibility="group")
    Appointment.objects.filter(person__account=members[0])._raw_delete("default")
    assert rules.is_visible(anew(members[0]), decision)
    assert decision in visible_decisions(anew(members[0]))


@pytest.mark.parametrize("allowed", [True, False])
def test_deputies_see_what_they_may_vote_on(body, members, account_with, allowed):
    account = account_with(email="vertretung@example.org")
    appointment = Appointment.objects.get(person__account=members[0])
    name_deputy(appointment=appointment, name="Ver Tretung", email="VERTRETUNG@example.org", by=None, at=NOW)
    decision = opened(body, visibility="group", allows_deputies=allowed)
    assert rules.is_visible(account, decision) is allowed
    assert rules.may_vote(account, decision) is allowed
    assert (decision in visible_decisions(account)) is allowed


def test_an_account_that_was_closed_has_no_seat(body, members):
    decision = opened(body)
    members[0].is_active = False
    members[0].save()
    assert not rules.may_vote(members[0], decision)
    assert decision not in visible_decisions(members[0])


def test_nothing_else_has_these_rules(chair, body):
    for rule in (rules.is_visible, rules.may_vote, rules.may_see_result, rules.may_dissent, rules.may_report):
        assert not rule(AnonymousUser(), object())


def test_results_are_there_at_the_end_only(body, members):
    decision = opened(body)
    cast(decision, members[0], CONSENT)
    assert Decision.objects.get().result is None
    assert acts.close_decision(decision=decision, by=None, at=END).result is not None
