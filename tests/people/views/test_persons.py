"""The page of a person: who sees what of it, and what it costs."""

from datetime import date, timedelta

import pytest
from tests.base.files.making import picture, upload

from ideenschmiede.base.files import read_image
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions.consents import give_consent
from ideenschmiede.people.actions.persons import change_person
from ideenschmiede.people.actions.portraits import set_portrait
from ideenschmiede.people.models import Membership, Person, PublicOffice, YearlyQuestion

pytestmark = pytest.mark.django_db
READERS = (None, "partner", "member", "office")


def sign_in(client, request, who):
    client.logout()
    if who:
        client.force_login(request.getfixturevalue(who))


def page_of(person):
    return f"/mitglieder/{person.pk}-{person.slug}/"


@pytest.fixture
def karla(make_person, make_contact, make_evidence, make_expertise, make_organisation, kalletal):
    """A member of whom everything is known, seen by everybody."""
    karla = make_person(
        "Freifrau von <Stein>",
        title="Prof. Dr.",
        given_name="Karla",
        place=kalletal,
        topics=("klima", "it"),
        about="Seit Jahren\n\nunterwegs.",
        languages=["de", "hsb"],
        visibility="public",
        is_example=True,
    )
    kalletal.area_ha = 11_224
    kalletal.save()
    PublicOffice.objects.create(
        person=karla, kind="council", title="Ratsfrau", place=kalletal, since=date(2004, 1, 1), until=date(2009, 12, 31)
    )
    Membership.objects.create(person=karla, organisation=make_organisation(), function="Vorsitzende")
    for kind, value, reach in (
        ("website", "https://stein.example", "public"),
        ("phone", "05264 644-0", "network"),
        ("email", "karla@stein.example", "introduction"),
    ):
        make_contact(karla, kind, value, reach)
    award = make_evidence(
        "Preis der Region", karla, kalletal, visibility="public", date=date(2021, 5, 1), url="https://preis.example",
        shows="Der Rufbus fährt.",
    )  # fmt: skip
    inner = make_evidence("Beschluss des Rates", karla, kind="decision", url="javascript:alert(1)")
    make_evidence("Am Rande", karla)
    make_expertise(karla, "klima", award, inner, helps_with="Wie überzeugt man einen Rat?")
    return karla


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("{public}", (200, 200, 200, 200)),
        ("{inner}", (404, 404, 200, 200)),
        ("{noticed}", (404, 404, 404, 200)),
        ("{erased}", (404, 404, 404, 404)),
        ("/mitglieder/{public_id}/", (302, 302, 302, 302)),
        ("/mitglieder/{public_id}-falsch/", (302, 302, 302, 302)),
        ("/mitglieder/{inner_id}/", (404, 404, 302, 302)),
        ("/mitglieder/{inner_id}/portraet/", (404, 404, 404, 404)),
        ("/mitglieder/{public_id}/bekannt-machen/", (302, 404, 200, 404)),
        ("/mitglieder/{noticed_id}/bekannt-machen/", (302, 404, 404, 404)),
        ("/mitglieder/{public_id}/bearbeiten/", (302, 404, 404, 200)),
        ("/mitglieder/{public_id}/loeschen/", (302, 404, 404, 200)),
        ("/mitglieder/{public_id}/auskunft.json", (302, 404, 404, 200)),
        ("/mitglieder/neu/", (302, 404, 404, 200)),
        ("/mitglieder/profil/", (302, 200, 200, 200)),
        ("/mitglieder/999999/", (404, 404, 404, 404)),
    ],
)
def test_who_gets_what(client, request, make_person, path, expected, now):
    public, inner = make_person("Offen", visibility="public"), make_person("Innen")
    noticed = make_person("Bemerkt", appointed="noticed", visibility="public")
    erased = make_person("", given_name="", erased_at=now)
    pages = {"public": public, "inner": inner, "noticed": noticed, "erased": erased}
    ids = {f"{name}_id": one.pk for name, one in pages.items()}
    url = path.format(**{name: page_of(one) for name, one in pages.items()}, **ids)
    for who, status in zip(READERS, expected, strict=True):
        sign_in(client, request, who)
        assert client.get(url).status_code == status, who


