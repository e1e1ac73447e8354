"""Whole texts of other kinds than running text: nothing is changed, and nothing is said to be missing."""

import pytest

from ideenschmiede.cores.german.mending import mend

from .letters import check

AGENDA = """Tagesordnung

Eröffnung und Feststellung der Beschlussfähigkeit
Bericht der Bürgermeisterin
Anfragen
Verschiedenes"""
MAIL = """Hallo Frau Petersen,

danke für Ihre Nachricht. Wir haben gestern darüber gesprochen.

Können Sie uns bis Freitag sagen, ob
- der Saal frei ist
- es einen Beamer gibt

Viele Grüße
Jens Holtkamp

--
Gemeinde Musterbach, Stabsstelle Digitales"""
MINUTES = """Beginn 19.30 Uhr, Ende 21.10 Uhr
TOP 1 Begrüßung
Der Vorsitzende begrüßt die Anwesenden.
TOP 2 Verschiedenes
keine Wortmeldungen"""
BODY = "\n\nDer Rat hat am Montag getagt. Die Linie wird im Herbst wieder aufgenommen."


@pytest.mark.parametrize("text", [AGENDA, MAIL, MINUTES], ids=["agenda", "mail", "minutes"])
def test_nothing_is_missing_in_lists_and_letters(text):
    mended = check(text)
    assert mended.text.split() == text.split()
    assert mended.open == ()


@pytest.mark.parametrize(
    "title",
    ["Der Bürgerbus fährt wieder", "Dorfladen macht morgen auf", "Für das Bad reicht das Geld nicht"],
    ids=["wieder", "auf", "nicht"],
)
def test_a_title_may_end_in_a_small_word(title):
    mended = check(title + BODY)
    assert [block.role for block in mended.blocks] == ["headline", "body"]
    assert mended.open == ()


@pytest.mark.parametrize("text", ["Der Rat stimmt für", "Es kamen viele Gäste, auch aus"], ids=["for", "comma"])
def test_what_must_go_on_is_no_title(text):
    mended = mend(text + BODY)
    assert mended.blocks[0].role == "body"
    assert any(spot.kind == "lost_end" for spot in mended.open)


def test_a_caption_that_begins_like_a_credit_is_read_as_a_whole():
    caption = "Foto: Die Bürgermeisterin und der\nLeiter des Bauhofs auf einer der\nneuen Bänke im Park am Mühlbach."
    mended = mend("Neue Bänke" + BODY + "\n\n" + caption + "\n\nFoto: M. Muster\n\nEs bleibt spannend.")
    assert caption.replace("\n", " ") in mended.text
    assert [block.role for block in mended.blocks][2:4] == ["caption", "credit"]


@pytest.mark.parametrize(
    "text",
    [
        "Der Dichter Theodor Fontane kam 1850 her.",
        "Für die Kommission Santer war es der letzte Tag.",
        "Das meterhohe Gras und die Sanierungsrate im neunzehnten Jahrhundert, länger als sonst.",
        "Am Tisch saß auch Dr. Sauter.",
    ],
    ids=["first-name", "body", "words", "doctor"],
)
def test_names_and_common_words_are_not_misread(text):
    assert [spot for spot in mend(text).open if spot.kind == "misread"] == []


def test_a_line_that_begins_with_the_rear_of_a_word_is_a_fragment_of_its_own():
    mended = check("Der Rat hat getagt.\n\nes will deutsche Führungskräfte\nchen Nachhaltigkeit und Digitales.")
    assert "Führungskräfte chen" not in mended.text
    assert [(spot.kind, spot.text) for spot in mended.open if spot.kind != "unplaced_fragment"] == [
        ("lost_beginning", "es"),
        ("lost_end", "Führungskräfte"),
        ("lost_beginning", "chen"),
    ]
