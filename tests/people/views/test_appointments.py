"""The office's pages of appointments, and the page of one for everybody."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.timezone import localdate
from pypdf import PdfReader
from tests.people import appointing
from tests.people.appointing import AT, DAY, END, TODAY, accepted, active, fresh, invited, proposed

from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, Status
from ideenschmiede.people.papers.appointments import term_of

pytestmark = pytest.mark.django_db
LIST = "/mitglieder/berufungen/"


@pytest.fixture
def at_office(client, office):
    client.force_login(office)
    return client


def page(client, address, status=200):
    response = client.get(address, headers={"Accept-Language": "en"})
    assert response.status_code == status, address
    return response.content.decode()


def case_of(made, more=""):
    return f"{LIST}{made.pk}/vorgang/{more}"


# ── the list ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_waits_and_all_of_them(at_office):
    made = proposed()
    active(appointing.person("Aktiv", "aktiv@example.org"), ends_on=localdate() + 20 * DAY)
    found = page(at_office, LIST)
    assert "What waits" in found
    assert "Look through it and send the invitation." in found
    assert case_of(made) in found
    assert "Terms that end within 60 days" in found
    assert "2 appointments" in found


def test_nobody_yet(at_office):
    found = page(at_office, LIST)
    assert "Nobody has been appointed yet" in found
    assert "Nothing waits" in found


def test_filters_with_counts(at_office):
    proposed()
    active(appointing.person("Aktiv", "aktiv@example.org"), appointing.working_group())
    found = page(at_office, f"{LIST}?status=active")
    assert "One appointment<" in found
    assert "Ada Aktiv" in found
    assert "gremium=arbeitsgruppe-digitales" in found
    assert "No appointment fits" in page(at_office, f"{LIST}?status=active&gremium=netzwerk")
    assert "2 appointments" in page(at_office, f"{LIST}?status=quatsch&gremium=nichts&seite=99")


def test_queries_do_not_grow_with_the_rows(at_office):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(at_office, LIST)
        return len(captured)

    proposed(appointing.person("P0", "p0@example.org"))
    one = queries()
    for number in (1, 2):
        proposed(appointing.person(f"P{number}", f"p{number}@example.org"))
    assert queries() == one <= 12


# ── proposing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_first_who(at_office):
    who = appointing.person("O’Neill-Müller", "x@example.org")
    assert "Whom do you propose?" in page(at_office, f"{LIST}neu/")
    found = page(at_office, f"{LIST}neu/?name=ada+o’neill")
    assert f"?person={who.pk}" in found
    assert "One person of this name" in found
    assert "Nobody of this name" in page(at_office, f"{LIST}neu/?name=niemand")
    assert "Whom do you propose?" in page(at_office, f"{LIST}neu/?person=4711")
    assert "Whom do you propose?" in page(at_office, f"{LIST}neu/?person=²")


def test_more_persons_than_are_shown(at_office, make_person):
    for _number in range(21):
        make_person("Hecker", appointed="")
    found = page(at_office, f"{LIST}neu/?name=hecker")
    assert "20 persons" not in found
    assert "Perhaps there are more" in found


def values(proof, **more):
    return {
        "body": appointing.network().pk,
        "capacity": "member",
        "starts_on": "01.03.2027",
        "ends_on": "28.02.2030",
        "reason": "Der Bürgerbus.",
        "evidence": [proof.pk],
        **more,
    }


def test_then_for_what_and_why(at_office, office):
    who = appointing.person()
    proof = appointing.evidence(who)
    address = f"{LIST}neu/?person={who.pk}"
    assert "Bürgerbus (Solution, 2022)" in page(at_office, address)
    response = at_office.post(address, values(proof))
    made = Appointment.objects.get()
    assert response["Location"] == case_of(made)
    assert (made.status, made.starts_on, made.ends_on) == (Status.PROPOSED, date(2027, 3, 1), date(2030, 2, 28))
    assert made.steps.get().by == office
    assert list(made.evidence.all()) == [proof]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"ends_on": "28.02.2026"}, "id_ends_on", "The term ends before it begins."),
        ({"starts_on": "gestern"}, "id_starts_on", "Please write the date as"),
        ({"reason": ""}, "id_reason", "required"),
        ({"evidence": [4711]}, "id_evidence_0", "4711"),
        ({"body": 4711}, "id_body", "Please choose another body"),
    ],
    ids=["ends before", "no date", "no reason", "no evidence", "no body"],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(at_office, wrong, field, words):
    who = appointing.person()
    response = at_office.post(f"{LIST}neu/?person={who.pk}", values(appointing.evidence(who), **wrong))
    found = response.content.decode()
    assert response.status_code == 200
    assert f'href="#{field}"' in found
    assert words in found
    assert "28.02.20" in found
    assert not Appointment.objects.exists()


def test_a_body_that_was_closed_cannot_be_chosen(at_office):
    who, group = appointing.person(), appointing.working_group()
    acts.close_body(body=group, by=None, at=AT)
    response = at_office.post(f"{LIST}neu/?person={who.pk}", values(appointing.evidence(who), body=group.pk))
    assert "It was closed or is no longer there" in response.content.decode()


def test_two_proposals_of_the_same(at_office):
    made = proposed()
    address = f"{LIST}neu/?person={made.person_id}"
    response = at_office.post(address, values(made.evidence.get()))
    assert "already under way" in response.content.decode()


# ── a case ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_case_says_where_it_stands_and_what_is_missing(at_office):
    made = proposed(appointing.person(email=""), evidence=[], starts_on=None, ends_on=None)
    found = page(at_office, case_of(made))
    assert "What the invitation still needs" in found
    for words in ("when the term begins", "evidence on which it rests", "an e-mail address of the person"):
        assert f"{words}</a>" in found, "a link to where it is entered"
    assert f'href="/mitglieder/{made.person_id}/bearbeiten/kontakt/"' in found
    assert case_of(made, "invite/") in found
    assert case_of(made, "end/") not in found


def test_the_way_so_far_is_told(at_office, office):
    made = invited(at=AT)
    acts.resend(appointment=made, by=office, at=AT + DAY)
    acts.accept(appointment=made, letter=2, at=AT + DAY)
    acts.dispute(appointment=made, letter=2, at=AT + DAY)
    found = page(at_office, case_of(made))
    for words in (
        "Letter sent again",
        "the invited person, by the link",
        "“That was not me”: invited as before",
        "by itself",
    ):
        assert words in found
    assert found.index("That was not me") < found.index("Letter sent again"), "the last one first"


def test_steps_by_buttons(at_office):
    made = proposed()
    for name, status in (("invite", "invited"), ("resend", "invited"), ("withdraw", "withdrawn")):
        response = at_office.post(case_of(made, f"{name}/"), {"reason": "Darum."})
        assert response["Location"] == case_of(made)
        assert fresh(made).status == status
    assert made.steps.last().note == "Darum."
    assert "The appointment is withdrawn." in page(at_office, case_of(made))


def test_a_step_that_is_not_possible_says_why(at_office):
    made = proposed()
    at_office.post(case_of(made, "end/"))
    found = page(at_office, case_of(made))
    assert "“End the appointment” is not possible now." in found
    assert fresh(made).status == Status.PROPOSED


def test_what_cannot_be_undone_asks_once(at_office):
    made = active()
    for name in ("end", "resign", "lose_office"):
        found = page(at_office, case_of(made, f"{name}/"))
        assert "This cannot be undone" in found
    assert fresh(made).status == Status.ACTIVE


def test_the_office_records_a_resignation(at_office):
    made = active()
    assert "Record the resignation" in page(at_office, case_of(made))
    assert "Record the resignation" in page(at_office, case_of(made, "resign/"))


def test_no_office_is_lost_where_none_is_named(at_office, kalletal):
    who = appointing.person()
    assert "The office is lost" not in page(at_office, case_of(active(who)))
    office = who.offices.create(kind="mayor", title="Bürgermeisterin", place=kalletal)
    made = active(who, appointing.working_group(), office=office)
    assert "The office is lost" in page(at_office, case_of(made))


@pytest.mark.parametrize("name", ["accept", "decline", "dispute", "expire", "prepare", "quatsch"])
def test_there_are_no_buttons_for_what_only_the_letter_does(at_office, name):
    made = invited()
    assert at_office.post(case_of(made, f"{name}/")).status_code == 404
    assert fresh(made).status == Status.INVITED


def test_changing_a_draft(at_office):
    made = proposed()
    proof = appointing.evidence(made.person, "Windpark")
    address = case_of(made, "aendern/")
    assert "Sie hat den Bürgerbus gebracht." in page(at_office, address)
    changed = {
        "capacity": "guest",
        "starts_on": "2027",
        "ends_on": "2028",
        "reason": "Der Windpark.",
        "evidence": [proof.pk],
    }
    assert at_office.post(address, changed).status_code == 302
    after = fresh(made)
    assert (after.capacity, after.starts_on, after.ends_on) == ("guest", date(2027, 1, 1), date(2028, 12, 31))
    assert list(after.evidence.all()) == [proof]
    acts.invite(appointment=after, by=None, at=AT)
    response = at_office.post(address, changed)
    assert "is not possible now" in response.content.decode()


def test_renewing(at_office):
    made = active(ends_on=END)
    found = page(at_office, case_of(made, "verlaengern/"))
    assert "01.11.2029" in found or "11/2029" in found
    response = at_office.post(case_of(made, "verlaengern/"), {"starts_on": "01.11.2029", "ends_on": ""})
    new = Appointment.objects.get(previous=made)
    assert response["Location"] == case_of(new)
    assert "renews an earlier appointment" in page(at_office, case_of(new))
    assert "was renewed" in page(at_office, case_of(made))
    again = at_office.post(case_of(made, "verlaengern/"), {"starts_on": "01.11.2029"})
    assert "already been renewed" in again.content.decode()


def test_an_erased_person_has_a_case_without_a_name(at_office):
    made = active()
    made.person.erased_at = AT
    made.person.save()
    found = page(at_office, case_of(made))
    assert "Erased person" in found
    assert "urkunde.pdf" not in found


def test_the_pages_of_a_case_cost_the_same_whatever_happened(at_office):
    who = appointing.person()
    made = active(who, evidence=[appointing.evidence(who, visibility="public")])

    def queries(address):
        with CaptureQueriesContext(connection) as captured:
            page(at_office, address)
        return len(captured)

    addresses = [case_of(made), f"{LIST}{made.pk}/", f"{LIST}{made.pk}/meine/"]
    before = [queries(address) for address in addresses]
    rich = appointing.person("Zwei", "zwei@example.org")
    proofs = [appointing.evidence(rich, f"Nachweis {n}", visibility="public") for n in range(3)]
    made = invited(rich, evidence=proofs)
    acts.resend(appointment=made, by=None, at=AT)
    acts.accept(appointment=made, letter=2, at=AT)
    for name in ("Kim", "Bo", "Toni"):
        acts.name_deputy(appointment=made, name=name, by=None, at=AT)
    after = [queries(address) for address in (case_of(made), f"{LIST}{made.pk}/", f"{LIST}{made.pk}/meine/")]
    assert after == before
    assert max(after) <= 12


# ── papers ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def text_of(response):
    return "".join(one.extract_text() for one in PdfReader(io.BytesIO(response.content)).pages)


def test_the_letter_as_pdf_while_it_counts(at_office):
    made = invited()
    response = at_office.get(f"{LIST}{made.pk}/brief.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert "Sehr geehrte Frau Beispiel" in text_of(response)
    acts.withdraw(appointment=made, by=None, at=AT)
    assert at_office.get(f"{LIST}{made.pk}/brief.pdf").status_code == 404


def test_the_certificate_is_for_the_office_and_the_person(at_office):
    made = active()
    for account in (None, made.person.account):
        if account:
            at_office.force_login(account)
        response = at_office.get(f"{LIST}{made.pk}/urkunde.pdf")
        assert response["Content-Disposition"] == f'attachment; filename="Urkunde-{made.number}.pdf"'
        assert made.number in text_of(response)
        assert "Ada Beispiel" in text_of(response)


def test_there_is_none_before_somebody_has_accepted(at_office):
    assert at_office.get(f"{LIST}{invited().pk}/urkunde.pdf").status_code == 404


def test_a_seal_that_is_no_picture_is_said(at_office, settings, tmp_path):
    settings.SEAL_FILE = tmp_path / "siegel.png"
    settings.SEAL_FILE.write_bytes(b"kein Bild")
    response = at_office.get(f"{LIST}{active().pk}/urkunde.pdf", follow=True)
    assert response.status_code == 200
    assert "kern-alert--danger" in response.content.decode()  # in the language of the certificate


# ── the page for everybody ────────────────────────────────────────────────────────────────────────────────────────────


def test_who_to_what_why_on_which_evidence(client):
    made = invited()
    proof = made.evidence.get()
    acts.accept(appointment=made, letter=1, consents=["press"], at=AT)
    address = f"{LIST}{made.pk}/"
    found = page(client, address)
    assert "Ada Beispiel" in found
    assert "Appointed a member of the network" in found
    assert "Sie hat den Bürgerbus gebracht." in found
    assert "1 November 2026" in found.replace("\u00a0", " ")
    assert "On which evidence" not in found, "this evidence is for members only"
    proof.visibility = "public"
    proof.save()
    client.cookies["theme"] = "dark"  # no page that was kept from before
    assert "On which evidence" in page(client, address)


@pytest.mark.parametrize("make", [proposed, invited, accepted], ids=["proposed", "invited", "accepted"])
def test_what_has_not_begun_has_no_page(at_office, make):
    page(at_office, f"{LIST}{make().pk}/", status=404)


def test_what_is_over_says_so(client, member):
    made = active()
    acts.end(appointment=made, by=None, at=AT)
    page(client, f"{LIST}{made.pk}/", status=404)
    client.force_login(member)
    found = page(client, f"{LIST}{made.pk}/")
    assert "Ended" in found
    assert 'content="noindex"' in found


def test_one_that_was_taken_over_has_no_certificate(at_office):
    who, since = appointing.person(), date(2024, 1, 1)
    made = acts.take_over(person=who, body=appointing.network(), starts_on=since, reason="Der Bus.", by=None, at=AT)
    for address in (f"{LIST}{made.pk}/", case_of(made), f"{LIST}{made.pk}/meine/"):
        assert "urkunde.pdf" not in page(at_office, address)
    assert at_office.get(f"{LIST}{made.pk}/urkunde.pdf").status_code == 404


def test_the_term_in_words():
    made = Appointment(starts_on=TODAY, ends_on=None)
    assert term_of(made) == "since 22\u00a0November 2026"
    made.ends_on = END
    assert term_of(made) == "22\u00a0November 2026 to 31\u00a0October 2029"
    assert term_of(Appointment()) == ""


# ── the term as it was ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("leave", [acts.end, acts.resign, acts.lose_office], ids=["end", "resign", "lose_office"])
def test_ended_early_it_shows_the_day_on_which_it_ended(at_office, leave):
    made = active()
    leave(appointment=made, by=None, at=AT)
    with translation.override("en"):
        early, planned = term_of(made, left_on=TODAY), term_of(made)
    for address in (case_of(made), f"{LIST}{made.pk}/"):
        found = page(at_office, address)
        assert early in found
        assert planned not in found


def test_over_as_planned_it_shows_the_planned_end(at_office):
    made = active()
    acts.end(appointment=made, by=None, at=AT.replace(year=2029, month=11, day=1))
    with translation.override("en"):
        planned = term_of(made)
    assert planned in page(at_office, case_of(made))
