"""From the rows of an appointment to the words of its papers."""

from datetime import date

import pytest
from tests.people import appointing
from tests.people.appointing import AT, END, START, active, invited, proposed

from ideenschmiede.base import links
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.models import Contact
from ideenschmiede.people.papers import Seal, certificate_pdf, letter_pdf
from ideenschmiede.people.papers.appointments import (
    INVITATION,
    body_words,
    certificate_of,
    invitation_letter_of,
    proofs_of,
    salutation_of,
    seal,
    signatory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mayor(kalletal):
    """Invented; so is the office."""
    who = appointing.person("Beispiel", title="Dr.")
    office = who.offices.create(kind="mayor", title="Bürgermeisterin", place=kalletal)
    Contact.objects.create(person=who, kind="post", value="Rathausplatz 1\n12345 Beispielort")
    return who, office


def test_the_certificate(mayor, settings):
    settings.NETWORK_PLACE, settings.NETWORK_INTO = "Berlin", "den Innovators Club"
    who, office = mayor
    made = active(who, office=office)
    found = certificate_of(made)
    assert (found.name, found.office) == ("Dr. Ada Beispiel", "Bürgermeisterin der Gemeinde Kalletal")
    assert (found.start, found.end, found.day) == (START, END, date(2026, 11, 22))
    assert (found.number, found.place) == ("2026-0001", "Berlin")
    assert found.reason == "Sie hat den Bürgerbus gebracht."
    assert found.address == f"http://testserver/mitglieder/berufungen/{made.pk}/"
    assert found.network.into == "den Innovators Club"
    assert certificate_pdf(found) == certificate_pdf(certificate_of(made)), "it says the same whenever it is printed"


def test_the_letter(mayor, settings):
    settings.NETWORK_ADDRESS, settings.NETWORK_CONTACT = ("Weg 1", "10117 Berlin"), ("buero@example.org",)
    settings.NETWORK_MEANING = ("Drei Treffen im Jahr.",)
    who, office = mayor
    made = invited(who, office=office)
    found = invitation_letter_of(made, date(2026, 11, 23))
    assert found.recipient == (
        "Gemeinde Kalletal",
        "Frau Bürgermeisterin Dr. Ada Beispiel",
        "Rathausplatz 1",
        "12345 Beispielort",
    )
    assert found.salutation == "Sehr geehrte Frau Bürgermeisterin Dr. Beispiel"
    assert (found.sender.address, found.meaning) == (("Weg 1", "10117 Berlin"), ("Drei Treffen im Jahr.",))
    assert (found.day, found.answer_until) == (date(2026, 11, 23), date(2026, 12, 22))
    token = found.answer_address.removeprefix("http://testserver/mitglieder/berufung/").strip("/")
    assert links.read(token, INVITATION) == (made.pk, 1)
    assert letter_pdf(found).startswith(b"%PDF")


def test_what_was_sent_keeps_its_words(mayor):
    who, office = mayor
    made = invited(who, office=office)
    office.title = "Altbürgermeisterin"
    office.save()
    assert invitation_letter_of(made, date(2026, 11, 23)).salutation == "Sehr geehrte Frau Bürgermeisterin Dr. Beispiel"
    proof = made.evidence.get()
    proof.title = "Anders"
    proof.save()
    assert [one.title for one in proofs_of(made)] == ["Bürgerbus"]


def test_before_it_is_sent_it_is_as_it_stands():
    made = proposed()
    proof = made.evidence.get()
    proof.title = "Anders"
    proof.save()
    assert [(one.title, one.note) for one in proofs_of(made)] == [("Anders", "Lösung, Mai 2022")]
    assert [one.note for one in proofs_of(made, "en")] == ["Solution, May 2022"]


def test_without_a_form_of_address_or_a_title():
    made = proposed(appointing.person("Thilani", given_name="", form_of_address=""))
    assert salutation_of(made) == "Guten Tag Thilani"
    assert invitation_letter_of(made, date(2026, 11, 23)).recipient == ("Thilani",)


def test_a_body_with_its_article(settings):
    settings.NETWORK_OF = "des Innovators Clubs"
    group = appointing.working_group("KI", into="die AG KI")
    assert (body_words(group).kind, body_words(group).into, body_words(group).of) == ("working_group", "die AG KI", "")
    assert body_words(appointing.network()).of == "des Innovators Clubs"
    acts.change_body(
        body=appointing.network(), name="Club", into="den Club", purpose="", begins_on=None, by=None, at=AT
    )
    assert body_words(appointing.network()).into == "den Club"


def test_who_signs_and_with_which_seal(settings, tmp_path):
    assert signatory().name == settings.NETWORK_NAME
    assert seal() is None
    settings.SIGNATORY_NAME, settings.SIGNATORY_TITLE = "Dr. Erika Beispiel", "Vorsitzende"
    settings.SEAL_FILE, settings.SEAL_ALT = tmp_path / "siegel.svg", "Ein Amboss"
    settings.SEAL_FILE.write_bytes(b"<svg/>")
    assert (signatory().name, signatory().title) == ("Dr. Erika Beispiel", "Vorsitzende")
    assert seal() == Seal(b"<svg/>", "Ein Amboss")
