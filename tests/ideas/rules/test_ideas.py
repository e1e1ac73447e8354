"""Who may see and do what with ideas: each rule for each kind of reader."""

import pytest
from tests.ideas.conftest import NOW

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.roles import Role
from ideenschmiede.ideas.actions.changes import propose_change
from ideenschmiede.ideas.actions.contributing import comment, offer
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries.ideas import visible_ideas
from ideenschmiede.ideas.rules import ideas as rules
from ideenschmiede.people.models import Appointment, Body, Capacity


@pytest.fixture
def people(guest, author, member, office, partner, account_with, seat, chair):
    return {
        "guest": guest,
        "author": author,
        "member": member,
        "office": office,
        "partner": partner,
        "operator": account_with(Role.OPERATOR),
        "chair": chair,
        "deputy": seat(Capacity.DEPUTY),
        "sits": seat(),
        "listens": seat(Capacity.GUEST, Role.PARTNER),
    }


NETWORK = {"author", "member", "office", "chair", "deputy", "sits"}
GROUP = {"office", "chair", "deputy", "sits", "listens"}


def allowed(rule, people, thing=None):
    return {name for name, who in people.items() if rule(who, thing)}


def test_noting(people, body):
    assert allowed(rules.may_note, people) == NETWORK
    assert allowed(rules.may_note_for, people, body) == GROUP


@pytest.mark.parametrize(
    ("visibility", "seen", "contributing"),
    [("public", None, NETWORK | {"listens"}), ("network", NETWORK, NETWORK), ("group", GROUP, GROUP)],
    ids=["public", "network", "group"],
)
def test_seeing_and_contributing(people, make_idea, body, visibility, seen, contributing):
    idea = make_idea(body=body, visibility=visibility, by=people["office"])
    everybody = set(people)
    assert allowed(rules.is_visible, people, idea) == (seen or everybody)
    assert allowed(rules.may_contribute, people, idea) == contributing
    assert allowed(rules.may_see_people, people, idea) == contributing
    listed = {name for name, who in people.items() if visible_ideas(who).filter(pk=idea.pk).exists()}
    assert listed == (seen or everybody)


def test_editing_is_for_author_leaders_and_office(people, make_idea, body):
    assert allowed(rules.may_edit, people, make_idea()) == {"author", "office"}
    assert allowed(rules.may_edit, people, make_idea(body=body, by=people["office"])) == {"office", "chair", "deputy"}
    of_group = make_idea(body=body, by=people["sits"], visibility="group")
    assert allowed(rules.may_edit, people, of_group) == {"office", "chair", "deputy", "sits"}


def test_an_author_who_left_the_network_edits_no_more(people, make_idea):
    idea = make_idea(visibility="public")
    people["author"].grants.all().delete()
    del people["author"].roles
    assert "author" not in allowed(rules.may_edit, people, idea)


@pytest.mark.parametrize("visibility", ["public", "network", "group"])
def test_who_was_in_a_closed_group_to_its_end_reads_on(people, make_idea, body, visibility):
    """What it kept to itself; elsewhere they are as others of the network, or outside it, are. Even who leads another
    group, and who noted the idea."""
    idea = make_idea(body=body, visibility=visibility, by=people["sits"])
    other = Body.objects.create(kind="jury", slug="jury", name="Jury", created_at=NOW)
    with writing():
        Appointment.objects.filter(body=body).update(status="ended", changed_at=NOW)
        person, times = people["chair"].person, {"created_at": NOW, "changed_at": NOW}
        Appointment.objects.create(person=person, body=other, capacity="chair", status="active", **times)
    Body.objects.filter(pk=body.pk).update(closed_on=NOW.date(), closed_at=NOW)
    del people["sits"].__dict__["seats"]  # remembered since the idea was noted
    former = {"sits", "chair", "deputy", "listens"}
    kept = visibility == "group"
    seen = former if kept or visibility == "public" else former - {"listens"}
    assert allowed(rules.is_visible, people, idea) & former == seen
    assert allowed(rules.may_see_people, people, idea) & former == seen
    assert allowed(rules.may_contribute, people, idea) & former == (set() if kept else former - {"listens"})
    assert allowed(rules.may_edit, people, idea) == ({"office"} if kept else {"office", "sits"})
    for rule in (rules.may_put_decision, rules.may_link_decision):
        assert ("chair" in allowed(rule, people, idea)) is not kept
    assert allowed(rules.may_note_for, people, body) == {"office"}
    assert allowed(rules.is_only_read, people, object()) == set()


def test_a_merged_idea_is_only_read(people, make_idea):
    other = make_idea("Die andere")
    idea = Idea(title="Alt", visibility="network", author=people["author"], merged_into=other)
    assert allowed(rules.is_visible, people, idea) == NETWORK
    for rule in (rules.may_edit, rules.may_contribute, rules.may_link_decision, rules.may_put_decision):
        assert allowed(rule, people, idea) == set()


def test_what_somebody_wrote(people, make_idea):
    idea = make_idea()
    said = comment(idea=idea, text="Gut.", by=people["member"], at=NOW)
    given = offer(idea=idea, text="Zeit", by=people["member"], at=NOW)
    proposed = propose_change(idea=idea, text={"problem": "Neu"}, by=people["member"], at=NOW)
    assert allowed(rules.may_hide_comment, people, said) == {"author", "office", "member"}
    for thing in (given, proposed):
        assert allowed(rules.may_withdraw, people, thing) == {"member"}
    assert allowed(rules.may_edit, people, proposed) == {"author", "office"}


def test_decisions_are_brought_about_by_who_leads_a_group(people, make_idea):
    idea = make_idea()
    assert allowed(rules.may_put_decision, people, idea) == {"office", "chair", "deputy"}
    assert allowed(rules.may_link_decision, people, idea) == {"author", "office", "chair", "deputy"}


def test_rules_on_something_else_say_no(people):
    for rule in (rules.is_visible, rules.noted_it, rules.wrote_it, rules.stands_alone, rules.may_edit):
        assert allowed(rule, people, object()) == set()
