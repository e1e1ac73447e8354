"""Who may see a question, take part, run it: each rule for each kind of reader, and the query says the same."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Visibility
from ideenschmiede.base.roles import Role
from ideenschmiede.deliberation.models import Audience, Question, Stage
from ideenschmiede.deliberation.queries.questions import due_to_close, due_to_open, visible_questions
from ideenschmiede.deliberation.queries.questions import question as question_for
from ideenschmiede.deliberation.rules import questions as rules
from ideenschmiede.people.models import Appointment, Body, Capacity

EVERYBODY = {"guest", "partner", "member", "operator", "seated", "guest_of_the_group", "chair", "deputy", "office"}
SIGNED_IN = EVERYBODY - {"guest"}
NETWORK = {"member", "seated", "chair", "deputy", "office"}
GROUP = {"seated", "guest_of_the_group", "chair", "deputy"}
RUNNING = {"chair", "deputy", "office"}


@pytest.fixture
def people(account_with, seat):
    return {
        "guest": AnonymousUser(),
        "partner": account_with(Role.PARTNER),
        "member": account_with(Role.MEMBER),
        "operator": account_with(Role.OPERATOR),
        "office": account_with(Role.OFFICE),
        "seated": seat(),
        "guest_of_the_group": seat(Capacity.GUEST, Role.PARTNER),
        "chair": seat(Capacity.CHAIR),
        "deputy": seat(Capacity.DEPUTY),
    }


@pytest.fixture
def store(body, now):
    """A function that stores a question past the actions."""

    def make(**values):
        defaults = {"title": "Was?", "body": body, "audience": "network", "visibility": "network", "stage": "open"}
        return Question.objects.create(created_at=now, changed_at=now, **{**defaults, **values})

    return make


def allowed(rule, people, thing=None):
    return {name for name, who in people.items() if rule(who, thing)}


@pytest.mark.parametrize(
    ("audience", "visibility", "seeing"),
    [
        ("body", "public", EVERYBODY),
        ("network", "public", EVERYBODY),
        ("signed_in", "public", EVERYBODY),
        ("body", "network", NETWORK | GROUP),
        ("network", "network", NETWORK),
        ("signed_in", "network", SIGNED_IN),
        ("body", "group", GROUP | {"office"}),
        ("body", "confidential", GROUP | {"office"}),
        ("network", "confidential", NETWORK),
        ("signed_in", "confidential", SIGNED_IN),
    ],
)
def test_seeing(people, store, audience, visibility, seeing):
    question = store(audience=audience, visibility=visibility)
    assert allowed(rules.is_visible, people, question) == seeing | RUNNING
    question.stage = Stage.CLOSED
    assert allowed(rules.is_visible, people, question) == seeing | RUNNING


@pytest.mark.parametrize("visibility", Visibility.values)
@pytest.mark.parametrize("audience", ["body", "signed_in"])
def test_what_is_in_preparation_is_seen_by_those_who_run_it(people, store, audience, visibility):
    if (audience, visibility) == ("signed_in", "group"):
        return
    question = store(audience=audience, visibility=visibility, stage="draft")
    assert allowed(rules.is_visible, people, question) == RUNNING
    assert allowed(rules.may_take_part, people, question) == set()


@pytest.mark.parametrize(
    ("audience", "asked"),
    [("body", GROUP), ("network", NETWORK), ("signed_in", SIGNED_IN)],
    ids=["body", "network", "signed_in"],
)
@pytest.mark.parametrize("stage", Stage.values)
def test_taking_part(people, store, audience, asked, stage):
    question = store(audience=audience, stage=stage)
    assert allowed(rules.may_take_part, people, question) == (asked if stage != "draft" else set())
    for rule in (rules.may_vote, rules.may_write_statement):
        assert allowed(rule, people, question) == (asked if stage == "open" else set())


def test_a_question_without_a_body_is_run_by_the_office(people, store):
    question = store(body=None, audience="network")
    assert allowed(rules.may_run, people, question) == {"office"}
    assert allowed(rules.may_vote, people, question) == NETWORK


def test_chairs_run_and_ask_what_is_their_own_group_s(people, store, now):
    other = Body.objects.create(kind="working_group", slug="wald", name="Wald", created_at=now)
    assert allowed(rules.may_run, people, store()) == RUNNING
    assert allowed(rules.may_run, people, store(body=other)) == {"office"}
    assert allowed(rules.may_ask, people, Question()) == {"office"}
    assert allowed(rules.may_ask, people, other) == {"office"}


def test_who_left_the_group_is_outside(people, store):
    with writing():
        Appointment.objects.filter(person__account=people["chair"]).update(status="ended")
    question = store(audience="body", visibility="confidential")
    for rule in (rules.is_visible, rules.may_vote, rules.may_run):
        assert not rule(people["chair"], question)


@pytest.mark.parametrize("visibility", ["public", "network", "group", "confidential"])
def test_who_was_in_a_closed_group_to_its_end_reads_on(people, store, body, now, visibility):
    """Outside the network, too; what is still open asks them no more."""
    question, draft = store(audience="body", visibility=visibility), store(audience="body", stage="draft")
    with writing():
        Appointment.objects.filter(body=body).update(status="ended", changed_at=now)
    Body.objects.filter(pk=body.pk).update(closed_on=now.date(), closed_at=now)
    for name in GROUP:
        assert rules.is_visible(people[name], question)
        assert rules.may_take_part(people[name], question), "one's own votes and statements"
        assert not rules.is_visible(people[name], draft)
        for rule in (rules.is_asked, rules.may_vote, rules.may_write_statement, rules.may_run, rules.may_ask):
            assert not rule(people[name], question)
        assert list(visible_questions(people[name])) == [question]
    Body.objects.filter(pk=body.pk).update(closed_at=now + timedelta(hours=1))
    outsider = Account.objects.get(pk=people["guest_of_the_group"].pk)  # as a new request reads it
    assert rules.is_visible(outsider, question) is (visibility == "public")


def test_a_closed_account_is_asked_nothing(people, store):
    people["member"].is_active = False
    assert not rules.may_vote(people["member"], store(audience="signed_in"))


@pytest.mark.parametrize(
    ("stage", "early", "visibility", "shown"),
    [
        ("open", True, "network", True),
        ("open", False, "network", False),
        ("closed", False, "network", True),
        ("open", True, "confidential", False),
        ("closed", True, "confidential", True),
        ("closed", False, "confidential", True),
        ("draft", True, "network", False),
    ],
)
def test_results(people, store, stage, early, visibility, shown):
    """Before the end they are shown to everybody who sees the question, or to nobody, the chair included."""
    question = store(stage=stage, results_early=early, visibility=visibility)
    assert allowed(rules.may_see_results, people, question) == (NETWORK if shown else set())


@pytest.mark.parametrize("thing", [None, object(), 5], ids=["nothing", "object", "number"])
def test_rules_on_something_else_say_no(people, thing):
    for rule in (rules.may_vote, rules.may_take_part, rules.may_see_results, rules.is_open, rules.is_closed):
        assert allowed(rule, people, thing) == set()
    assert allowed(rules.is_visible, people, thing) == {"office"}


# ── the query ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_shows_exactly_what_the_rule_allows(people, store, now):
    other = Body.objects.create(kind="working_group", slug="wald", name="Wald", created_at=now)
    bodies = (Appointment.objects.first().body, other, None)
    for body, audience, visibility, stage in product(bodies, Audience.values, Visibility.values, Stage.values):
        if body is None and (audience == "body" or visibility == "group"):
            continue
        store(body=body, audience=audience, visibility=visibility, stage=stage)
    questions = list(Question.objects.all())
    for name, who in people.items():
        listed = set(visible_questions(who).values_list("pk", flat=True))
        assert listed == {one.pk for one in questions if rules.is_visible(who, one)}, name


def test_one_of_them(people, store, django_assert_num_queries):
    hidden = store(audience="body", visibility="group")
    assert question_for(people["guest"], hidden.pk) is None
    assert question_for(people["member"], hidden.pk) is None
    assert question_for(people["seated"], 10_000) is None
    for who in people.values():  # roles and seats are remembered on the account
        question_for(who, hidden.pk)
    with django_assert_num_queries(1):
        assert question_for(people["seated"], hidden.pk).body.name


def test_what_time_has_come_for(store, now):
    later = now + timedelta(minutes=1)
    draft, opened = store(stage="draft", opens_at=later), store(closes_at=later)
    for query, row in ((due_to_open, draft), (due_to_close, opened)):
        assert list(query(now)) == []
        assert list(query(later)) == [row]


def test_what_was_held_elsewhere_asks_nobody(make_question, member, office):
    """Whoever sees it sees its results; there are no votes of one's own in it."""
    archive = Question(title="Was braucht das Dorf?", source="openData", stage="closed", visibility="network")
    for who in (member, office):
        assert not rules.may_take_part(who, archive)
        assert rules.is_visible(who, archive)
        assert rules.may_see_results(who, archive)
