"""Decisions and ideas: linked where one decides on the other, decided when that was in favour."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.ideas.conftest import NOW

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions.deciding import cast_ballot, close_decision, open_decision, put_decision
from ideenschmiede.ideas.actions.decisions import link_decision
from ideenschmiede.ideas.actions.storing import IdeaError
from ideenschmiede.ideas.models import Idea


@pytest.fixture(autouse=True)
def keys_dir(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"


@pytest.fixture
def idea(make_idea, concept):
    return set_stage(make_idea(), **concept, stage="concept")


def set_stage(idea, **values):
    with writing():
        Idea.objects.filter(pk=idea.pk).update(**values)
    return Idea.objects.get(pk=idea.pk)


def tell(verb, decision, by=None, **data):
    with transaction.atomic():
        record(verb=verb, subject=decision, by=by, at=NOW, data=data)


def put(decision, by, origin):
    tell("decision.put", decision, by, origin=origin)


def linked():
    return Idea.objects.get().decision


def test_linking(idea, author, make_decision, verbs):
    decision = make_decision()
    for _twice in range(2):
        link_decision(idea=idea, decision=decision, by=author, at=NOW)
    assert linked() == decision
    assert verbs() == ["idea.noted", "idea.decision_linked"]
    assert Event.objects.get(verb="idea.decision_linked").data == {"decision": decision.pk}


@pytest.mark.parametrize(
    ("state", "makes_room"),
    [
        ({"stage": "draft"}, False),
        ({"stage": "open"}, False),
        ({"stage": "closed", "outcome": "accepted"}, False),
        ({"stage": "closed", "outcome": "rejected"}, True),
        ({"stage": "closed", "outcome": "no_quorum"}, True),
        ({"stage": "closed", "outcome": "withdrawn"}, True),
    ],
    ids=lambda value: "-".join(value.values()) if isinstance(value, dict) else None,
)
def test_one_that_was_not_accepted_makes_room(idea, author, make_decision, state, makes_room):
    first, second = make_decision(**state), make_decision()
    link_decision(idea=idea, decision=first, by=author, at=NOW)
    if makes_room:
        link_decision(idea=idea, decision=second, by=author, at=NOW)
    else:
        with pytest.raises(IdeaError, match="already"):
            link_decision(idea=idea, decision=second, by=author, at=NOW)
    assert linked() == (second if makes_room else first)


def test_a_confidential_one_is_not_linked(idea, author, make_decision):
    with pytest.raises(IdeaError, match="confidential"):
        link_decision(idea=idea, decision=make_decision(visibility="confidential"), by=author, at=NOW)


def test_who_may_link(idea, member, chair, make_decision):
    with pytest.raises(NotAllowed):
        link_decision(idea=idea, decision=make_decision(), by=member, at=NOW)
    link_decision(idea=idea, decision=make_decision(), by=chair, at=NOW)


def test_a_decision_that_comes_from_an_idea_is_linked(idea, chair, make_decision):
    decision = make_decision()
    put(decision, chair, f"ideas.idea:{idea.pk}")
    assert linked() == decision


@pytest.mark.parametrize(
    "origin", ["", "ideas.idea", "ideas.idea:", "ideas.idea:x", "ideas.idea:99999999", "deliberation.question:1", 7]
)
def test_an_origin_that_is_none(idea, chair, make_decision, origin):
    put(make_decision(), chair, origin)
    assert linked() is None


def test_an_address_is_only_a_wish(idea, member, chair, make_decision):
    wanted = f"ideas.idea:{idea.pk}"
    put(make_decision(), member, wanted)
    put(make_decision(visibility="confidential"), chair, wanted)
    assert linked() is None
    first = make_decision()
    put(first, chair, wanted)
    put(make_decision(), chair, wanted)
    assert linked() == first


def test_what_a_chair_may_not_see_is_not_linked(idea, chair, make_decision, account_with, seat):
    other = type(make_decision().body).objects.create(kind="working_group", slug="x", name="X", created_at=NOW)
    hidden = set_stage(idea, body=other, visibility="group")
    put(make_decision(), chair, f"ideas.idea:{hidden.pk}")
    assert linked() is None


@pytest.mark.parametrize(
    ("stage", "outcome", "expected"),
    [
        ("concept", "accepted", "decided"),
        ("concept", "rejected", "concept"),
        ("concept", "no_quorum", "concept"),
        ("worked_out", "accepted", "worked_out"),
        ("pilot", "accepted", "pilot"),
    ],
)
def test_a_concept_is_decided_when_it_is_accepted(idea, make_decision, stage, outcome, expected):
    decision = make_decision(stage="closed", outcome=outcome)
    set_stage(idea, stage=stage, decision=decision)
    tell("decision.closed", decision)
    assert Idea.objects.get().stage == expected


def test_a_parked_idea_stays_parked(idea, make_decision):
    decision = make_decision(stage="closed", outcome="accepted")
    set_stage(idea, stage="parked", parked_from="concept", parked_reason="Weil.", decision=decision)
    tell("decision.closed", decision)
    assert Idea.objects.get().stage == "parked"


def test_from_the_idea_to_the_decision_and_back(idea, chair, body, verbs):
    """The whole way, by the actions of both apps."""
    day = timedelta(days=1)
    decision = put_decision(
        title="Wir machen das", text="Wir machen das.", method="consent", body=body, visibility="network",
        closes_at=NOW + day, quorum=0, origin=f"ideas.idea:{idea.pk}", by=chair, at=NOW,
    )  # fmt: skip
    assert linked() == decision
    open_decision(decision=decision, by=chair, at=NOW)
    cast_ballot(decision=decision, choice={"stance": "consent"}, by=chair, at=NOW)
    close_decision(decision=decision, by=chair, at=NOW + day)
    assert Idea.objects.get().stage == "decided"
    assert verbs() == ["idea.noted", "idea.decision_linked", "idea.advanced"]
