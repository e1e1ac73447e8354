from dataclasses import replace

import pytest
from tests.pdf import Pdf
from tests.people.papers.examples import LETTER

from ideenschmiede.base.print import NotPrintable
from ideenschmiede.people.papers import BodyWords, Proof, Seal, letter_pdf


def read(letter) -> Pdf:
    pdf = Pdf(letter_pdf(letter))
    assert pdf.faults() == []
    return pdf


def shown(letter) -> list[str]:
    return read(letter).text.replace("\u00a0", " ").split("\n")


def test_it_reads_from_the_address_to_the_signature():
    assert shown(LETTER) == [
        "Werkbank Land",
        "Rundes Siegel mit dem Namen des Netzwerks, Werkbank Land",
        "Geschäftsstelle der Werkbank Land · Musterstraße 12 · 10117 Berlin",
        "Gemeinde Musterau",
        "Herrn Bürgermeister Jonas Muster",
        "Am Markt 1",
        "01234 Musterau",
        "Unser Zeichen: WL-42",
        "Berlin, 13. Februar 2026",
        "Einladung: Ihre Berufung als Mitglied in die Werkbank Land",
        "Sehr geehrter Herr Bürgermeister Muster,",
        "wir möchten Sie für die Zeit vom 1. März 2026 bis zum 28. Februar 2029 "
        "als Mitglied in die Werkbank Land berufen.",
        "Warum wir Sie fragen",
        "Die Gemeinde Musterau hat ihre Verwaltung mit den Nachbarn zusammengelegt.",
        "Wir stützen uns dabei auf:",
        "–",
        "Eine Verwaltung für drei Orte (Praxis, 2024, Musterau): werkbank.example/loesungen/17",
        "–",
        "Ratsbeschluss zur Zusammenarbeit (Beschluss, 2023)",
        "Was das bedeutet",
        "Mitglieder treffen sich zweimal im Jahr.",
        "Die Berufung wird erst wirksam, wenn Sie sie annehmen. Sie entscheiden, wer welche Ihrer Kontaktdaten sieht "
        "und wofür wir sie verwenden, und Sie können jederzeit wieder ausscheiden.",
        "So antworten Sie",
        "Bitte sagen Sie uns bis zum 13. März 2026, ob Sie die Berufung annehmen. "
        "Ihre persönliche Seite für die Antwort:",
        LETTER.answer_address,
        "Sie brauchen kein Passwort. Der Link ist nur für Sie bestimmt; bitte geben Sie ihn nicht weiter.",
        "Mit freundlichen Grüßen",
        "Dr. Erika Beispiel",
        "Sprecherin des Netzwerks",
    ]


def test_the_english_one_is_english_throughout():
    english = replace(
        LETTER,
        language="en",
        body=BodyWords("working_group", "Digital"),
        capacity="deputy",
        salutation="Dear Mr Muster",
        meaning=(),
        end=None,
        evidence=(),
    )
    lines = shown(english)
    assert "Invitation to become deputy chair of the working group “Digital”" in lines
    assert "Dear Mr Muster," in lines
    assert (
        "We would like to appoint you deputy chair of the working group “Digital” with effect from 1 March 2026."
        in lines
    )
    assert "We rely on:" not in lines
    assert lines[-3:] == ["Yours sincerely", "Dr. Erika Beispiel", "Sprecherin des Netzwerks"]
    assert not any(word in " ".join(lines) for word in ("Sehr geehrte", "Berufung als", "Bitte"))


def test_headings_lists_and_links_are_tagged():
    pdf = read(LETTER)
    roles = [block.role for block in pdf.blocks]
    assert [block.text for block in pdf.blocks if block.role.startswith("H")] == [
        "Einladung: Ihre Berufung als Mitglied in die Werkbank Land",
        "Warum wir Sie fragen",
        "Was das bedeutet",
        "So antworten Sie",
    ]
    assert roles.count("H1") == 1
    assert roles.count("LBody") == roles.count("Lbl") == 2
    assert pdf.links() == ["https://werkbank.example/loesungen/17", LETTER.answer_address]
    assert pdf.reader.metadata.title == "Einladung: Ihre Berufung als Mitglied in die Werkbank Land"


def test_the_usual_letter_fits_on_one_page():
    assert read(LETTER).pages == 1


def test_a_long_letter_goes_on_and_signs_where_it_asks():
    proofs = tuple(Proof(f"Nachweis {n}", f"Praxis, {2000 + n}", f"https://werkbank.example/{n}") for n in range(25))
    pdf = read(replace(LETTER, evidence=proofs, reason="Absatz eins.\n\nAbsatz\nzwei. " * 12))
    assert pdf.pages == 2
    assert [link for link in pdf.links() if link != LETTER.answer_address] == [proof.address for proof in proofs]
    last = pdf.reader.pages[-1].extract_text()
    assert "So antworten Sie" in last
    assert "Sprecherin des Netzwerks" in last
    assert "Seite 2 von 2" in last
    assert pdf.text.count("Absatz zwei. Absatz eins.") == 11


def test_what_is_missing_leaves_its_part_out():
    lines = shown(replace(LETTER, reason="", evidence=(), number="", end=None))
    assert "Warum wir Sie fragen" not in lines
    assert not any("Unser Zeichen" in line for line in lines)
    assert "wir möchten Sie mit Wirkung vom 1. März 2026 als Mitglied in die Werkbank Land berufen." in lines


def test_a_long_address_stays_above_the_subject():
    lines = ("Landkreis Musterland", "Die Landrätin", *(f"Abteilung {n}" for n in range(6)), "01234 Musterau")
    assert shown(replace(LETTER, recipient=lines))[3:12] == list(lines)


def test_a_proof_without_note_is_its_title():
    assert "Haushaltssatzung" in shown(replace(LETTER, evidence=(Proof("Haushaltssatzung"),)))


@pytest.mark.parametrize("text", ['#include "x"', "*so* _viel_ $ @x \\", "[eckig] {rund} // Rest"])
def test_texts_print_as_they_are(text):
    letter = replace(LETTER, reason=text, meaning=(text,), salutation=text, evidence=(Proof(text, text),))
    lines = shown(letter)
    assert lines.count(text) == 2
    assert f"{text}," in lines
    assert f"{text} ({text})" in lines


def test_the_same_letter_has_the_same_bytes():
    assert letter_pdf(LETTER) == letter_pdf(LETTER)


def test_a_seal_that_is_no_picture_is_told_so():
    with pytest.raises(NotPrintable):
        letter_pdf(replace(LETTER, seal=Seal(b"", "nothing")))
