"""What pages of persons, places, appointments and of the office show of the press."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse

from ideenschmiede.press import panels
from ideenschmiede.press.models import Clipping

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(request):
    """A function that renders a panel for "guest", "member" or "office"; "" where there is none."""

    def render(panel, who, thing=None):
        asked = RequestFactory().get("/")
        asked.user = AnonymousUser() if who == "guest" else request.getfixturevalue(who)
        found = panel(asked, thing)
        return render_to_string(found.template, dict(found.context), asked) if found else ""

    return render


def test_a_person_has_releases_and_articles(ask, make_person, make_article, make_release, make_appointment):
    person = make_person()
    make_article(person, title="Ein Artikel")
    make_release("Eine Mitteilung", status="published", appointment=make_appointment(person))
    make_article(make_person("Anders"), title="Von anderen")
    text = ask(panels.person, "guest", person)
    assert "Ein Artikel" in text
    assert "Eine Mitteilung" in text
    assert "Von anderen" not in text


@pytest.mark.parametrize(("who", "seen"), [("guest", False), ("member", True), ("office", True)])
def test_articles_of_the_network_stay_there(ask, make_person, make_article, who, seen):
    person = make_person()
    clipping = make_article(person, visibility="network")
    place = clipping.evidence.first().place
    assert (clipping.title in ask(panels.person, who, person)) is seen
    assert (clipping.title in ask(panels.place, who, place)) is seen


@pytest.mark.parametrize(("who", "seen"), [("guest", False), ("member", False), ("office", True)])
def test_drafts_are_for_the_office(ask, make_person, make_release, make_appointment, who, seen):
    person = make_person()
    appointment = make_appointment(person)
    make_release("Noch ein Entwurf", appointment=appointment)
    assert ("Noch ein Entwurf" in ask(panels.person, who, person)) is seen
    assert ("Noch ein Entwurf" in ask(panels.appointment, who, appointment)) is seen


def test_where_there_is_nothing_there_is_no_panel(ask, make_person, kalletal, make_appointment):
    person = make_person()
    assert ask(panels.person, "office", person) == ""
    assert ask(panels.place, "office", kalletal) == ""
    assert ask(panels.appointment, "member", make_appointment(person)) == ""
    assert ask(panels.office, "office") == ""


def test_the_office_drafts_a_release_from_an_appointment(ask, make_person, make_appointment):
    appointment = make_appointment(make_person())
    text = ask(panels.appointment, "office", appointment)
    assert f"/presse/berufung/{appointment.pk}/entwerfen/" in text
    assert "csrfmiddlewaretoken" in text


def test_the_office_sees_what_waits(ask, make_article, make_release):
    make_article(title="Zu prüfen!", status="new")
    make_article(title="Erledigt", status="confirmed")
    make_release("Entwurf!", status="draft")
    make_release("Zurückgezogen", status="withdrawn")
    text = ask(panels.office, "office")
    assert "Zu prüfen!" in text
    assert "One newspaper article waits" in text
    assert "Entwurf!" in text
    assert "Erledigt" not in text
    assert "Zurückgezogen" not in text


@pytest.mark.parametrize("many", [1, 3])
def test_the_cost_does_not_grow(ask, make_person, make_article, make_release, django_assert_num_queries, many):
    person = make_person()
    for number in range(many):
        make_article(person, title=f"Artikel {number}")
        make_release(f"Mitteilung {number}", status="published")
    place = Clipping.objects.first().evidence.first().place
    with django_assert_num_queries(1):
        ask(panels.person, "guest", person)
    with django_assert_num_queries(1):
        ask(panels.place, "guest", place)


def test_the_case_of_an_appointment_offers_a_draft(client, office, make_person, make_appointment):
    made = make_appointment(make_person())
    client.force_login(office)
    page = client.get(reverse("people:appointment_case", kwargs={"pk": made.pk})).text
    assert f"/presse/berufung/{made.pk}/entwerfen/" in page
