"""The closing report, closing, and suggesting members before that."""

from types import SimpleNamespace

import pytest
from tests.groups.making import AT, DAY, a_task, make_group, make_person, seat, who

from ideenschmiede.base.errors import ActionError, NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.groups.actions.closing import close_group, write_report
from ideenschmiede.groups.actions.mandates import write_charter
from ideenschmiede.groups.actions.noting import GroupError
from ideenschmiede.groups.actions.suggesting import suggest_member
from ideenschmiede.people.actions.appointments import close_body, end
from ideenschmiede.people.models import Body, Status


def test_the_report_before_the_end(group, chair):
    write_report(group=group, report="Zwei Konzepte.", by=who(chair), at=AT)
    group.refresh_from_db()
    assert group.closing_report == "Zwei Konzepte."
    assert group.is_open


def test_closing_ends_all_appointments(group, chair, insider, office):
    task = a_task(group, person=insider)
    close_group(group=group, report="Zwei Konzepte.", by=office, at=AT)
    group.refresh_from_db()
    group.body.refresh_from_db()
    assert (group.closing_report, group.body.closed_on, group.is_open) == ("Zwei Konzepte.", AT.date(), False)
    assert {one.status for one in group.body.appointments.all()} == {Status.ENDED}
    assert Event.objects.filter(verb="group.closed", actor=office.pk).count() == 1
    task.refresh_from_db()
    assert task.done_at is None, "what was open is still to be seen"


def test_not_without_a_report(group, office):
    with pytest.raises(GroupError, match="report first") as error:
        close_group(group=group, report=" \n ", by=office, at=AT)
    assert error.value.field == "report"
    group.body.refresh_from_db()
    assert group.body.closed_on is None
    assert not Event.objects.filter(verb="group.report_written").exists(), "all or nothing"


def test_the_page_of_the_body_is_no_way_around_the_report(group, chair, office):
    with pytest.raises(GroupError, match="with its report"):
        close_body(body=group.body, by=office, at=AT)
    group.body.refresh_from_db()
    assert group.body.closed_on is None
    assert chair.appointments.get().status == Status.ACTIVE
    write_report(group=group, report="Fertig.", by=who(chair), at=AT)
    assert close_body(body=group.body, by=office, at=AT) == 1


def test_only_the_office_closes(group, chair):
    with pytest.raises(NotAllowed):
        close_group(group=group, report="Fertig.", by=who(chair), at=AT)


@pytest.mark.parametrize("visibility", ["group", "confidential"])
def test_who_was_in_it_to_its_end_can_still_read(client, office, visibility):
    group = make_group(visibility=visibility)
    network = SimpleNamespace(body=Body.objects.get(kind="network"))
    stayed, left = make_person("Blieb", group, "chair"), make_person("Ging", group)
    for person in (stayed, left):
        seat(person, network)
    end(appointment=left.appointments.get(body=group.body), by=None, at=AT - DAY)
    write_charter(group=group, charter="Wir duzen uns.", by=None, at=AT)
    a_task(group, "Blieb offen")
    close_group(group=group, report="Zwei Konzepte.", by=office, at=AT)
    client.force_login(who(stayed))
    url = f"/arbeitsgruppen/{group.body.slug}/"
    page = client.get(url).text
    assert "Zwei Konzepte." in page
    assert "Blieb offen" in page
    assert "Wir duzen uns." in client.get(f"{url}zusammenarbeit/").text
    assert group.body.name in client.get("/arbeitsgruppen/").text
    assert client.get(f"{url}abschluss/").status_code == 404, "reads, and runs it no longer"
    client.force_login(who(left))
    assert "Zwei Konzepte." not in client.get(url).text or visibility == "group", "the report of a known group is known"
    assert "Blieb offen" not in client.get(url).text
    assert client.get(f"{url}zusammenarbeit/").status_code == 404


def test_who_writes_the_report(group, insider, member):
    for account in (who(insider), member):
        with pytest.raises(NotAllowed):
            write_report(group=group, report="Fertig.", by=account, at=AT)


def test_afterwards_the_report_stays(group, office):
    close_group(group=group, report="Fertig.", by=office, at=AT)
    with pytest.raises(GroupError, match="stays"):
        write_report(group=group, report="Anders.", by=office, at=AT)


def test_one_that_was_closed_without_can_be_written_later(group, office):
    close_body(body=group.body, by=None, at=AT)
    write_report(group=group, report="Nachgereicht.", by=office, at=AT)
    group.refresh_from_db()
    assert group.closing_report == "Nachgereicht."
    with pytest.raises(GroupError, match="closed"):
        write_report(group=group, report="Noch einmal.", by=office, at=AT)


def test_a_member_is_suggested(group, chair):
    person = make_person("Gute")
    made = suggest_member(group=group, person=person, reason=" Kann es. ", by=who(chair), at=AT)
    assert (made.status, made.body, made.person, made.reason) == (Status.NOTICED, group.body, person, "Kann es.")
    event = Event.objects.get(verb="group.member_suggested")
    assert (event.actor, event.data) == (chair.account_id, {"appointment": made.pk})


def test_not_without_a_reason_not_twice_not_by_others(group, chair, insider):
    person = make_person("Gute")
    with pytest.raises(GroupError, match="why"):
        suggest_member(group=group, person=person, reason="", by=who(chair), at=AT)
    suggest_member(group=group, person=person, reason="Weil.", by=who(chair), at=AT)
    with pytest.raises(ActionError):
        suggest_member(group=group, person=person, reason="Weil.", by=who(chair), at=AT)
    with pytest.raises(NotAllowed):
        suggest_member(group=group, person=make_person("Andere"), reason="Weil.", by=who(insider), at=AT)
    close_body(body=group.body, by=None, at=AT)
    with pytest.raises(GroupError, match="closed"):
        suggest_member(group=group, person=make_person("Dritte"), reason="Weil.", by=None, at=AT)
