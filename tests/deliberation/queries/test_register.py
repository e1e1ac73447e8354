import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from tests.deliberation.deciding import DAY, END, NO, NOW, YES, cast, closed, opened, put

from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.queries.register import DecisionRegister


@pytest.fixture
def decisions(body, members, chair):
    """One that is open, one accepted and done, one rejected, one withdrawn, and one in preparation."""
    made = {"open": opened(body, title="Offen", method="ranked")}
    for name, choice in (("accepted", YES), ("rejected", NO)):
        decision = opened(body, title=name, method="majority", quorum=0)
        cast(decision, members[0], choice)
        made[name] = closed(decision)
    for state, at in (("under_way", END), ("done", END + DAY)):
        acts.report_follow_up(decision=made["accepted"], state=state, by=None, at=at)
    made["withdrawn"] = acts.withdraw_decision(
        decision=opened(body, title="Weg", visibility="public"), reason="Erledigt.", by=None, at=NOW
    )
    made["draft"] = put(body, title="Entwurf")
    return made


def register(address, who):
    return DecisionRegister(QueryDict(address), who)


def titles(found):
    return [one.title for one in found.decisions]


def counts(found):
    return {one.param: {choice.label: choice.count for choice in choices} for one, choices in found.listing.groups()}


def test_open_ones_first_then_the_newest_of_the_others(decisions, members):
    assert titles(register("", members[0])) == ["Offen", "rejected", "accepted", "Weg"]
    assert titles(register("", AnonymousUser())) == ["Weg"]


def test_it_says_what_became_of_each(decisions, members):
    assert {one.title: one.became for one in register("", members[0]).decisions} == {
        "Offen": "", "rejected": "", "accepted": "done", "Weg": "",
    }  # fmt: skip


def test_who_runs_them_sees_what_is_in_preparation(decisions, chair):
    assert "Entwurf" in titles(register("stand=vorbereitung", Account.objects.get(pk=chair.pk)))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("stand=offen", ["Offen"]),
        ("ergebnis=angenommen", ["accepted"]),
        ("ergebnis=zurueckgezogen", ["Weg"]),
        ("folge=erledigt", ["accepted"]),
        ("folge=laeuft", ["Offen", "rejected", "accepted", "Weg"]),  # nothing stands there any more: not a filter
        ("verfahren=mehrheit", ["rejected", "accepted"]),
        ("verfahren=mehrheit&ergebnis=abgelehnt", ["rejected"]),
        ("stand=offen&ergebnis=abgelehnt", []),
        ("jahr=2026", ["rejected", "accepted", "Weg"]),
        ("jahr=x&verfahren=x", ["Offen", "rejected", "accepted", "Weg"]),
    ],
)
def test_filters(decisions, members, address, expected):
    assert titles(register(address, members[0])) == expected


def test_counts_say_what_choosing_would_show(decisions, members, body):
    shown = counts(register("verfahren=mehrheit", members[0]))
    assert shown["ergebnis"] == {"Accepted": 1, "Rejected": 1}
    assert shown["verfahren"] == {"Simple majority": 2, "Consent": 1, "Ranking (Schulze)": 1}
    assert shown["gremium"] == {body.name: 2}
    assert shown["folge"] == {"Done": 1}


def test_what_is_chosen_can_be_taken_back_where_nothing_is_left(decisions, members):
    found = register("stand=offen&ergebnis=abgelehnt", members[0])
    assert [choice.label for _filter, choice in found.listing.chips()] == ["Open", "Rejected"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_cost_does_not_grow(body, members, many, django_assert_num_queries):
    for number in range(many):
        closed(opened(body, title=f"Nummer {number}"))
    who = Account.objects.get(pk=members[0].pk)
    with django_assert_num_queries(5):  # roles, seats, two for the filters, the decisions
        assert len(register("", who).decisions) == many
