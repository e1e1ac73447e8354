"""The network, working groups and juries: who is in them, opening, changing, closing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import appointing
from tests.people.appointing import AT, active, fresh, invited

from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Body, Status
from ideenschmiede.people.views import bodies

pytestmark = pytest.mark.django_db
START = "/mitglieder/gremien/"


@pytest.fixture
def at_office(client, office):
    client.force_login(office)
    return client


def page(client, address):
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_the_network_comes_first_then_groups_then_juries(at_office):
    acts.open_body(kind="jury", name="Auswahl", by=None, at=AT)
    appointing.working_group("Zukunft", begins_on=date(2099, 1, 1))
    closed = appointing.working_group("Beendet")
    acts.close_body(body=closed, by=None, at=AT)
    active()
    found = page(at_office, START)
    places = [found.index(f">{name}<") for name in (appointing.network().name, "Zukunft", "Auswahl", "Beendet")]
    assert places == sorted(places)
    assert "One person" in found
    assert "begins on 1\u00a0January 2099" in found


def test_members_see_who_is_in_it_and_not_who_was_invited(client, member):
    group = appointing.working_group()
    active(body=group, capacity="chair")
    active(appointing.person("Mitglied", "m@example.org"), group)
    invited(appointing.person("Eingeladen", "e@example.org"), group)
    client.force_login(member)
    found = page(client, f"{START}{group.pk}/")
    assert found.index("Ada Beispiel</a>, Chair") < found.index("Ada Mitglied")
    assert "Eingeladen" not in found
    assert "Close" not in found


def test_the_office_sees_who_comes(at_office):
    made = invited(body=appointing.working_group())
    found = page(at_office, f"{START}{made.body_id}/")
    assert "Invited or accepted" in found
    assert f"/mitglieder/berufungen/{made.pk}/vorgang/" in found
    assert "Nobody yet." in found


def test_opening(at_office):
    response = at_office.post(f"{START}neu/", {"kind": "jury", "name": "Jury Ideen", "begins_on": "01.03.2027"})
    body = Body.objects.get(slug="jury-ideen")
    assert response["Location"] == f"{START}{body.pk}/"
    assert body.begins_on == date(2027, 3, 1)
    again = at_office.post(f"{START}neu/", {"kind": "jury", "name": "jury ideen", "purpose": "Bleibt stehen."})
    assert "already one with this name" in again.content.decode()
    assert "Bleibt stehen." in again.content.decode()
    assert "valid choice" in at_office.post(f"{START}neu/", {"kind": "network", "name": "X"}).content.decode()


def test_changing(at_office):
    group = appointing.working_group()
    assert "Arbeitsgruppe Digitales" in page(at_office, f"{START}{group.pk}/aendern/")
    at_office.post(f"{START}{group.pk}/aendern/", {"name": "Arbeitsgruppe KI", "into": "die Arbeitsgruppe KI"})
    group.refresh_from_db()
    assert (group.name, group.into) == ("Arbeitsgruppe KI", "die Arbeitsgruppe KI")
    response = at_office.post(f"{START}{group.pk}/aendern/", {"name": appointing.network().name})
    assert "already one with this name" in response.content.decode()


def test_closing_says_what_it_ends(at_office):
    group = Body.objects.create(kind=Body.Kind.JURY, slug="jury", name="Jury", created_at=AT)
    made = active(body=group)
    invited(appointing.person("Zwei", "zwei@example.org"), group)
    found = page(at_office, f"{START}{group.pk}/schliessen/")
    assert "One active appointment ends today" in found
    assert "one invitation is withdrawn" in found
    assert fresh(made).status == Status.ACTIVE
    at_office.post(f"{START}{group.pk}/schliessen/")
    assert fresh(made).status == Status.ENDED
    assert "Nobody can be appointed to it any more." in page(at_office, f"{START}{group.pk}/")
    at_office.post(f"{START}{group.pk}/oeffnen/")
    assert "Propose somebody" in page(at_office, f"{START}{group.pk}/")


def test_a_working_group_is_closed_on_its_own_page(at_office):
    group = appointing.working_group()
    assert "schliessen" not in page(at_office, f"{START}{group.pk}/")
    assert "/abschluss/" in page(at_office, f"{START}{group.pk}/")


def test_the_network_cannot_be_closed(at_office):
    network = appointing.network()
    assert "schliessen" not in page(at_office, f"{START}{network.pk}/")
    response = at_office.post(f"{START}{network.pk}/schliessen/", follow=True)
    assert "cannot be closed" in response.content.decode()


def test_queries_do_not_grow_with_those_in_it(at_office):
    group = appointing.working_group()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(at_office, f"{START}{group.pk}/")
        return len(captured)

    active(appointing.person("P0", "p0@example.org"), group)
    one = queries()
    for number in (1, 2):
        active(appointing.person(f"P{number}", f"p{number}@example.org"), group)
    assert queries() == one <= 12


def test_a_large_network_has_pages(at_office, make_person):
    for number in range(bodies.PER_PAGE + 1):
        make_person(f"P{number:03}")
    address = f"{START}{appointing.network().pk}/"
    first, second = page(at_office, address), page(at_office, f"{address}?seite=2")
    assert f"{bodies.PER_PAGE + 1} persons" in first
    assert ("Mara P000" in first, "Mara P050" in first, "Mara P050" in second) == (True, False, True)


def test_one_that_there_is_not(at_office):
    assert at_office.get(f"{START}4711/").status_code == 404