def test_a_guest_sees_what_is_public_and_nothing_else(client, karla, network, settings):
    settings.NETWORK_EMAIL = "buero@netz.example"
    text = client.get(page_of(karla)).text
    for part in (
        "Prof. Dr. Karla Freifrau von &lt;Stein&gt;",
        "Bürgermeisterin, Kalletal",
        "This is an invented example",
        "Ratsfrau",
        "2004 to 2009",
        "Vorsitzende",
        "German and Upper Sorbian",
        f"{network.name}, Member",
        "Preis der Region",
        "Award, 1\xa0May 2021",
        "Der Rufbus fährt.",
        "10,000 to 20,000 inhabitants, rural",
        "Wie überzeugt man einen Rat?",
        'href="https://preis.example"',
        "https://stein.example",
        "More is shown to members of the network",
        'href="mailto:buero@netz.example"',
    ):
        assert part in text, part
    for part in ("644-0", "karla@", "Beschluss", "javascript", "Am Rande", "Ask for", "Change"):
        assert part not in text, part


def test_a_member_sees_more(client, karla, member):
    client.force_login(member)
    text = client.get(page_of(karla)).text
    for part in ("644-0", "Beschluss des Rates", "Am Rande", "The office introduces you", "Ask for an introduction"):
        assert part in text, part
    for part in ("karla@", "javascript", "Change the profile", "Seen by"):
        assert part not in text, part


def test_the_office_and_the_person_see_it_all(client, karla, office, member):
    karla.account = member
    karla.save()
    client.force_login(office)
    text = client.get(page_of(karla)).text
    assert all(part in text for part in ("karla@stein.example", "Seen by: Members", "Change the profile"))
    client.force_login(member)
    text = client.get(page_of(karla)).text
    assert all(part in text for part in ("karla@stein.example", "Change my profile", "What others can ask you"))
    assert "Ask for an introduction" not in text


def test_no_evidence_says_so_and_is_no_score(client, make_person, make_expertise, member):
    person = make_person("Neu", visibility="public")
    make_expertise(person)
    assert "is shown to members" in client.get(page_of(person)).text
    client.force_login(member)
    text = client.get(page_of(person)).text
    assert "No evidence has been recorded for this yet" in text
    assert "The office knows how to reach this person" in text


def test_somebody_who_left_is_shown_to_the_office_as_such(client, make_person, office):
    client.force_login(office)
    assert "Not in the network" in client.get(page_of(make_person(appointed="ended"))).text
    assert "Not in the network" not in client.get(page_of(make_person("Da", visibility="public"))).text


@pytest.mark.parametrize("who", [*READERS, "own"])
def test_the_page_costs_the_same_with_one_and_with_three(
    client, request, who, karla, make_contact, make_evidence, make_expertise, luebz, django_assert_max_num_queries
):
    if who == "own":
        karla.account = request.getfixturevalue("member")
        karla.save()
        client.force_login(karla.account)
        seat = karla.appointments.get()
        YearlyQuestion.objects.create(appointment=seat, asked_on=date(2026, 1, 1))
    else:
        sign_in(client, request, who)
    client.get(page_of(karla))
    numbers = []
    for rows in (1, 3):
        if rows == 3:
            for number in range(3):
                PublicOffice.objects.create(person=karla, kind="other", title=f"Amt {number}", place=luebz)
                make_expertise(karla, ("it", "energie", "bildung")[number], make_evidence("Noch", karla, luebz))
        with django_assert_max_num_queries(12) as queries:
            shown = client.get(page_of(karla)).text
        assert ("Do you stay?" in shown) == (who == "own")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_an_unchanged_page_is_answered_without_work(client, karla):
    tag = client.get(page_of(karla))["ETag"]
    assert client.get(page_of(karla), HTTP_IF_NONE_MATCH=tag).status_code == 304


def test_the_person_learns_what_the_office_changed(client, make_person, member, office, now):
    person = make_person(account=member)
    change_person(person=person, values={"headline": "Von mir"}, by=member, at=now)
    client.force_login(member)
    assert "The office changed" not in client.get(page_of(person)).text
    change_person(person=person, values={"headline": "Vom Büro", "about": "Auch"}, by=office, at=now + timedelta(1))
    text = client.get(page_of(person)).text
    assert "The office changed your profile" in text
    assert "about me and in one sentence" in text
    client.force_login(office)
    assert "The office changed" not in client.get(page_of(person)).text


# ── portrait ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_portrait_is_shown_once_the_person_agrees(client, make_person, member, office, files, now):
    person = make_person(visibility="public", account=member)
    set_portrait(person=person, picture=read_image(upload(picture())), alt="Vor dem Rathaus", by=member, at=now)
    address = f"/mitglieder/{person.pk}/portraet/"
    assert client.get(address).status_code == 404
    assert "<img class" not in client.get(page_of(person)).text
    client.force_login(office)
    assert client.get(address).getvalue()
    assert "Only the person and the office see this portrait" in client.get(page_of(person)).text
    client.logout()
    give_consent(person=person, purpose="portrait", wording="Ja", by=member, at=now)
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response.getvalue()[8:12] == b"WEBP"
    assert 'alt="Vor dem Rathaus"' in client.get(page_of(person)).text


