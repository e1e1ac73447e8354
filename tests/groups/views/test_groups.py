"""The list, the page of a group for each reader, mandate, charter, visibility, what happened."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.groups.making import AT, DAY, a_task, make_group, make_person, seat, who

from ideenschmiede.base.models import Visibility
from ideenschmiede.deliberation.models import Decision, Question
from ideenschmiede.groups.actions.documents import add_document
from ideenschmiede.groups.actions.mandates import set_mandate
from ideenschmiede.groups.actions.tasks import finish_task
from ideenschmiede.groups.models import Handover, WorkingGroup
from ideenschmiede.people.actions.appointments import close_body
from ideenschmiede.people.models import Body

LINK = "https://example.org/papier"


def page(client, group, name="detail", account=None, *more):
    client.logout()
    if account is not None:
        client.force_login(account)
    return client.get(reverse(f"groups:{name}", args=(group.body.slug, *more)))


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def a_question(group, title="Welche Werkzeuge?", **values):
    defaults = {"stage": "open", "visibility": "network", "created_at": AT, "changed_at": AT}
    return Question.objects.create(title=title, body=group.body, **{**defaults, **values})


def a_decision(group, title="Wir nehmen dieses.", **values):
    defaults = {"method": "consent", "stage": "open", "visibility": "network", "created_at": AT, "changed_at": AT}
    return Decision.objects.create(title=title, body=group.body, **{**defaults, **values})


@pytest.fixture
def full(group, chair, insider):
    """A group in which there is one of each."""
    until = timezone.localdate() + 400 * DAY
    set_mandate(group=group, aim="Wir prüfen Werkzeuge.", owes="Eine Liste.", until=until, by=None, at=AT)
    WorkingGroup.objects.filter(pk=group.pk).update(charter="Dienstags um vier.")
    a_task(group, "Leitfaden schreiben", person=insider, due_on=timezone.localdate() + 3 * DAY)
    a_task(group, "Zugang einrichten", person=chair, due_on=timezone.localdate() - DAY)
    a_question(group)
    a_decision(group)
    add_document(group=group, title="Vorlage", link=LINK, by=who(insider), at=AT)
    return WorkingGroup.objects.select_related("body").get(pk=group.pk)


# ── the list ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_ones_own_groups_come_first(client, group, insider, member):
    make_group("Arbeitsgruppe Andere")
    client.force_login(who(insider))
    shown = text(client.get(reverse("groups:list")))
    assert shown.index("My groups") < shown.index("Arbeitsgruppe Digitales") < shown.index("Other groups")
    assert shown.index("Other groups") < shown.index("Arbeitsgruppe Andere")
    client.force_login(member)
    assert "My groups" not in text(client.get(reverse("groups:list")))


def test_the_list_shows_what_one_may_know(client, member, office):
    for name, values in (
        ("Offene", {"visibility": "public"}),
        ("Netz", {"visibility": "network"}),
        ("Kreis", {"visibility": "group"}),
        ("Bekannt", {"visibility": "confidential", "is_known": True, "owes": "Geheim."}),
        ("Verborgen", {"visibility": "confidential"}),
    ):
        make_person(f"Leitung{name}", make_group(name, **values), "chair")
    for account, seen in (
        (None, ["Offene"]),
        (member, ["Offene", "Netz", "Kreis", "Bekannt"]),
        (office, ["Offene", "Netz", "Kreis", "Bekannt", "Verborgen"]),
    ):
        client.logout()
        if account:
            client.force_login(account)
        shown = text(client.get(reverse("groups:list")))
        assert [name for name in ("Offene", "Netz", "Kreis", "Bekannt", "Verborgen") if f">{name}<" in shown] == seen
        assert ("LeitungBekannt" in shown) is (account == office)
        assert ("LeitungOffene" in shown) is (account is not None), "names only for the network"
        assert "Geheim." not in shown


def test_an_empty_list_says_what_will_be_here(client, office, member):
    assert "No working groups here yet" in text(client.get(reverse("groups:list")))
    client.force_login(member)
    assert "The office opens one" in text(client.get(reverse("groups:list")))
    client.force_login(office)
    assert reverse("people:open_body") in text(client.get(reverse("groups:list")))


def test_closed_ones_stand_last(client, group, member):
    close_body(body=group.body, by=None, at=AT)
    client.force_login(member)
    shown = text(client.get(reverse("groups:list")))
    assert "Closed groups" in shown
    assert "kern-card" not in shown, "no card, and no empty one either"


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_the_network_sees(client, full, member):
    shown = text(page(client, full, account=member))
    for part in (
        "Wir prüfen Werkzeuge.", "Eine Liste.", "Leitung", "Innen", "Leitfaden schreiben", "Welche Werkzeuge?",
        "Wir nehmen dieses.", "Vorlage", LINK,
    ):  # fmt: skip
        assert part in shown
    for part in ("Overdue", "Give a task", "Add a document", "Handovers", "Closing report"):
        assert part not in shown


def test_what_the_chair_sees(client, full, chair, insider):
    shown = text(page(client, full, account=who(chair)))
    assert shown.count("Overdue") == 1
    for part in ("Give a task", "Add a document", "Suggest a member", "Closing report", "Handovers"):
        assert part in shown
    assert "Who sees the group?" not in shown
    inside = text(page(client, full, account=who(insider)))
    assert "Overdue" not in inside, "the late task is somebody else's"
    assert "Add a document" in inside
    assert "Give a task" not in inside


def test_who_has_promised_it_sees_that_it_is_late(client, group, insider, member):
    a_task(group, "Meins", person=insider, due_on=timezone.localdate() - DAY)
    assert "Overdue" in text(page(client, group, account=who(insider)))
    assert "Overdue" not in text(page(client, group, account=member))


def test_the_office_sees_the_mark_of_visibility(client, full, office):
    shown = text(page(client, full, account=office))
    assert "Who sees the group?" in shown
    assert reverse("people:propose") in shown


def test_guests_see_of_a_public_group_what_is_public(client, full, make_public):
    make_public(full)
    shown_person = make_person("Gezeigt", full, visibility="public")
    add_document(group=full, title="Für alle", link="https://example.org/alle", is_public=True, by=None, at=AT)
    a_question(full, "Öffentliche Frage", visibility="public")
    shown = text(page(client, full))
    for part in ("Wir prüfen Werkzeuge.", "Eine Liste.", "Für alle", "Öffentliche Frage", shown_person.name):
        assert part in shown
    for part in ("Leitfaden", "Vorlage", "Welche Werkzeuge?", "Wir nehmen", "Ada Innen", "Ada Leitung", "Overdue"):
        assert part not in shown
    assert "And 2 more persons" in shown


@pytest.fixture
def make_public():
    return lambda group: WorkingGroup.objects.filter(pk=group.pk).update(visibility="public")


def test_a_group_that_works_for_itself(client, full, member, insider):
    WorkingGroup.objects.filter(pk=full.pk).update(visibility="group")
    outside = text(page(client, full, account=member))
    assert "Wir prüfen Werkzeuge." in outside
    assert "Ada Innen" in outside, "who is in it is known to the network"
    for part in ("Leitfaden", "Vorlage", "Everything is done", "No tasks yet"):
        assert part not in outside
    assert "Leitfaden" in text(page(client, full, account=who(insider)))
    assert page(client, full).status_code == 404


def test_a_confidential_group_that_says_that_it_exists(client, full, member, insider):
    WorkingGroup.objects.filter(pk=full.pk).update(visibility="confidential", is_known=True)
    shown = text(page(client, full, account=member)).partition("<main")[2].partition("</main>")[0]
    assert "Arbeitsgruppe Digitales" in shown
    assert "Wir prüfen Werkzeuge." in shown
    for part in ("Ada", "Eine Liste", "Leitfaden", "Vorlage", "Key facts", LINK, "Mandate"):
        assert part not in shown
    assert "Leitfaden" in text(page(client, full, account=who(insider)))
    for name in ("mandate", "charter", "tasks", "activity", "handovers"):
        assert page(client, full, name, member).status_code == 404


def test_a_confidential_group_that_does_not(client, full, member, partner, insider, office):
    WorkingGroup.objects.filter(pk=full.pk).update(visibility="confidential")
    for account in (None, member, partner):
        assert page(client, full, account=account).status_code == 404
    for account in (who(insider), office):
        assert "Confidential" in text(page(client, full, account=account))


def test_confidential_questions_and_drafts_stay_where_they_are(client, group, member):
    a_question(group, "Vertraulich", visibility="confidential", audience="body")
    a_question(group, "Entwurf", stage="draft")
    a_decision(group, "Geheim", visibility="confidential")
    shown = text(page(client, group, account=member))
    for part in ("Vertraulich", "Entwurf", "Geheim"):
        assert part not in shown


def test_the_next_deadlines(client, group, member):
    today = timezone.localdate()
    late, soon = a_task(group, "Vorbei", due_on=today - DAY), a_task(group, "Bald", due_on=today + DAY)
    finish_task(task=a_task(group, "Fertig", due_on=today + DAY), by=None, at=AT)
    a_question(group, "Frage", closes_at=timezone.now() + 2 * DAY)
    a_decision(group, "Beschluss", stage="closed", closes_at=timezone.now() + DAY)
    box = text(page(client, group, account=member)).partition("Next deadlines")[2].partition("</dd>")[0]
    assert soon.title in box
    assert "Frage" in box
    assert box.index("Bald") < box.index("Frage")
    assert late.title not in box
    assert "Fertig" not in box
    assert "Beschluss" not in box


def test_a_mandate_that_has_ended(client, group, member):
    WorkingGroup.objects.filter(pk=group.pk).update(until=timezone.localdate() - DAY)
    assert "The mandate has ended" in text(page(client, group, account=member))


def test_a_group_that_begins_later(client, group, member):
    group.body.begins_on = timezone.localdate() + DAY
    group.body.save()
    assert "It begins on" in text(page(client, group, account=member))


def test_a_closed_group_is_read_and_no_more(client, full, office, member):
    WorkingGroup.objects.filter(pk=full.pk).update(closing_report="Zwei Konzepte sind da.")
    close_body(body=full.body, by=None, at=AT)
    shown = text(page(client, full, account=office))
    assert "Zwei Konzepte sind da." in shown
    assert "Leitfaden schreiben" in shown
    for part in ("Give a task", "Add a document", "Remove", ">Done<", "Who sees the group?"):
        assert part not in shown
    assert "Zwei Konzepte sind da." in text(page(client, full, account=member))
    for name in ("change_mandate", "change_charter", "give_task", "add_document", "suggest", "begin_handover"):
        assert page(client, full, name, office).status_code == 404


def test_a_handover_that_waits_is_shown_inside(client, group, chair, insider, member):
    Handover.objects.create(group=group, from_person=chair, asked_at=AT)
    assert "The chair is being handed over" in text(page(client, group, account=who(insider)))
    assert "The chair is being handed over" not in text(page(client, group, account=member))


@pytest.mark.parametrize("role", ["guest", "member", "chair", "office"])
def test_the_same_number_of_queries_for_one_and_three(client, full, role, member, chair, office, make_public):
    make_public(full)
    account = {"guest": None, "member": member, "chair": who(chair), "office": office}[role]
    page(client, full, account=account)  # what a process remembers
    url, counts = reverse("groups:detail", args=(full.body.slug,)), []
    for round_ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        counts.append(
            len([query for query in captured if not query["sql"].startswith(("INSERT", "UPDATE", "SAVE", "REL"))])
        )
        for number in range(2):
            a_task(full, f"Aufgabe {number}", due_on=timezone.localdate(), person=chair)
            a_question(full, f"Frage {number}", visibility="public")
            a_decision(full, f"Beschluss {number}", visibility="public")
            add_document(group=full, title="Noch eins", link=LINK, is_public=True, by=None, at=AT)
            seat(make_person(f"Person{number}{round_}"), full)
    assert counts[0] == counts[1]
    assert counts[0] <= 12


# ── mandate, charter, visibility ──────────────────────────────────────────────────────────────────────────────────────


def test_the_mandate_has_a_page(client, full, member):
    shown = text(page(client, full, "mandate", member))
    for part in ("Wir prüfen Werkzeuge.", "Eine Liste.", "Mandate until", "Ada Leitung"):
        assert part in shown
    assert "Change the mandate" not in shown


def test_the_chair_changes_the_mandate(client, group, chair):
    account = who(chair)
    assert "Aim, in one sentence" in text(page(client, group, "change_mandate", account))
    url = reverse("groups:change_mandate", args=(group.body.slug,))
    sent = client.post(url, {"aim": "Neu.", "owes": "Nichts.", "until": "12/2027"})
    assert sent.url == reverse("groups:mandate", args=(group.body.slug,))
    group.refresh_from_db()
    assert (group.aim, group.owes, str(group.until)) == ("Neu.", "Nichts.", "2027-12-31")
    wrong = client.post(url, {"aim": "", "until": "bald", "owes": "Bleibt stehen."})
    assert wrong.status_code == 200
    assert "Bleibt stehen." in wrong.content.decode()


def test_the_charter_has_a_page(client, full, group, member, chair):
    assert "Dienstags um vier." in text(page(client, full, "charter", member))
    account = who(chair)
    client.force_login(account)
    client.post(reverse("groups:change_charter", args=(group.body.slug,)), {"charter": ""})
    assert "Nothing agreed in writing yet" in text(page(client, full, "charter", account))


def test_the_office_says_who_sees_it(client, group, office, chair):
    url = reverse("groups:change_visibility", args=(group.body.slug,))
    client.force_login(who(chair))
    assert client.get(url).status_code == 404
    client.force_login(office)
    assert "Confidential: only the group" in text(client.get(url))
    client.post(url, {"visibility": "confidential", "is_known": "on"})
    group.refresh_from_db()
    assert (group.visibility, group.is_known) == (Visibility.CONFIDENTIAL, True)
    assert client.post(url, {"visibility": "alle"}).status_code == 200


# ── suggesting ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_chair_finds_and_suggests_somebody(client, group, chair, network_person):
    client.force_login(who(chair))
    url = reverse("groups:suggest", args=(group.body.slug,))
    assert network_person.name in text(client.get(url, {"name": "muster ada"}))
    assert "Nobody of this name" in text(client.get(url, {"name": "gibtesnicht"}))
    assert f"Suggest {network_person.name}" in text(client.get(url, {"person": network_person.pk}))
    sent = client.post(f"{url}?person={network_person.pk}", {"reason": "Kann es."}, follow=True)
    assert "The office knows now" in sent.content.decode()
    assert group.body.appointments.get(person=network_person).status == "noticed"
    again = client.post(f"{url}?person={network_person.pk}", {"reason": "Kann es."})
    assert "already under way" in again.content.decode()


@pytest.fixture
def network_person(db, member):
    person = make_person("Musterfrau")
    seat(person, SimpleNamespace(body=Body.objects.get(kind="network")))
    return person


@pytest.mark.parametrize("asked", ["0", "x", "9" * 30, "²"])
def test_nonsense_suggests_nobody(client, group, chair, asked):
    client.force_login(who(chair))
    assert client.get(reverse("groups:suggest", args=(group.body.slug,)), {"person": asked}).status_code == 404
