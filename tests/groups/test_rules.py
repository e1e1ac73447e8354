"""Who sees and does what, for each visibility."""

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.groups.making import AT, a_task, make_group, make_person, seat, who

from ideenschmiede.base.models import Visibility
from ideenschmiede.groups import rules
from ideenschmiede.groups.models import Document, Handover
from ideenschmiede.groups.queries.groups import known_groups

VISIBILITIES = [(value, known) for value in Visibility for known in (False, True)]


@pytest.fixture
def people(db, office, member, partner):
    """Name → account; the group is put in later."""
    return {"guest": AnonymousUser(), "partner": partner, "member": member, "office": office}


# who sees at least: that it exists, the page, the work
SEES = {
    ("public", False): ("guest", "guest", "member"),
    ("public", True): ("guest", "guest", "member"),
    ("network", False): ("member", "member", "member"),
    ("network", True): ("member", "member", "member"),
    ("group", False): ("member", "member", "inside"),
    ("group", True): ("member", "member", "inside"),
    ("confidential", False): ("inside", "inside", "inside"),
    ("confidential", True): ("member", "inside", "inside"),
}
ORDER = ("guest", "partner", "member", "inside", "office")


@pytest.mark.parametrize(("visibility", "is_known"), VISIBILITIES, ids=[f"{v}-{k}" for v, k in VISIBILITIES])
def test_what_is_seen(people, visibility, is_known):
    group = make_group(visibility=visibility, is_known=is_known)
    people["inside"] = who(make_person("Innen", group))
    expected = SEES[(visibility.value, is_known and visibility == "confidential")]
    for name in ORDER:
        reached = ORDER.index(name)
        for rule, least in zip((rules.is_known, rules.is_visible, rules.sees_work), expected, strict=True):
            assert rule(people[name], group) is (reached >= ORDER.index(least)), (name, rule)
        listed = known_groups(people[name]).filter(pk=group.pk).exists()
        assert listed is rules.is_known(people[name], group), f"the list and the rule differ for {name}"


@given(visibility=st.sampled_from(Visibility), is_known=st.booleans(), role=st.sampled_from(ORDER))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_who_sees_more_sees_less_too(people, visibility, is_known, role):
    group = make_group(f"Gruppe {known_groups(people['office']).count()}", visibility=visibility, is_known=is_known)
    asks = people.get(role) or who(make_person(f"Innen{group.pk}", group))
    assert not rules.sees_work(asks, group) or rules.is_visible(asks, group)
    assert not rules.is_visible(asks, group) or rules.is_known(asks, group)


@pytest.mark.parametrize(
    ("capacity", "runs", "sits"),
    [("chair", True, True), ("deputy", True, True), ("member", False, True), ("guest", False, True)],
)
def test_seats(group, capacity, runs, sits):
    account = who(make_person("Jemand", group, capacity))
    assert rules.may_run(account, group) is runs
    assert rules.sits_in(account, group) is sits
    assert rules.may_add_document(account, group) is sits
    assert not rules.may_close(account, group)
    assert not rules.may_set_visibility(account, group)


def test_a_seat_in_another_group_is_none(group, office):
    other = make_group("Andere", visibility="group")
    account = who(make_person("Jemand", other, "chair"))
    assert not rules.may_run(account, group)
    assert not rules.sits_in(account, group)
    assert rules.may_run(office, group)
    assert rules.may_close(office, group)


def test_a_seat_that_has_ended_is_none(group):
    person = make_person("Vorbei")
    seat(person, group, "chair", status="ended")
    assert not rules.may_run(who(person), group)


def test_tasks(group, chair, insider, office):
    task, others = a_task(group, person=insider), a_task(group, person=chair)
    assert rules.may_finish_task(who(insider), task)
    assert not rules.may_finish_task(who(insider), others)
    assert rules.may_finish_task(who(chair), task)
    assert rules.sees_lateness(who(insider), task)
    assert not rules.sees_lateness(who(insider), others)
    assert not rules.may_finish_task(AnonymousUser(), task)
    outside = make_person("Draussen")
    task.person = outside
    assert not rules.may_finish_task(who(outside), task)


def test_documents(group, chair, insider, member):
    mine = Document(group=group, title="Meins", link="https://example.org", added_by=who(insider), added_at=AT)
    assert rules.may_remove_document(who(insider), mine)
    assert rules.may_remove_document(who(chair), mine)
    assert not rules.may_remove_document(member, mine)
    mine.added_by = member
    assert not rules.may_remove_document(member, mine), "who has left the group removes nothing any more"


@pytest.mark.parametrize(("visibility", "marked", "seen"), [
    ("public", True, True), ("public", False, False), ("network", True, False), ("group", True, False),
])  # fmt: skip
def test_guests_see_what_a_public_group_shows(visibility, marked, seen, db):
    group = make_group(visibility=visibility)
    document = Document(group=group, title="Papier", link="https://example.org", is_public=marked, added_at=AT)
    assert rules.sees_document(AnonymousUser(), document) is seen


def test_handovers(group, chair, insider, office, member):
    left = make_person("Gegangen")
    handover = Handover(group=group, from_person=left, asked_at=AT)
    for account, sees, writes, takes in (
        (who(left), True, True, False),
        (who(chair), True, True, True),
        (who(insider), True, False, False),
        (office, True, True, False),
        (member, False, False, False),
    ):
        assert rules.sees_handovers(account, handover) is sees
        assert rules.may_write_handover(account, handover) is writes
        assert rules.may_take_over(account, handover) is takes
    handover.from_person = chair
    assert not rules.may_take_over(who(chair), handover), "nobody takes over from themselves"


def test_rules_of_something_else(group, office):
    for rule in (rules.is_public_group, rules.is_closed_circle, rules.is_still_open, rules.says_that_it_exists):
        assert not rule(office, office)
    assert not rules.is_own(office, group)
