"""Pages of the handover and of the closing report."""

from types import SimpleNamespace

from django.urls import reverse
from tests.groups.making import AT, a_task, make_person, seat, who

from ideenschmiede.groups.actions.handovers import write_handover
from ideenschmiede.groups.models import Handover, WorkingGroup
from ideenschmiede.people.actions.appointments import close_body, end
from ideenschmiede.people.models import Body

WORDS = {"achieved": "Zwei Werkzeuge.", "open_matters": "Die App.", "advice": "Fragt zuerst."}


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def url(name, group, *more):
    return reverse(f"groups:{name}", args=(group.body.slug, *more))


def test_from_the_old_chair_to_the_new_one(client, group, chair):
    a_task(group, "Wartet noch")
    seat(chair, SimpleNamespace(body=Body.objects.get(kind="network")))
    end(appointment=chair.appointments.get(body=group.body), by=None, at=AT)
    handover, old = Handover.objects.get(), who(chair)
    client.force_login(old)
    assert "Not written yet" in text(client.get(url("handover", group, handover.pk)))
    assert "Wartet noch" in text(client.get(url("write_handover", group, handover.pk)))
    client.post(url("write_handover", group, handover.pk), WORDS)
    assert "Fragt zuerst." in text(client.get(url("handover", group, handover.pk)))
    new = make_person("Neue", group, "chair")
    client.force_login(who(new))
    assert "I take over" in text(client.get(url("handover", group, handover.pk)))
    sent = client.post(url("take_over", group, handover.pk), follow=True)
    assert "Taken over" in sent.content.decode()
    handover.refresh_from_db()
    assert handover.to_person == new
    shown = text(client.get(url("handovers", group)))
    assert "to Ada Neue" in shown
    assert "I take over" not in text(client.get(url("handover", group, handover.pk)))
    assert client.post(url("take_over", group, handover.pk)).status_code == 302, "twice changes nothing"


def test_who_has_left_a_closed_circle_sees_nothing_of_its_work(client, chair, group):
    WorkingGroup.objects.update(visibility="confidential")
    a_task(group, "Geht niemand an")
    seat(chair, SimpleNamespace(body=Body.objects.get(kind="network")))
    end(appointment=chair.appointments.get(body=group.body), by=None, at=AT)
    client.force_login(who(chair))
    for name in ("handover", "write_handover"):
        shown = text(client.get(url(name, group, Handover.objects.get().pk)))
        assert "Geht niemand an" not in shown, name


def test_nothing_written_is_not_taken_over(client, group, chair):
    end(appointment=chair.appointments.get(), by=None, at=AT)
    handover = Handover.objects.get()
    client.force_login(who(make_person("Neue", group, "chair")))
    assert "I take over" not in text(client.get(url("handover", group, handover.pk)))
    sent = client.post(url("take_over", group, handover.pk), follow=True)
    assert "Nothing has been written yet" in sent.content.decode()


def test_the_chair_begins_by_themselves(client, group, chair):
    client.force_login(who(chair))
    assert "Hand over the chair" in text(client.get(url("handovers", group)))
    assert "Hand over the chair" in text(client.get(url("begin_handover", group)))
    empty = client.post(url("begin_handover", group), {"advice": "Nur das."})
    assert "Nur das." in text(empty)
    client.post(url("begin_handover", group), WORDS)
    assert Handover.objects.get().from_person == chair
    assert reverse("groups:begin_handover", args=(group.body.slug,)) not in text(client.get(url("handovers", group)))


def test_only_inside(client, group, chair, insider, member):
    handover = write_handover(group=group, **WORDS, by=who(chair), at=AT)
    client.force_login(who(insider))
    shown = text(client.get(url("handover", group, handover.pk)))
    assert "Die App." in shown
    assert "Write" not in shown
    assert client.get(url("write_handover", group, handover.pk)).status_code == 404
    client.force_login(member)
    for name, more in (("handovers", ()), ("handover", (handover.pk,)), ("begin_handover", ())):
        assert client.get(url(name, group, *more)).status_code == 404


def test_a_handover_of_another_group_is_not_there(client, group, chair, office):
    handover = write_handover(group=group, **WORDS, by=who(chair), at=AT)
    client.force_login(office)
    assert client.get(reverse("groups:handover", args=("gibt-es-nicht", handover.pk))).status_code == 404


# ── the end ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_chair_writes_the_report_and_the_office_closes(client, group, chair, office):
    client.force_login(who(chair))
    form = text(client.get(url("close", group)))
    assert "the office closes the group" in form
    assert 'name="close"' not in form
    client.post(url("close", group), {"report": "Zwei Konzepte.", "close": "1"})
    group.body.refresh_from_db()
    assert group.body.closed_on is None, "only the office closes"
    client.force_login(office)
    form = text(client.get(url("close", group)))
    assert "Zwei Konzepte." in form
    assert 'name="close"' in form
    client.post(url("close", group), {"report": "Zwei Konzepte, ein Buch."})
    group.body.refresh_from_db()
    assert group.body.closed_on is None, "saved, not closed"
    sent = client.post(url("close", group), {"report": "Zwei Konzepte, ein Buch.", "close": "1"}, follow=True)
    shown = text(sent)
    assert "The working group is closed" in shown
    assert "Zwei Konzepte, ein Buch." in shown
    assert client.get(url("close", group)).status_code == 302


def test_not_without_a_report(client, group, office):
    client.force_login(office)
    sent = client.post(url("close", group), {"report": " ", "close": "1"})
    assert "kern-error" in text(sent)
    group.body.refresh_from_db()
    assert group.body.closed_on is None


def test_a_report_that_is_missing_can_be_written_later(client, group, office):
    close_body(body=group.body, by=None, at=AT)
    client.force_login(office)
    assert "still missing" in text(client.get(url("detail", group)))
    assert 'name="close"' not in text(client.get(url("close", group)))
    client.post(url("close", group), {"report": "Nachgereicht."})
    assert WorkingGroup.objects.get(pk=group.pk).closing_report == "Nachgereicht."