# ── recording ─────────────────────────────────────────────────────────────────────────────────────────────────────────

NEW = "/mitglieder/neu/"


def test_the_office_records_somebody(client, office, kalletal):
    client.force_login(office)
    assert "Kalletal" in client.get(f"{NEW}?ort=05766036").text
    data = {
        "name": "Herrn Dr. Mario Hecker", "kind": "mayor", "title": "Bürgermeister", "ort": "Kalletal",
        "email": "mario@kalletal.example",
    }  # fmt: skip
    response = client.post(NEW, data)
    person = Person.objects.get()
    assert response.url == page_of(person)
    assert (person.name, person.form_of_address) == ("Dr. Mario Hecker", "herr")
    assert str(person.offices.get()) == "Bürgermeister, Kalletal"
    contact = person.contacts.get()
    assert (contact.value, contact.reach) == ("mario@kalletal.example", "introduction")
    assert Event.objects.filter(verb="person.recorded", actor=office.pk, subject_id=person.pk).exists()


def test_what_is_missing_is_said_and_nothing_is_stored(client, office):
    client.force_login(office)
    text = client.post(NEW, {"name": "Mario Hecker", "title": "Bürgermeister"}).text
    assert "Please say where the office is held" in text
    assert "Please choose which kind of office it is" in text
    assert "This field is required" in client.post(NEW, {"name": " "}).text
    assert not Person.objects.exists()


def test_a_name_that_does_not_fit_stores_nothing_of_it(client, office, kalletal):
    client.force_login(office)
    response = client.post(NEW, {"name": "x" * 130, "kind": "mayor", "ort": "Kalletal"})
    assert "Family name: Ensure this value has at most 120 characters" in response.text
    assert not Person.objects.exists()


def test_two_persons_of_one_name(client, office, make_person, kalletal):
    known = make_person("Bürger", given_name="Eva", place=kalletal)
    client.force_login(office)
    response = client.post(NEW, {"name": "Eva Buerger"})
    assert "Is it this person?" in response.text
    assert page_of(known) in response.text
    assert "Bürgermeisterin (Kalletal)" in response.text
    assert Person.objects.count() == 1
    client.post(NEW, {"name": "Eva Buerger", "another": "on"})
    assert Person.objects.count() == 2


# ── one's own profile, what is stored, erasing ────────────────────────────────────────────────────────────────────────


def test_my_profile_leads_to_it_or_says_why_there_is_none(client, make_person, member):
    client.force_login(member)
    assert "Your account has no profile" in client.get("/mitglieder/profil/").text
    person = make_person(account=member)
    assert client.get("/mitglieder/profil/").url == page_of(person)
    assert "/mitglieder/profil/" in client.get("/").text


def test_what_is_stored_can_be_taken_along(client, karla, member):
    karla.account = member
    karla.save()
    client.force_login(member)
    response = client.get(f"/mitglieder/{karla.pk}/auskunft.json")
    assert response["Content-Disposition"] == f'attachment; filename="auskunft-{karla.pk}.json"'
    assert response["Cache-Control"] == "private, no-store"
    assert "karla@stein.example" in response.text


def test_erasing_asks_once_and_says_what_goes(client, karla, office):
    client.force_login(office)
    address = f"/mitglieder/{karla.pk}/loeschen/"
    text = client.get(address).text
    assert all(part in text for part in ("This cannot be undone", "What goes", "What stays", "chronicle"))
    assert "This field is required" in client.post(address).text
    karla.refresh_from_db()
    assert karla.erased_at is None
    assert client.post(address, {"sure": "on"}).url == "/mitglieder/"
    karla.refresh_from_db()
    assert karla.erased_at
    assert "The person is erased." in client.get("/mitglieder/").text


def test_who_erases_themselves_is_signed_out(client, make_person, member):
    person = make_person(account=member)
    client.force_login(member)
    assert "This is you" in client.get(f"/mitglieder/{person.pk}/loeschen/").text
    client.post(f"/mitglieder/{person.pk}/loeschen/", {"sure": "on"})
    assert "_auth_user_id" not in client.session
    member.refresh_from_db()
    assert not member.is_active


# ── introductions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_member_asks_for_an_introduction(client, karla, member, office, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    client.force_login(member)
    address = f"/mitglieder/{karla.pk}/bekannt-machen/"
    assert "This field is required" in client.post(address).text
    response = client.post(address, {"text": "Der Rufbus: wie?"}, follow=True)
    assert "Thank you. The office has your question" in response.text
    assert "within the last week" in client.post(address, {"text": "Noch einmal"}).text
