"""One's own appointment: certificate, deputies, the yearly question, leaving; and where it stands on other pages."""

import re

import pytest
from tests.people import appointing
from tests.people.appointing import AT, TODAY, accepted, active, fresh, invited

from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Deputy, Status

pytestmark = pytest.mark.django_db
START = "/mitglieder/berufungen/"


@pytest.fixture
def made():
    return active()


@pytest.fixture
def own(client, made):
    """Signed in as who is appointed."""
    client.force_login(made.person.account)
    return client


def page(client, address, status=200):
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == status, address
    return response.content.decode()


def test_what_one_can_do(own, made):
    found = page(own, f"{START}{made.pk}/meine/")
    for words in ("My appointment", made.number, "Who comes instead of me", "You come yourself", "Resign"):
        assert words in found
    assert "Do you stay?" not in found


def test_somebody_elses_is_not_there(own):
    other = active(appointing.person("Zwei", "zwei@example.org"))
    for more in ("meine", "zuruecktreten", "urkunde.pdf", "vorgang"):
        assert own.get(f"{START}{other.pk}/{more}{'' if '.' in more else '/'}").status_code == 404
    for more in ("zuruecktreten", "vertretung"):
        assert own.post(f"{START}{other.pk}/{more}/", {"name": "Kim"}).status_code == 404
    deputy = acts.name_deputy(appointment=other, name="Kim", by=None, at=AT)
    assert own.post(f"/mitglieder/vertretungen/{deputy.pk}/beenden/").status_code == 404
    question = acts.ask_yearly(appointment=other, at=AT)
    assert own.post(f"/mitglieder/jahresfragen/{question.pk}/").status_code == 404
    assert fresh(other).status == Status.ACTIVE


def test_one_that_was_not_accepted_has_no_page(own, made):
    second = invited(made.person, appointing.working_group())
    page(own, f"{START}{second.pk}/meine/", status=404)
    later = accepted(made.person, appointing.working_group("Zweite"))
    assert "Resign" in page(own, f"{START}{later.pk}/meine/")


def test_naming_somebody_for_a_gathering_and_until_further_notice(own, made):
    address = f"{START}{made.pk}/vertretung/"
    assert own.post(address, {"name": "Kim Amt", "function": "Kämmerei"}).status_code == 302
    assert own.post(address, {"name": "Bo Rat", "occasion": "Lounge", "on": "01.12.2099"}).status_code == 302
    found = page(own, f"{START}{made.pk}/meine/")
    assert "Kim Amt, Kämmerei – until further notice" in found
    assert "Bo Rat – Lounge, 1\u00a0December 2099" in found
    for deputy in Deputy.objects.all():
        own.post(f"/mitglieder/vertretungen/{deputy.pk}/beenden/")
    assert "You come yourself" in page(own, f"{START}{made.pk}/meine/")
    assert not Deputy.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "Kim", "on": "01.01.2020"}, "This day is over already."),
        ({"name": "Kim", "occasion": "Lounge"}, "on which day"),
        ({"name": "Kim", "email": "x"}, "valid email"),
    ],
    ids=["no name", "over", "no day", "no address"],
)
def test_what_is_wrong_with_a_deputy_is_said_and_kept(own, made, data, words):
    response = own.post(f"{START}{made.pk}/vertretung/", {**data, "function": "Kämmerei"})
    found = response.content.decode()
    assert response.status_code == 200
    assert words in found
    assert 'value="Kämmerei"' in found
    assert re.search(r"<details[^>]* open", found), "the form is not hidden"
    assert not Deputy.objects.exists()


def test_resigning_asks_once_and_signs_out(own, made):
    address = f"{START}{made.pk}/zuruecktreten/"
    assert "You will be signed out" in page(own, address)
    assert fresh(made).status == Status.ACTIVE
    response = own.post(address, {"reason": "Ruhestand."})
    assert response["Location"] == "/"
    assert fresh(made).status == Status.RESIGNED
    assert made.steps.last().note == "Ruhestand."
    assert own.get("/mitglieder/gremien/").status_code == 302


def test_resigning_from_a_group_keeps_one_signed_in(own, made):
    group = active(made.person, appointing.working_group())
    assert "other appointments stay" in page(own, f"{START}{group.pk}/zuruecktreten/")
    own.post(f"{START}{group.pk}/zuruecktreten/")
    assert own.get("/mitglieder/gremien/").status_code == 200
    response = own.get(f"{START}{group.pk}/zuruecktreten/", follow=True)
    assert "is not possible now" in response.content.decode()


def test_the_question_stands_on_the_home_page_the_profile_and_the_appointment(own, made):
    question = acts.ask_yearly(appointment=made, at=AT)
    places = ["/", f"{START}{made.pk}/meine/", f"/mitglieder/{made.person_id}-{made.person.slug}/"]
    assert [f"/mitglieder/jahresfragen/{question.pk}/" in page(own, place) for place in places] == [True] * 3
    response = own.post(f"/mitglieder/jahresfragen/{question.pk}/", {"bleiben": "ja"}, follow=True)
    assert "Good that you stay" in response.content.decode()
    assert [f"/mitglieder/jahresfragen/{question.pk}/" in page(own, place) for place in places] == [False] * 3


def test_saying_no_ends_nothing(own, made):
    question = acts.ask_yearly(appointment=made, at=AT)
    own.post(f"/mitglieder/jahresfragen/{question.pk}/", {"bleiben": "nein"})
    question.refresh_from_db()
    assert question.stays is False
    assert fresh(made).status == Status.ACTIVE


def test_guests_and_others_see_no_question(client, made, member):
    acts.ask_yearly(appointment=made, at=AT)
    assert "Do you stay?" not in page(client, "/")
    client.force_login(member)
    assert "Do you stay?" not in page(client, "/")


def test_ones_own_appointments_stand_on_ones_page(own, made, client, member):
    address = f"/mitglieder/{made.person_id}-{made.person.slug}/"
    assert f"{START}{made.pk}/meine/" in page(own, address)
    client.force_login(member)
    found = page(client, address)
    assert f"{START}{made.pk}/meine/" not in found
    assert f"{START}{made.pk}/vorgang/" not in found


def test_the_office_can_propose_from_the_page_of_a_person(client, made, office):
    client.force_login(office)
    found = page(client, f"/mitglieder/{made.person_id}-{made.person.slug}/")
    assert f"{START}neu/?person={made.person_id}" in found
    assert f"{START}{made.pk}/vorgang/" in found


def test_the_office_sees_what_waits_on_its_page(client, office):
    client.force_login(office)
    assert "Nothing waits: no invitation is due" in page(client, "/geschaeftsstelle/")
    made = appointing.proposed()
    found = page(client, "/geschaeftsstelle/")
    assert f"{START}{made.pk}/vorgang/" in found
    assert f'href="{START}"' in found


def test_a_renewal_that_waits_for_an_answer_is_told(own, made):
    new = acts.renew(appointment=made, starts_on=TODAY, ends_on=None, by=None, at=AT)
    assert "to be renewed" not in page(own, f"{START}{made.pk}/meine/")
    acts.invite(appointment=new, by=None, at=AT)
    assert "to be renewed" in page(own, f"{START}{made.pk}/meine/")
