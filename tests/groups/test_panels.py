"""What other pages show of working groups."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone
from tests.groups.making import AT, DAY, a_task, make_group, make_person, who
from tests.groups.views.test_groups import a_decision

from ideenschmiede.base.actions import grant_role
from ideenschmiede.base.roles import Role
from ideenschmiede.groups import panels
from ideenschmiede.groups.actions.handovers import write_handover
from ideenschmiede.groups.actions.mandates import set_mandate
from ideenschmiede.groups.actions.tasks import finish_task
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.people.actions.appointments import close_body
from ideenschmiede.people.models import Body


def made_of(panel, account, thing=None):
    """The panel, not yet drawn: drawing asks for the roles of the reader, as every page does."""
    request = RequestFactory().get("/")
    request.user = account
    return panel(request, thing)


def shown(panel, account, thing=None):
    request = RequestFactory().get("/")
    request.user = account
    made = panel(request, thing)
    return "" if made is None else render_to_string(made.template, dict(made.context), request)


def test_home_shows_what_waits_for_me(group, chair, insider, member, django_assert_num_queries):
    today = timezone.localdate()
    a_task(group, "Meins", person=insider, due_on=today + DAY)
    a_task(group, "Verspätet", person=insider, due_on=today - DAY)
    a_task(group, "Fremd", due_on=today + DAY)
    mine = shown(panels.home, who(insider))
    assert "Meins" in mine
    assert "Verspätet" in mine
    assert mine.count("Overdue") == 1
    assert "Fremd" not in mine
    leads = shown(panels.home, who(chair))
    assert "Verspätet" in leads
    assert "Meins" not in leads
    assert shown(panels.home, member) == ""
    with django_assert_num_queries(0):
        assert made_of(panels.home, AnonymousUser()) is None
    account = who(insider)
    with django_assert_num_queries(4):  # seats and roles, which others ask for, too; tasks; no handover
        made_of(panels.home, account)
    idle = who(make_person("Mussnichts", group))
    with django_assert_num_queries(3):  # seats; no task, no handover
        made_of(panels.home, idle)


def test_home_shows_handovers(group, chair):
    handover = write_handover(group=group, achieved="Viel.", open_matters="", by=who(chair), at=AT)
    new = make_person("Neue", group, "chair")
    assert "Take over the chair: Arbeitsgruppe Digitales" in shown(panels.home, who(new))
    handover.written_at = None
    handover.save()
    assert "Hand over the chair: Arbeitsgruppe Digitales" in shown(panels.home, who(chair))


def test_home_shows_a_few(group, insider):
    for number in range(panels.SHOWN + 2):
        a_task(group, f"Aufgabe {number}", person=insider)
    assert "And 2 more tasks" in shown(panels.home, who(insider))


def test_the_office_sees_what_groups_lack(office, django_assert_num_queries):
    today = timezone.localdate()
    bare, ended, closed, good = (make_group(name) for name in ("Bar", "Abgelaufen", "Zu", "Gut"))
    for number, one in enumerate((ended, good)):
        set_mandate(group=one, aim="Ziel", owes="Liste", until=None, by=None, at=AT)
        make_person(f"Leitung{number}", one, "chair")
    WorkingGroup.objects.filter(pk=ended.pk).update(until=today - DAY)
    close_body(body=closed.body, by=None, at=AT)
    with django_assert_num_queries(1):
        made_of(panels.office, office)
    text = shown(panels.office, office)
    assert f">{bare.body.name}</a>: has no chair; its mandate does not say what it owes" in text
    assert ">Abgelaufen</a>: its mandate ended on" in text
    assert ">Zu</a>: closed without a report" in text
    assert good.body.name not in text
    write_handover(group=good, achieved="Viel.", open_matters="", by=None, at=AT)
    assert ">Gut</a>: the chair is being handed over" in shown(panels.office, office)


def test_the_office_sees_nothing_where_all_is_well(office, db):
    assert shown(panels.office, office) == ""


def test_the_page_of_a_body_leads_to_the_group(group, office, member, django_assert_num_queries):
    assert office.roles
    with django_assert_num_queries(0):
        made_of(panels.body, office, group.body)
        assert made_of(panels.body, office, Body(kind="jury")) is None
    assert f'href="/arbeitsgruppen/{group.body.slug}/"' in shown(panels.body, office, group.body)
    closing = f'href="/arbeitsgruppen/{group.body.slug}/abschluss/"'
    assert closing in shown(panels.body, office, group.body)
    assert closing not in shown(panels.body, member, group.body)


def test_a_chair_suggests_persons(group, chair, insider, member, django_assert_num_queries):
    person = make_person("Gute")
    grant_role(account=chair.account, role=Role.CHAIR, by=None, at=AT)
    assert insider.account.roles
    with django_assert_num_queries(0):
        assert made_of(panels.person, insider.account, person) is None
    assert f"person={person.pk}" in shown(panels.person, who(chair), person)
    assert shown(panels.person, who(chair), chair) == ""
    for account in (who(insider), member, AnonymousUser()):
        assert shown(panels.person, account, person) == ""
    close_body(body=group.body, by=None, at=AT)
    assert shown(panels.person, who(chair), person) == ""


def test_tasks_follow_from_a_decision(group, chair, insider, member, office, django_assert_num_queries):
    decision = a_decision(group)
    for account in (who(insider), member, AnonymousUser()):
        assert shown(panels.origin, account, decision) == ""
    for account in (who(chair), office):
        text = shown(panels.origin, account, decision)
        assert f"?aus=entscheidung-{decision.pk}" in text
        assert "Make a task of it" in text
    for title in ("Eins", "Zwei"):
        a_task(group, title, origin=decision)
    a_task(group, "Anderes")
    account = who(chair)
    with django_assert_num_queries(4):  # tasks, group; seats and roles, which others ask for, too
        made_of(panels.origin, account, decision)
    text = shown(panels.origin, account, decision)
    assert "Eins" in text
    assert "Anderes" not in text
    outside = shown(panels.origin, member, decision)
    assert "Zwei" in outside
    assert "Make a task" not in outside
    WorkingGroup.objects.filter(pk=group.pk).update(visibility="group")
    assert shown(panels.origin, member, decision) == "", "tasks of a group that works for itself"


def test_an_idea_of_nobody_becomes_a_task_of_my_groups(group, chair, office):
    idea = SimpleNamespace(pk=7, body_id=None, _meta=SimpleNamespace(label_lower="ideas.idea"))
    account = who(chair)
    assert "?aus=idee-7" in shown(panels.origin, account, idea)
    make_person("Zwei", other := make_group("Andere"), "member")
    assert other.body.name not in shown(panels.origin, account, idea)
    assert shown(panels.origin, office, idea) == "", "the office chooses the group first"
    assert shown(panels.origin, AnonymousUser(), idea) == ""


def test_no_tasks_in_a_closed_group(group, office):
    decision = a_decision(group)
    close_body(body=group.body, by=None, at=AT)
    assert shown(panels.origin, office, decision) == ""


def test_a_task_says_from_which_decision_it_follows(group, member, office):
    decision = a_decision(group)
    task = a_task(group, origin=decision)
    assert decision.title in shown(panels.task, member, task)
    decision.visibility = "confidential"
    decision.save()
    assert shown(panels.task, member, task) == ""
    assert shown(panels.task, office, a_task(group)) == ""
    assert shown(panels.task, office, a_task(group, origin=("ideas.idea", 1))) == ""
    assert shown(panels.task, office, a_task(group, origin=("deliberation.decision", 0))) == ""


def test_what_is_done_waits_no_longer(group, insider):
    task = a_task(group, person=insider)
    finish_task(task=task, by=None, at=AT)
    assert shown(panels.home, who(insider)) == ""


@pytest.mark.parametrize("visibility", ["group", "confidential"])
def test_who_left_sees_nothing_of_it(group, visibility):
    person = make_person("Gegangen", group)
    a_task(group, "Geheim", person=person)
    WorkingGroup.objects.filter(pk=group.pk).update(visibility=visibility)
    close_body(body=group.body, by=None, at=AT)
    assert shown(panels.home, who(person)) == ""
