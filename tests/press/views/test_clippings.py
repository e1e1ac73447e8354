"""The office takes an article in, checks it, confirms it; nobody else gets near its text."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from tests.press.conftest import ARTICLE

from ideenschmiede.people.models import Appointment, Evidence, Person
from ideenschmiede.press.actions.taking_in import take_in
from ideenschmiede.press.intake import tesseract_is_there
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import draft_of

pytestmark = pytest.mark.django_db
NEW = "/presse/ausschnitte/neu/"


@pytest.fixture
def as_office(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def clipping(office, kalletal):
    return take_in(text=ARTICLE, by=office, at=timezone.now())


def page(clipping, part=""):
    return f"/presse/ausschnitte/{clipping.pk}/{part}"


def fact_of(kind):
    return next(fact for fact in draft_of(Clipping.objects.get()).facts if fact.kind == kind)


def test_paste_and_see_it_mended(as_office, kalletal):
    response = as_office.post(NEW, {"text": ARTICLE}, follow=True)
    stored = Clipping.objects.get()
    assert response.redirect_chain == [(page(stored), 302)]
    assert "Erika Muster erklärt den Bürgerbus" in response.text
    assert "press-mark--joined" in response.text
    assert "Take back: Bürgerbus" in response.text
    assert 'id="angabe-' in response.text


def test_a_file(as_office):
    as_office.post(NEW, {"file": SimpleUploadedFile("bus.txt", ARTICLE.encode("cp1252", "replace"))})
    assert Clipping.objects.get().file_name == "bus.txt"


def test_a_web_page_without_its_scripts(as_office):
    html = b"<html><title>Bus</title><script>alert('boese')</script><p>Der Bus f&auml;hrt nach Kalletal.</p></html>"
    response = as_office.post(NEW, {"file": SimpleUploadedFile("a.html", html)}, follow=True)
    assert "boese" not in Clipping.objects.get().original
    assert "alert(" not in response.text


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.4 kaputt", b"\x89PNG\r\n\x1a\n kaputt", b"PK\x03\x04" + b"\0" * 50],
    ids=["empty", "broken-pdf", "broken-picture", "zip"],
)
def test_files_that_cannot_be_read_are_refused_in_words(as_office, content):
    response = as_office.post(NEW, {"file": SimpleUploadedFile("datei.xyz", content)})
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert not Clipping.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"text": " \n "}], ids=["nothing", "blanks"])
def test_nothing_is_asked_for(as_office, typed):
    assert "There is nothing yet" in as_office.post(NEW, typed).text


def test_not_both(as_office):
    typed = {"text": "Text, der bleibt", "file": SimpleUploadedFile("a.txt", b"Datei")}
    text = as_office.post(NEW, typed).text
    assert "not both" in text
    assert "Text, der bleibt" in text


def test_too_much_is_refused_and_nothing_is_lost(as_office):
    response = as_office.post(NEW, {"text": "Ein Wort. " * 100_001})
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert not Clipping.objects.exists()


def test_twice_leads_to_the_first(as_office, clipping):
    response = as_office.post(NEW, {"text": ARTICLE}, follow=True)
    assert response.redirect_chain == [(page(clipping), 302)]
    assert "already here" in response.text


def test_the_page_says_whether_pictures_can_be_read(as_office):
    assert ("cannot be read on this computer" in as_office.get(NEW).text) is not tesseract_is_there()


def test_the_list_by_status(as_office, clipping, make_article):
    make_article(title="Schon bestätigt")
    text = as_office.get("/presse/ausschnitte/").text
    assert "Erika Muster erklärt den Bürgerbus" in text
    assert "Schon bestätigt" not in text
    text = as_office.get("/presse/ausschnitte/?stand=confirmed").text
    assert "Schon bestätigt" in text
    assert "Nothing here" in as_office.get("/presse/ausschnitte/?stand=discarded").text


def test_take_back_and_apply_again(as_office, clipping):
    change = next(one for one in draft_of(Clipping.objects.get()).changes if one["kind"] == "joined")
    response = as_office.post(page(clipping, "aenderungen/"), {"zurueck": change["id"]}, follow=True)
    assert response.redirect_chain == [(f"{page(clipping)}#aenderungen", 302)]
    assert "Apply again" in response.text
    assert Clipping.objects.get().rejected == [change["id"]]
    as_office.post(page(clipping, "aenderungen/"), {"wieder": change["id"]})
    assert Clipping.objects.get().rejected == []
    as_office.post(page(clipping, "aenderungen/"), {"zurueck_art": "joined"})
    assert len(Clipping.objects.get().rejected) > 1
    as_office.post(page(clipping, "aenderungen/"), {"wieder_alle": "1"})
    assert Clipping.objects.get().mended == clipping.mended


@pytest.mark.parametrize("typed", [{}, {"zurueck": "x"}, {"wieder": "x"}, {"zurueck_art": "x"}])
def test_nonsense_changes_nothing(as_office, clipping, typed):
    assert as_office.post(page(clipping, "aenderungen/"), typed).status_code == 302
    assert Clipping.objects.get().mended == clipping.mended


@pytest.mark.parametrize("typed", [{}, {"stueck": "x"}, {"stueck": "9" * 30, "ort": "y"}])
def test_a_piece_that_is_not_there(as_office, clipping, typed):
    text = as_office.post(page(clipping, "stuecke/"), typed, follow=True).text
    assert "no longer there" in text


def test_correct_a_place(as_office, clipping, luebz):
    fact = fact_of("place")
    where = page(clipping, f"angaben/{fact.id}/")
    assert "Kalletal" in as_office.get(where).text
    assert "Atlantis" in as_office.post(where, {"ort": "Atlantis"}).text
    response = as_office.post(where, {"ort": "Lübz"}, follow=True)
    assert response.redirect_chain == [(f"{page(clipping)}#angabe-{fact.id}", 302)]
    assert fact_of("place").place == luebz.pk


def test_two_persons_of_one_name_are_told_apart(as_office, office, make_person, kalletal, luebz):
    first, second = make_person(place=luebz, title="Landrätin"), make_person(place=luebz)
    clipping = take_in(text=ARTICLE, by=office, at=timezone.now())
    fact = next(one for one in draft_of(clipping).facts if one.value == "Erika Muster")
    assert "Which person is it?" in as_office.get(page(clipping)).text
    where = page(clipping, f"angaben/{fact.id}/")
    text = as_office.get(where).text
    assert "Erika Muster (Landrätin, Lübz)" in text
    assert "Erika Muster (Bürgermeisterin, Lübz)" in text
    typed = {"value": "Dr. Erika Muster", "office": "Bürgermeisterin", "ort": "Kalletal", "person": str(second.pk)}
    as_office.post(where, typed)
    stored = draft_of(Clipping.objects.get()).fact(fact.id)
    assert (stored.person, stored.detail["title"], stored.detail["family"]) == (second.pk, "Dr.", "Muster")
    as_office.post(where, {**typed, "person": "neu"})
    assert draft_of(Clipping.objects.get()).fact(fact.id).new_person
    assert "not one of the available choices" in as_office.post(where, {**typed, "person": "999"}).text
    assert first.pk != second.pk


def test_add_remove_and_fetch_back(as_office, clipping):
    assert "What kind of fact" in as_office.get(page(clipping, "angaben/neu/")).text
    as_office.post(page(clipping, "angaben/neu/?art=programme"), {"value": "Zwei Vereine"})
    fact = fact_of("programme")
    assert fact.spans
    as_office.post(page(clipping, f"angaben/{fact.id}/entfernen/"))
    assert fact_of("programme").is_dropped
    as_office.post(page(clipping, f"angaben/{fact.id}/zurueckholen/"))
    assert not fact_of("programme").is_dropped
    assert (
        "already in the list"
        in as_office.post(page(clipping, "angaben/neu/?art=programme"), {"value": "Zwei Vereine"}).text
    )


@pytest.mark.parametrize("kind", [kind for kind in Mention.Kind.values if kind != "paper"])
def test_each_kind_has_its_form(as_office, clipping, kind):
    text = as_office.get(page(clipping, f"angaben/neu/?art={kind}")).text
    assert "<form" in text
    assert 'role="alert"' in as_office.post(page(clipping, f"angaben/neu/?art={kind}"), {}).text


def test_a_person_added_by_hand_who_may_be_known(as_office, clipping, make_person):
    make_person("Doppel")
    response = as_office.post(
        page(clipping, "angaben/neu/?art=person"), {"value": "Ina Doppel", "person": "neu"}, follow=True
    )
    assert "There are persons of this name" in response.text
    assert "Erika Doppel (no office recorded)" in response.text


def test_a_date_by_hand(as_office, clipping):
    as_office.post(page(clipping, "angaben/neu/?art=date"), {"value": "3.10.2020"})
    assert "2020-10-03" in [fact.value for fact in draft_of(Clipping.objects.get()).facts]
    text = as_office.post(page(clipping, "angaben/neu/?art=date"), {"value": "2020"}).text
    assert "give the day, too" in text


@pytest.mark.parametrize("key", ["person-0", "x"])
def test_a_fact_that_is_not_there(as_office, clipping, key):
    for part in ("", "entfernen/", "zurueckholen/"):
        assert as_office.post(page(clipping, f"angaben/{key}/{part}")).status_code == 404


def confirming(as_office, clipping, **more):
    """What the form says when it is sent as it came."""
    html = as_office.get(page(clipping, "bestaetigen/")).text
    typed = {"title": "T", "paper": "Lipper Bote", "published_on": "12.05.2021", "quote": "", "visibility": "public"}
    typed |= {name: re.findall(rf'name="{name}" value="([^"]+)"', html) for name in ("persons", "places")}
    return as_office.post(page(clipping, "bestaetigen/"), {**typed, **more}, follow=True)


def test_the_form_of_confirmation_begins_with_the_facts(as_office, clipping):
    text = as_office.get(page(clipping, "bestaetigen/")).text
    assert 'value="Erika Muster erklärt den Bürgerbus"' in text
    assert 'value="12.05.2021"' in text
    assert "Kalletal. Die Bürgermeisterin Erika Muster hat am Montag den neuen Bürgerbus vorgestellt." in text
    assert "The article tells of Erika Muster" in text


def test_confirm_and_propose(as_office, clipping):
    response = confirming(as_office, clipping)
    assert response.redirect_chain == [(page(clipping), 302)]
    person = Person.objects.get()
    assert "Propose to appoint Erika Muster" in response.text
    assert "press-fact--person" in response.text
    assert Evidence.objects.filter(person=person).count() == 1
    response = as_office.post(page(clipping, "berufung/"), {"person": person.pk})
    appointment = Appointment.objects.get()
    assert (appointment.person, appointment.status) == (person, "noticed")
    assert response["Location"].startswith("/mitglieder/")
    assert as_office.post(page(clipping, "berufung/"), {"person": person.pk})["Location"] == page(clipping)


@pytest.mark.parametrize("person", ["", "x", "9" * 30, "999"])
def test_an_appointment_of_nobody(as_office, clipping, person):
    assert as_office.post(page(clipping, "berufung/"), {"person": person}).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": ""}, "Headline"),
        ({"quote": "Das steht nicht da."}, "do not stand in the text"),
        ({"quote": "x" * 601}, "at most 600"),
        ({"url": "javascript:alert(1)"}, "URL"),
        ({"published_on": "2021"}, "give the day, too"),
        ({"persons": [], "places": []}, "at least one person or place"),
        ({"published_on": "12.05.2199"}, "still to come"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(as_office, clipping, wrong, message):
    response = confirming(as_office, clipping, **wrong)
    assert message in response.text
    assert 'role="alert"' in response.text
    assert not Mention.objects.exists()
    assert Clipping.objects.get().status == "new"


def test_a_confirmed_one_is_not_corrected_any_more(as_office, clipping):
    confirming(as_office, clipping)
    assert as_office.get(page(clipping, "angaben/neu/")).status_code == 404
    assert as_office.get(page(clipping, "bestaetigen/"))["Location"] == page(clipping)
    text = as_office.post(page(clipping, "verwerfen/"), follow=True).text
    assert "no longer under review" in text


def test_discard_and_fetch_back(as_office, clipping):
    assert "This article is discarded" in as_office.post(page(clipping, "verwerfen/"), follow=True).text
    assert "is to be checked again" in as_office.post(page(clipping, "zurueckholen/"), follow=True).text


def test_the_draft_survives_the_session(as_office, office, clipping):
    as_office.post(page(clipping, "angaben/neu/?art=programme"), {"value": "Land in Bewegung"})
    as_office.logout()
    assert as_office.get(page(clipping)).status_code == 302
    as_office.force_login(office)
    assert "Land in Bewegung" in as_office.get(page(clipping)).text


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script> & <b onclick='x'>", "\u202eTrow nie مرحبا", "ein \ud800 Wort"]
)
def test_odd_texts_do_no_harm(as_office, office, text):
    clipping = take_in(text=text, by=office, at=timezone.now())
    shown = as_office.get(page(clipping)).text
    assert "<script>alert" not in shown
    assert "<b onclick" not in shown
    assert 'dir="auto"' in shown


def test_the_same_cost_with_one_and_with_three(as_office, office, kalletal, django_assert_max_num_queries):
    numbers = []
    for repeated in (1, 3):
        clipping = take_in(text="\n\n".join([ARTICLE] * repeated), by=office, at=timezone.now())
        as_office.get(page(clipping))
        with django_assert_max_num_queries(12) as queries:
            as_office.get(page(clipping))
        numbers.append(len(queries))
        with django_assert_max_num_queries(12):
            as_office.get("/presse/ausschnitte/")
    assert numbers[0] == numbers[1]


def test_far_too_much_gets_a_page_that_says_so(as_office):
    """More than the server reads at all: not even a form can come back."""
    response = as_office.post(NEW, {"text": "Ein Wort. " * 300_000})
    assert response.status_code == 400
    assert "zu groß" in response.text
    assert not Clipping.objects.exists()
