"""Changing a profile: each part by the person and by the office, with what is wrong said beside it."""

import pytest
from tests.base.files.making import picture, upload

from ideenschmiede.base.models import Event
from ideenschmiede.people.models import Consent, Membership, PublicOffice

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(client, make_person, member, kalletal):
    person = make_person(account=member, place=kalletal)
    client.force_login(member)
    return person


def part(person, name):
    return f"/mitglieder/{person.pk}/bearbeiten/{name}/"


def test_the_overview_leads_to_all_parts(client, own, make_expertise, make_evidence, make_organisation):
    Membership.objects.create(person=own, organisation=make_organisation(), function="Vorsitz")
    make_expertise(own, "klima", make_evidence("Preis", own))
    make_expertise(own, "it")
    text = client.get(f"/mitglieder/{own.pk}/bearbeiten/").text
    for words in (
        "Name and form of address", "Consents", "Bürgermeisterin, Kalletal", "Vorsitz, Wasserverband", "rests on one",
        "no evidence yet", "Preis", "Download what is stored", "Erase this person",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.parametrize("rows", [1, 3])
def test_the_overview_costs_the_same(client, own, make_expertise, make_evidence, django_assert_max_num_queries, rows):
    for number in range(rows):
        make_expertise(own, ("klima", "it", "bildung")[number], make_evidence(f"Preis {number}", own))
    with django_assert_max_num_queries(10):
        client.get(f"/mitglieder/{own.pk}/bearbeiten/")


def test_the_name(client, own):
    assert 'value="Hecker"' in client.get(part(own, "name")).text
    data = {"form_of_address": "frau", "title": "Dr.", "given_name": "", "family_name": " O'Neill "}
    response = client.post(part(own, "name"), data, follow=True)
    assert response.redirect_chain[-1][0] == f"/mitglieder/{own.pk}/bearbeiten/"
    assert "Your changes are saved." in response.text
    own.refresh_from_db()
    assert own.name == "Dr. O'Neill"
    assert "This field is required" in client.post(part(own, "name"), {**data, "family_name": " "}).text


def test_text_topics_and_languages(client, own):
    data = {"headline": "Rufbus", "about": "Zeile\r\n\r\nZeile", "languages": ["de", "pl"], "topics": []}
    client.post(part(own, "ueber"), data)
    own.refresh_from_db()
    assert (own.headline, own.about, own.languages) == ("Rufbus", "Zeile\n\nZeile", ["de", "pl"])
    assert (
        'value="pl" id="id_languages_5" checked'
        in client.get(part(own, "ueber"))
        .text.replace('class="kern-form-check__checkbox" ', "")
        .replace('type="checkbox" name="languages" ', "")
        or "checked" in client.get(part(own, "ueber")).text
    )
    assert "is not one of the available choices" in client.post(part(own, "ueber"), {"languages": ["xx"]}).text


def test_contacts_with_who_sees_them(client, own, make_contact):
    make_contact(own, "phone", "0123 45", "public")
    text = client.get(part(own, "kontakt")).text
    assert "0123 45" in text
    response = client.post(
        part(own, "kontakt"), {"email": "neu@example.org", "email_reach": "network", "phone": "", "website": "stein.de"}
    )
    assert "is not a web address" in response.text
    assert "neu@example.org" in response.text  # nothing is lost
    assert own.contacts.get().value == "0123 45"
    client.post(part(own, "kontakt"), {"email": "neu@example.org", "email_reach": "network", "phone": ""})
    assert [(one.kind, one.reach) for one in own.contacts.all()] == [("email", "network")]


def test_the_portrait(client, own, files):
    address = part(own, "portraet")
    assert "This field is required" in client.post(address, {"alt": "Ich"}).text
    assert "not a picture" in client.post(address, {"alt": "Ich", "picture": upload(b"nein", "x.jpg")}).text
    wide = upload(picture(width=20_000, height=10, kind="PNG"), "x.png")
    assert "20,000 × 10 pixels" in client.post(address, {"alt": "Ich", "picture": wide}).text
    assert "This field is required" in client.post(address, {"picture": upload(picture(), "x.jpg")}).text
    client.post(address, {"alt": "Ich", "picture": upload(picture(), "x.jpg")})
    client.post(address, {"alt": "Ich am Markt"})
    own.refresh_from_db()
    assert own.portrait
    assert own.portrait_alt == "Ich am Markt"
    remove = f"/mitglieder/{own.pk}/bearbeiten/portraet/entfernen/"
    assert remove in client.get(address).text
    assert "Remove the portrait?" in client.get(remove).text
    client.post(remove)
    own.refresh_from_db()
    assert not own.portrait


def test_consents_are_given_and_withdrawn(client, own):
    address = part(own, "einwilligungen")
    client.post(address, {"purposes": ["public_profile", "press"]})
    own.refresh_from_db()
    assert own.visibility == "public"
    press = Consent.objects.get(purpose="press")
    assert (press.wording, press.withdrawn_at) == ("I may be named in press releases about my appointment.", None)
    assert client.get(address).text.count("checked") == 2
    client.post(address, {"purposes": ["press"]})
    own.refresh_from_db()
    assert own.visibility == "network"
    assert set(Consent.objects.filter(withdrawn_at=None).values_list("purpose", flat=True)) == {"press"}
    assert "not one of the available" in client.post(address, {"purposes": ["alles"]}).text


def test_offices(client, own, luebz):
    address = f"/mitglieder/{own.pk}/bearbeiten/amt/"
    data = {"kind": "council", "title": "Kreistag", "ort": "Lübz", "since": "2014", "until": "05/2019"}
    assert "The end is before the start" in client.post(address, {**data, "since": "2020"}).text
    assert "We know no place called" in client.post(address, {**data, "ort": "Nirgendwo"}).text
    client.post(address, data)
    held = PublicOffice.objects.get(title="Kreistag")
    text = client.get(f"/mitglieder/aemter/{held.pk}/").text
    assert all(part in text for part in ('value="2014"', 'value="05/2019"', "Lübz", "If it is over"))
    client.post(f"/mitglieder/aemter/{held.pk}/", {**data, "until": ""})
    held.refresh_from_db()
    assert held.until is None
    assert "Remove “Kreistag”?" in client.get(f"/mitglieder/aemter/{held.pk}/entfernen/").text
    assert PublicOffice.objects.filter(pk=held.pk).exists()
    client.post(f"/mitglieder/aemter/{held.pk}/entfernen/")
    assert not PublicOffice.objects.filter(pk=held.pk).exists()


def test_memberships(client, own, make_organisation):
    organisation = make_organisation()
    address = f"/mitglieder/{own.pk}/bearbeiten/organisation/"
    client.post(address, {"organisation": organisation.pk, "function": "Vorsitz"})
    made = Membership.objects.get()
    assert "Vorsitz" in client.get(f"/mitglieder/mitgliedschaften/{made.pk}/").text
    client.post(f"/mitglieder/mitgliedschaften/{made.pk}/", {"organisation": organisation.pk, "until": "2020"})
    made.refresh_from_db()
    assert (made.function, str(made.until)) == ("", "2020-12-31")
    assert "Remove this membership?" in client.get(f"/mitglieder/mitgliedschaften/{made.pk}/entfernen/").text
    client.post(f"/mitglieder/mitgliedschaften/{made.pk}/entfernen/")
    assert not Membership.objects.exists()


@pytest.mark.parametrize("name", ["name", "ueber", "kontakt", "portraet", "einwilligungen"])
def test_the_office_may_and_it_is_recorded(client, make_person, office, name):
    person = make_person()
    client.force_login(office)
    assert client.get(part(person, name)).status_code == 200
    if name == "name":
        client.post(part(person, name), {"family_name": "Neu"})
        assert Event.objects.get(verb="person.changed").actor == office.pk


def test_others_do_not(client, make_person, member, kalletal):
    person = make_person(place=kalletal)
    client.force_login(member)
    held = person.offices.get()
    for address in (part(person, "name"), f"/mitglieder/aemter/{held.pk}/", f"/mitglieder/aemter/{held.pk}/entfernen/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"family_name": "x"}).status_code == 404
    assert client.get(part(person, "unsinn")).status_code == 404
    person.refresh_from_db()
    assert person.family_name == "Hecker"
