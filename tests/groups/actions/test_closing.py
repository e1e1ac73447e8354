"""The closing report, closing, and suggesting members before that."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from tests.groups.making import AT, DAY, a_task, make_group, make_person, seat, who

from ideenschmiede.base.errors import ActionError, NotAllowed
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.deliberation.actions.questions import ask, open_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.actions.voting import cast_vote
from ideenschmiede.deliberation.models import Vote
from ideenschmiede.deliberation.queries.questions import visible_questions
from ideenschmiede.deliberation.queries.waiting import questions_to_answer
from ideenschmiede.groups.actions.closing import close_group, write_report
from ideenschmiede.groups.actions.mandates import write_charter
from ideenschmiede.groups.actions.noting import GroupError
from ideenschmiede.groups.actions.suggesting import suggest_member
from ideenschmiede.ideas.actions.changes import propose_change
from ideenschmiede.ideas.actions.contributing import comment, support
from ideenschmiede.ideas.actions.noting import note_idea
from ideenschmiede.ideas.actions.texts import change_text
from ideenschmiede.ideas.queries.ideas import visible_ideas
from ideenschmiede.people.actions.appointments import close_body, end, reopen_body
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


def in_network(*persons):
    """They keep their accounts when the group ends."""
    for person in persons:
        seat(person, SimpleNamespace(body=Body.objects.get(kind="network")))


@pytest.mark.parametrize("visibility", ["group", "confidential"])
def test_who_was_in_it_to_its_end_can_still_read(client, office, visibility):
    group = make_group(visibility=visibility)
    stayed, left = make_person("Blieb", group, "chair"), make_person("Ging", group)
    in_network(stayed, left)
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
    page = client.get(url)
    assert page.status_code == (200 if visibility == "group" else 404)
    assert ("Zwei Konzepte." in page.text) is (visibility == "group"), "the report of a known group is known"
    assert "Blieb offen" not in page.text
    assert client.get(f"{url}zusammenarbeit/").status_code == 404


def test_who_was_removed_in_the_morning_of_that_day_reads_nothing(client, office):
    group = make_group(visibility="confidential")
    stayed, left = make_person("Blieb", group), make_person("Ging", group)
    in_network(stayed, left)
    end(appointment=left.appointments.get(body=group.body), by=None, at=AT - timedelta(hours=3))
    close_group(group=group, report="Zwei Konzepte.", by=office, at=AT)
    url = f"/arbeitsgruppen/{group.body.slug}/"
    for person, status in ((stayed, 200), (left, 404)):
        client.force_login(who(person))
        assert client.get(url).status_code == status


def test_who_was_in_it_to_its_end_adds_nothing_more(group, insider, office):
    """Though they are in the network, and what the group has asked is still open."""
    in_network(insider)
    body, writer = group.body, who(insider)
    asked = ask(title="Was?", body=body, audience="body", visibility="group", by=None, at=AT)
    question = open_question(question=asked, by=None, at=AT)
    statement = write_statement(question=question, text="Das hilft den Gemeinden.", is_seed=True, by=None, at=AT)
    idea = note_idea(title="Koffer", body=body, visibility=Visibility.GROUP, by=writer, at=AT)
    assert [one for one, _done in questions_to_answer(writer, AT)] == [question]
    close_group(group=group, report="Zwei Konzepte.", by=office, at=AT + DAY)
    former, later = who(insider), {"by": who(insider), "at": AT + DAY}
    assert list(visible_questions(former)) == [question]
    assert list(visible_ideas(former)) == [idea]
    assert questions_to_answer(former, AT + DAY) == []
    for add in (
        lambda: cast_vote(statement=statement, value=Vote.AGREE, **later),
        lambda: write_statement(question=question, text="Noch eine These.", **later),
        lambda: comment(idea=idea, text="Gut.", **later),
        lambda: support(idea=idea, **later),
        lambda: propose_change(idea=idea, text={"problem": "Neu"}, **later),
        lambda: change_text(idea=idea, text={"problem": "Neu"}, **later),
        lambda: note_idea(title="Noch einer", body=body, **later),
    ):
        with pytest.raises(NotAllowed):
            add()


def test_of_one_that_opened_again_old_seats_count_for_nothing(client, office):
    group = make_group(visibility="confidential")
    stayed = make_person("Blieb", group)
    in_network(stayed)
    close_group(group=group, report="Zwei Konzepte.", by=office, at=AT)
    reopen_body(body=group.body, by=office, at=AT + DAY)
    client.force_login(who(stayed))
    url = f"/arbeitsgruppen/{group.body.slug}/"
    assert client.get(url).status_code == 404
    close_body(body=group.body, by=office, at=AT + 2 * DAY)
    assert client.get(url).status_code == 404


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
