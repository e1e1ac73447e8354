import pytest
from tests.deliberation.deciding import END, NOW, TEXT, THREE, cast, fresh, opened, put

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Decision

Option = acts.OptionText


def last_event():
    return Event.objects.order_by("pk").last()


def test_a_chair_puts_a_decision_of_the_own_group(body, chair):
    decision = put(body, by=chair, context="  Worum\r\nes geht ", quorum=60)
    assert (decision.stage, decision.context, decision.quorum) == ("draft", "Worum\nes geht", 60)
    assert decision.is_secret
    proposal = decision.proposals.get()
    assert (proposal.version, proposal.text, proposal.created_by) == (1, TEXT, chair)
    event = last_event()
    assert (event.verb, event.actor, event.data) == ("decision.put", chair.pk, {"method": "consent", "body": body.pk})


def test_the_office_puts_and_members_do_not(body, office, members, network):
    put(body, by=office)
    for somebody in (members[0], office):
        if somebody is office:
            put(network, by=somebody)
        else:
            with pytest.raises(NotAllowed):
                put(body, by=somebody)


def test_a_chair_puts_none_for_another_body(chair, network):
    with pytest.raises(NotAllowed):
        put(network, by=chair)


def test_options_keep_their_order(body):
    decision = put(body, method="ranked")
    assert list(decision.options.values_list("rank", "text")) == [(1, "Bürgerbus"), (2, "Rufbus"), (3, "Radweg")]


def test_costs_stand_in_budgets_only(body):
    priced = [Option("Bus", cost=60), Option("Rad", cost=50)]
    assert put(body, method="budget", options=priced, budget=100).options.get(rank=2).cost == 50
    assert put(body, method="score", options=priced).options.get(rank=2).cost is None


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"title": " "}, "title", "blank"),
        ({"title": "T" * 201}, "title", "200"),
        ({"method": "dice"}, "method", "dice"),
        ({"text": " "}, "text", "what is proposed"),
        ({"text": "T" * 10_001}, "text", "10000"),
        ({"quorum": 101}, "quorum", "100"),
        ({"options": THREE}, "options", "decides on one text"),
        ({"method": "ranked", "options": THREE[:1]}, "options", "from 2 to 50"),
        ({"method": "resistance", "options": ()}, "options", "from 1 to 50"),
        ({"method": "score", "options": [Option(" "), *THREE]}, "options", "no text"),
        ({"method": "score", "options": [Option("rad  weg"), Option("Rad weg")]}, "options", "same text"),
        ({"method": "shortlist"}, "places_to_fill", "how many"),
        ({"method": "shortlist", "places_to_fill": 3}, "options", "more options than places"),
        ({"method": "budget"}, "budget", "whole euros"),
        ({"method": "budget", "budget": 10}, "options", "needs its cost"),
        ({"method": "budget", "budget": 10, "options": [Option("A", cost=11), Option("B", cost=1)]}, "options", "more"),
        ({"method": "budget", "budget": 10, "options": [Option("A", cost=5), Option("B", cost=5)]}, "budget", "enough"),
        ({"visibility": "confidential", "is_secret": False}, "is_secret", "always secret"),
        ({"opens_at": END}, "closes_at", "after the beginning"),
        ({"opens_at": NOW, "closes_at": None}, "closes_at", "until when"),
    ],
    ids=[
        "no-title", "long-title", "method", "no-text", "long-text", "quorum", "options", "one-option", "no-option",
        "empty-option", "same-option", "no-places", "too-few-options", "no-budget", "no-cost", "too-dear", "all-fits",
        "open-confidence", "end", "no-end",
    ],
)  # fmt: skip
def test_what_does_not_fit_says_what_to_do(body, fields, field, message):
    with pytest.raises(acts.DecisionError, match=message) as caught:
        put(body, **fields)
    assert caught.value.field == field
    assert not Decision.objects.exists()


def test_somebody_must_decide(db):
    with pytest.raises(acts.DecisionError, match="who decides") as caught:
        put(None)
    assert caught.value.field == "body"


def test_no_other_column_is_written(body):
    with pytest.raises(TypeError, match="outcome"):
        put(body, outcome="accepted")


def test_it_comes_from_a_question_that_one_sees(body, chair, question, make_question, network):
    assert put(body, by=chair, question=question).question == question
    elsewhere = make_question("Anderswo", body=network, visibility="group")
    with pytest.raises(acts.DecisionError, match="not there"):
        put(body, by=chair, question=elsewhere)


@pytest.mark.parametrize(
    ("origin", "kept"), [("ideas.idea:12", True), ("Kim Beispiel", False), ("ideas.idea:x", False), ("", False)]
)
def test_the_event_passes_on_where_it_comes_from(body, origin, kept):
    put(body, origin=origin)
    assert ("origin" in last_event().data) is kept


def test_a_confidential_one_says_nothing_of_its_origin(body):
    put(body, origin="ideas.idea:12", visibility="confidential")
    assert "origin" not in last_event().data


def test_it_is_changed_while_in_preparation(body, chair):
    decision = put(body, by=chair)
    changed = acts.change_decision(
        decision=decision, title="Busse", method="ranked", text="", options=THREE, by=chair, at=NOW
    )
    assert (changed.title, changed.options.count(), changed.proposals.get().text) == ("Busse", 3, "")
    again = acts.change_decision(decision=changed, quorum=10, by=chair, at=NOW)
    assert (again.quorum, again.options.count()) == (10, 3)
    assert last_event().data == {"fields": ["quorum"]}


def test_a_change_must_fit_what_stays(body):
    decision = put(body, method="ranked")
    with pytest.raises(acts.DecisionError, match="decides on one text"):
        acts.change_decision(decision=decision, method="consent", text=TEXT, by=None, at=NOW)
    assert fresh(decision).method == "ranked"


def test_nobody_hands_it_to_a_body_that_is_not_theirs(body, chair, network):
    with pytest.raises(NotAllowed):
        acts.change_decision(decision=put(body), body=network, by=chair, at=NOW)


def test_nothing_changes_once_people_vote(body, members):
    decision = opened(body)
    cast(decision, members[0], {"stance": "consent"})
    with pytest.raises(acts.NotOpen, match="no longer in preparation"):
        acts.change_decision(decision=decision, title="Anders", by=None, at=NOW)
    with pytest.raises(acts.NotOpen, match="no longer in preparation"):
        acts.discard_decision(decision=decision, by=None, at=NOW)


def test_what_nobody_saw_can_be_discarded(body, chair, members):
    decision = put(body)
    with pytest.raises(NotAllowed):
        acts.discard_decision(decision=decision, by=members[0], at=NOW)
    acts.discard_decision(decision=decision, by=chair, at=NOW)
    assert not Decision.objects.exists()
    assert last_event().verb == "decision.discarded"
