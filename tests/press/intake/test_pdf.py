"""PDF: its text, with words broken as they are; or why not."""

import pytest

from ideenschmiede.press.intake import Locked, NotReadable, ScanWithoutText, TooLarge, pdf_child, take_in

SENTENCE = "Die Bürgermeisterinnen und Bürgermeister unterzeichneten die Klimaschutzvereinbarung der Landeshauptstadt."
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]>>\n%%EOF"
)


def test_the_text_of_a_pdf(as_pdf):
    came = take_in(as_pdf(SENTENCE, width="30cm"), name="artikel.pdf")
    assert (came.text, came.kind) == (SENTENCE, "pdf")


def test_broken_words_keep_their_hyphen_and_line_end(as_pdf):
    came = take_in(as_pdf(SENTENCE, width="5.5cm"))
    assert "-\n" in came.text
    assert came.text.replace("-\n", "").replace("\n", "").replace(" ", "") == SENTENCE.replace(" ", "")


def test_pages_are_apart(as_pdf):
    came = take_in(as_pdf("Erste Seite mit etwas Text.\n#pagebreak()\nZweite Seite mit etwas Text."))
    assert came.text == "Erste Seite mit etwas Text.\n\nZweite Seite mit etwas Text."


def test_a_scan_without_text(as_pdf):
    with pytest.raises(ScanWithoutText, match="scan"):
        take_in(as_pdf("#rect(width: 5cm, height: 5cm, fill: black)"))


def test_a_pdf_with_a_password():
    with pytest.raises(Locked, match="password"):
        take_in(LOCKED)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"%PDF-1.4 \x00\xff" * 100, LOCKED[:60]])
def test_a_damaged_pdf(data):
    with pytest.raises(NotReadable, match="damaged"):
        take_in(data, name="artikel.pdf")


def test_half_a_pdf_is_read_or_refused(as_pdf):
    whole = as_pdf(SENTENCE * 20)
    with pytest.raises((NotReadable, ScanWithoutText)):
        take_in(whole[: len(whole) // 3])


def test_too_many_pages(as_pdf):
    with pytest.raises(TooLarge, match="100 pages"):
        take_in(as_pdf("Text.\n#pagebreak()\n" * pdf_child.MAX_PAGES + "Ende."))


def test_the_child_says_what_is_wrong():
    assert pdf_child.read(LOCKED) == {"error": "locked"}
    assert pdf_child.read(b"") == {"error": "damaged"}
