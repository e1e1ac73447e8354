"""Releases on their pages."""

import pytest

from ideenschmiede.press.models import Release

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_a_contact(settings):
    settings.NETWORK_CONTACT = ("presse@netz.example", "030 23125 001")


@pytest.fixture
def as_office(client, office):
    client.force_login(office)
    return client


def url(release):
    return f"/presse/{release.pk}-{release.slug}/"


def test_a_release_with_its_paragraphs_and_the_contact(client, make_release):
    release = make_release(status="published", subtitle="Und mehr")
    text = client.get(url(release)).text
    assert text.count('<p class="kern-body">') >= 2
    for words in ("Neues aus dem Netzwerk", "Und mehr", "Ein Absatz.", "Noch einer.", "20\u00a0November 2026"):
        assert words in text
    assert "presse@netz.example" in text
    assert "/aendern/" not in text


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_out_is_not_there(client, member, make_release, status):
    release = make_release("Geheimer Entwurf", status=status)
    for who in (None, member):
        if who:
            client.force_login(who)
        assert client.get(url(release)).status_code == 404
        assert "Geheimer Entwurf" not in client.get("/presse/").text


def test_the_office_sees_drafts_on_the_list(as_office, make_release):
    make_release("Geheimer Entwurf")
    assert "Geheimer Entwurf" in as_office.get("/presse/").text


def test_write_change_publish_and_withdraw(as_office, client):
    response = as_office.post("/presse/neu/", {"title": "Neu", "subtitle": "", "body": "Eins.\n\nZwei."}, follow=True)
    release = Release.objects.get()
    assert response.redirect_chain == [(url(release), 302)]
    assert "This is a draft" in response.text
    as_office.post(f"/presse/{release.pk}/aendern/", {"title": "Neuer", "subtitle": "", "body": "Drei."})
    release.refresh_from_db()
    assert (release.title, release.body) == ("Neuer", "Drei.")
    assert "is published" in as_office.post(f"/presse/{release.pk}/veroeffentlichen/", follow=True).text
    response = as_office.post(f"/presse/{release.pk}/aendern/", {"title": "X", "subtitle": "", "body": "X"})
    assert "Withdraw it first" in response.text
    assert "is withdrawn" in as_office.post(f"/presse/{release.pk}/zurueckziehen/", follow=True).text
    assert Release.objects.get().status == "withdrawn"


def test_what_is_missing_is_said_and_nothing_is_lost(as_office):
    text = as_office.post("/presse/neu/", {"title": "", "subtitle": "Bleibt stehen", "body": ""}).text
    assert "2 things are missing" in text
    assert "Bleibt stehen" in text
    assert not Release.objects.exists()


def test_the_draft_of_an_appointment_without_consent(as_office, make_person, make_appointment, kalletal):
    appointment = make_appointment(make_person(place=kalletal))
    response = as_office.post(f"/presse/berufung/{appointment.pk}/entwerfen/", follow=True)
    release = Release.objects.get()
    assert response.redirect_chain == [(f"/presse/{release.pk}/aendern/", 302)]
    text = as_office.get(url(release)).text
    assert "It cannot be published like this" in text
    assert "Erika Muster has not agreed" in text
    assert "/veroeffentlichen/" not in text
    text = as_office.post(f"/presse/{release.pk}/veroeffentlichen/", follow=True).text
    assert "has not agreed" in text
    assert Release.objects.get().status == "draft"


def test_with_consent_there_is_no_warning(as_office, make_person, make_appointment, make_release, agree):
    person = make_person()
    agree(person)
    release = make_release("Erika Muster", appointment=make_appointment(person))
    text = as_office.get(url(release)).text
    assert "cannot be published" not in text
    assert "/veroeffentlichen/" in text


def test_an_appointment_that_is_not_there(as_office):
    assert as_office.post("/presse/berufung/999/entwerfen/").status_code == 404


def test_examples_are_marked(client, make_release):
    assert "invented example" in client.get(url(make_release(status="published", is_example=True))).text


def test_what_is_written_never_runs(client, make_release):
    release = make_release("<script>x</script>", "<img src=x onerror=y>", status="published")
    text = client.get(url(release)).text
    assert "<script>x" not in text
    assert "<img src=x" not in text


def test_a_public_page_answers_304(client, make_release):
    release = make_release(status="published")
    client.get(url(release))
    tag = client.get(url(release))["ETag"]
    assert client.get(url(release), headers={"If-None-Match": tag}).status_code == 304
