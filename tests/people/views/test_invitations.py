"""Links of mails: the page says what it is about, and every link that leads no further says why, and names nobody."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.people import appointing
from tests.people.appointing import AT, DAY, accepted, active, fresh, invited

from ideenschmiede.base import links
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Appointment, Consent, Contact, Status
from ideenschmiede.people.papers.appointments import DISPUTE, INVITATION, STAY

pytestmark = pytest.mark.django_db

PERSONAL = ("Ada", "Beispiel", "ada@example.org", "Bürgerbus", "05264")


@pytest.fixture(autouse=True)
def unlimited(settings):
    settings.SEARCHES_PER_MINUTE = 0


def url(made, number=None, purpose=INVITATION):
    token = links.sign(purpose, made.pk, made.link_number if number is None else number)
    return {INVITATION: "/mitglieder/berufung/", DISPUTE: "/mitglieder/berufung/widerspruch/"}[purpose] + f"{token}/"


def stay_url(question, number=1):
    return f"/mitglieder/berufung/bleiben/{links.sign(STAY, question.pk, number)}/"


def get(client, address):
    return client.get(address, headers={"Accept-Language": "en"})


def post(client, address, **data):
    return client.post(address, data, headers={"Accept-Language": "en"})


def assert_unlisted(response):
    assert response["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in response["Cache-Control"]
    # stricter ones make browsers send forms without an origin, which the protection of forms then refuses
    assert response["Referrer-Policy"] == "same-origin"


def assert_names_nobody(response):
    page = re.sub(r"<footer.*", "", response.content.decode(), flags=re.DOTALL)
    assert [word for word in PERSONAL if word in page] == []
    assert_unlisted(response)


def test_it_says_for_whom_what_why_and_until_when(client):
    made = invited()
    response = get(client, url(made))
    page = response.content.decode()
    assert response.status_code == 200
    for words in (
        "Invitation for Ada Beispiel",
        "Sie hat den Bürgerbus gebracht.",
        "Bürgerbus",
        "22\u00a0December 2026",
    ):
        assert words in page
    assert_unlisted(response)


def test_it_shows_only_as_much_of_a_contact_as_one_needs_to_recognise_it(client):
    made = invited()
    Contact.objects.create(person=made.person, kind="phone", value="05264 1234")
    Contact.objects.create(person=made.person, kind="post", value="Rathausplatz 1\n12345 Ort")
    page = get(client, url(made)).content.decode()
    assert "E-mail (a…@…)" in page
    assert "Telephone (… 34)" in page
    assert not any(words in page for words in ("ada@example", "05264", "Rathausplatz"))


def test_nothing_is_chosen_beforehand(client):
    page = get(client, url(invited())).content.decode()
    assert "checked" not in page
    assert '<option value="introduction" selected>' in page


def test_accepting_with_all_that_one_chooses(client):
    made = invited()
    answer = {"answer": "accept", "reach_email": "network", "consents": ["press", "digest"]}
    response = post(client, url(made), **answer)
    assert (response.status_code, response["Location"]) == (302, url(made))
    assert fresh(made).status == Status.ACTIVE
    assert made.person.contacts.get().reach == "network"
    given = dict(Consent.objects.values_list("purpose", "wording"))
    assert given.keys() == {"press", "digest"}
    assert "press releases" in given["press"]
    after = get(client, url(made))
    assert after.status_code == 200
    assert "The invitation has been accepted" in after.content.decode()
    assert "The term has begun already" in after.content.decode()
    assert "When the term begins" not in after.content.decode()
    assert_names_nobody(after)


def test_before_the_term_begins_it_says_that_a_mail_will_come(client):
    after = get(client, url(accepted()))
    assert "When the term begins" in after.content.decode()
    assert "The term has begun already" not in after.content.decode()


def test_the_letter_is_there_as_a_pdf_as_long_as_the_link_counts(client):
    made = invited()
    address = f"{url(made)}brief.pdf"
    assert f'href="{address}"' in get(client, url(made)).content.decode()
    letter = get(client, address)
    assert letter["Content-Type"] == "application/pdf"
    assert letter.content.startswith(b"%PDF")
    assert_unlisted(letter)
    assert post(client, address).status_code == 405
    acts.decline(appointment=made, letter=made.link_number, at=AT)
    after = get(client, address)
    assert "has been declined" in after.content.decode()
    assert_names_nobody(after)


@pytest.mark.parametrize(("number", "status"), [(7, 410), (0, 410)])
def test_an_older_link_leads_to_no_letter(client, number, status):
    after = get(client, f"{url(invited(), number)}brief.pdf")
    assert after.status_code == status
    assert_names_nobody(after)


def test_declining_with_a_reason(client):
    made = invited()
    post(client, url(made), answer="decline", reason="Keine Zeit.", consents=["press"])
    assert fresh(made).status == Status.DECLINED
    assert made.steps.last().note == "Keine Zeit."
    assert not Consent.objects.exists()
    after = get(client, url(made))
    assert "has been declined" in after.content.decode()
    assert "Keine Zeit" not in after.content.decode()
    assert_names_nobody(after)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"answer": "vielleicht"},
        {"answer": "accept", "consents": ["alles"]},
        {"answer": "accept", "reach_email": "x"},
    ],
    ids=["nothing", "no answer", "no purpose", "no reach"],
)
def test_what_is_missing_or_wrong_is_said_above_the_form(client, data):
    made = invited()
    response = post(client, url(made), **data)
    assert response.status_code == 200
    assert "One thing is missing or wrong" in response.content.decode()
    assert fresh(made).status == Status.INVITED


def test_a_get_or_a_head_changes_nothing(client):
    made = invited()
    before = Event.objects.count()
    assert client.head(url(made)).status_code == 200
    get(client, url(made))
    assert Event.objects.count() == before
    assert client.put(url(made)).status_code == 405


def test_a_form_of_another_site_is_refused():
    made = invited()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url(made), {"answer": "accept"}).status_code == 403
    assert fresh(made).status == Status.INVITED


# ── links that lead no further ────────────────────────────────────────────────────────────────────────────────────────


def change(made, **values):
    with writing():
        Appointment.objects.filter(pk=made.pk).update(**values)


ENDINGS = {
    "older": (lambda made: acts.resend(appointment=made, by=None, at=AT), 410, "There is a newer letter"),
    "withdrawn": (lambda made: acts.withdraw(appointment=made, by=None, at=AT), 410, "was withdrawn"),
    "late": (lambda made: change(made, answer_by=AT.date() - 40 * DAY), 410, "The deadline has passed"),
    "expired": (lambda made: acts.expire(appointment=made, at=AT + 31 * DAY), 410, "The deadline has passed"),
    "declined": (lambda made: acts.decline(appointment=made, letter=1, at=AT), 200, "has been declined"),
    "accepted": (lambda made: acts.accept(appointment=made, letter=1, at=AT), 200, "has been accepted"),
    "ended": (lambda made: change(made, status="ended"), 410, "no longer valid"),
    "office lost": (lambda made: change(made, status="office_lost"), 410, "no longer valid"),
}


@pytest.mark.parametrize(("happens", "status", "words"), ENDINGS.values(), ids=list(ENDINGS))
def test_a_link_that_leads_no_further_says_why_and_names_nobody(client, happens, status, words):
    made = invited()
    address = url(made)
    happens(made)
    before, events = fresh(made).__dict__, Event.objects.count()
    response = get(client, address)
    assert response.status_code == status
    assert words in response.content.decode()
    assert_names_nobody(response)
    for answer in ("accept", "decline"):
        replay = post(client, address, answer=answer)
        assert replay.status_code == (409 if status == 200 else status)
        assert_names_nobody(replay)
    assert {**before, "_state": None} == {**fresh(made).__dict__, "_state": None}
    assert Event.objects.count() == events


def test_a_replayed_answer_is_told_that_the_first_one_counts(client):
    made = invited()
    post(client, url(made), answer="accept")
    late = post(client, url(made), answer="decline")
    assert late.status_code == 409
    assert "the first one counts" in late.content.decode()
    assert fresh(made).status == Status.ACTIVE


def test_who_was_erased_is_in_no_link(client):
    made = invited()
    address = url(made)
    made.person.erased_at = AT
    made.person.save()
    response = get(client, address)
    assert response.status_code == 410
    assert_names_nobody(response)
    assert post(client, address, answer="accept").status_code == 410


@pytest.mark.parametrize("purpose", [DISPUTE, STAY, "something.else"])
def test_a_token_for_something_else_opens_nothing(client, purpose):
    made = invited()
    response = get(client, f"/mitglieder/berufung/{links.sign(purpose, made.pk, 1)}/")
    assert response.status_code == 404
    assert_names_nobody(response)


@pytest.mark.parametrize(
    "broken", ["x", "1.1.abc", "%00", "ä" * 40, "a" * 900], ids=["x", "forged", "nul", "umlauts", "long"]
)
def test_an_altered_link_says_so(client, broken):
    response = get(client, f"/mitglieder/berufung/{broken}/")
    assert response.status_code == 404
    assert "not complete" in response.content.decode()
    assert_unlisted(response)


def test_one_changed_letter_is_enough(client):
    made = invited()
    good = links.sign(INVITATION, made.pk, 1)
    other = good[:-1] + ("A" if good[-1] != "A" else "B")
    assert get(client, f"/mitglieder/berufung/{other}/").status_code == 404


def test_an_appointment_that_there_is_not(client):
    response = get(client, f"/mitglieder/berufung/{links.sign(INVITATION, 4711, 1)}/")
    assert response.status_code == 410


def test_too_many_visits_are_stopped(client, settings):
    settings.SEARCHES_PER_MINUTE = 3
    made = invited()
    found = [client.get(url(made), REMOTE_ADDR="203.0.113.77").status_code for _time in range(5)]
    assert found == [200, 200, 200, 429, 429]


# ── that was not me ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_that_was_not_me(client):
    made = active(at=timezone.now())  # for a month after the answer
    address = url(made, purpose=DISPUTE)
    page = get(client, address)
    assert page.status_code == 200
    assert fresh(made).status == Status.ACTIVE
    assert_names_nobody(page)
    assert post(client, address).status_code == 302
    assert (fresh(made).status, fresh(made).link_number) == (Status.INVITED, 2)
    after = get(client, address)
    assert (after.status_code, "does not count" in after.content.decode()) == (200, True)
    assert post(client, address).status_code == 200
    assert fresh(made).link_number == 2
    assert get(client, url(made, 1)).status_code == 410


def test_that_was_not_me_comes_too_late(client):
    made = accepted()
    acts.withdraw(appointment=made, by=None, at=AT)
    assert get(client, url(made, purpose=DISPUTE)).status_code == 410
    assert get(client, "/mitglieder/berufung/widerspruch/x/").status_code == 404


# ── do you stay? ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_click_and_a_script_that_is_not_needed(client):
    made = active()
    question = acts.ask_yearly(appointment=made, at=AT)
    page = get(client, stay_url(question))
    assert page.status_code == 200
    assert "data-send-at-once" in page.content.decode()
    assert "people/stay.js" in page.content.decode()
    assert_names_nobody(page)
    question.refresh_from_db()
    assert question.stays is None
    assert post(client, stay_url(question), bleiben="ja").status_code == 302
    question.refresh_from_db()
    assert question.stays is True
    after = get(client, stay_url(question)).content.decode()
    assert "Good that you stay" in after
    assert "data-send-at-once" not in after


def test_who_would_like_to_leave_presses_a_button(client):
    question = acts.ask_yearly(appointment=active(), at=AT)
    page = get(client, f"{stay_url(question)}?antwort=nein").content.decode()
    assert "data-send-at-once" not in page
    post(client, stay_url(question), bleiben="nein")
    question.refresh_from_db()
    assert question.stays is False


def test_the_question_of_last_year_is_no_longer_asked(client):
    made = active()
    old = acts.ask_yearly(appointment=made, at=AT)
    acts.ask_yearly(appointment=made, at=AT + 365 * DAY)
    assert get(client, stay_url(old)).status_code == 410
    assert post(client, stay_url(old)).status_code == 410
    assert get(client, stay_url(old, 2)).status_code == 410
    assert get(client, "/mitglieder/berufung/bleiben/x/").status_code == 404


def test_the_settings_speak_in_the_invitation(client, settings):
    settings.NETWORK_MEANING = ("Drei Treffen im Jahr.", "Reisekosten werden erstattet.")
    settings.NETWORK_EMAIL = "buero@example.org"
    page = get(client, url(invited())).content.decode()
    assert "Drei Treffen im Jahr." in page
    assert "Reisekosten werden erstattet." in page
    assert settings.NETWORK_NAME in page
    assert "mailto:buero@example.org" in get(client, "/mitglieder/berufung/x/").content.decode()


def test_queries_do_not_grow_with_contacts_and_evidence(client):
    def queries_of(many):
        who = appointing.person(f"P{many}", f"p{many}@example.org")
        kinds = ["phone", "mobile", "post"][:many]
        for kind in kinds:
            Contact.objects.create(person=who, kind=kind, value="05264 1234")
        made = invited(who, evidence=[appointing.evidence(who, f"Nachweis {n}") for n in range(many)])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(made)).status_code == 200
        return len(captured)

    assert queries_of(1) == queries_of(3) <= 12
