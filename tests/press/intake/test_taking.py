"""Any bytes become text, or an error that says what to do."""

import hashlib
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.press import intake
from ideenschmiede.press.intake import Empty, IntakeError, NotReadable, TooLarge, UnknownKind, take_in, take_in_paste
from ideenschmiede.press.models import Clipping

TEXT = "Die Bürgermeisterin grüßt: „Größe zählt“ – in Äpfeln, Öl und Übermut.\nZweite Zeile."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_text_in_any_encoding(encoding):
    came = take_in(TEXT.encode(encoding), name="artikel.txt")
    assert (came.text, came.kind, came.file_name) == (TEXT, "text", "artikel.txt")
    assert came.sha256 == hashlib.sha256(TEXT.encode(encoding)).hexdigest()


def test_text_of_old_dos_machines():
    plain = "Die Bürgermeisterin grüßt Äpfel und Öl"
    assert take_in(plain.encode("cp850")).text == plain


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n", "\u2028", "\x85"])
def test_line_ends_of_all_machines(ending):
    assert take_in(f"eins{ending}zwei".encode()).text == "eins\nzwei"


def test_a_page_break_is_a_blank_line_and_controls_are_gone():
    assert take_in_paste("eins\fzwei\x00\x1b\ufeff").text == "eins\n\nzwei"


def test_letters_are_composed():
    assert take_in("u\u0308ber".encode()).text == "über"


def test_pasted_text_keeps_its_lines():
    came = take_in_paste("\nBürger-\r\nmeister\n")
    assert (came.text, came.kind, came.file_name) == ("Bürger-\nmeister", "paste", "")


def test_the_same_paste_has_the_same_checksum_whatever_its_line_ends():
    assert take_in_paste("a\r\nb").sha256 == take_in_paste("a\nb").sha256 != take_in_paste("a b").sha256


@pytest.mark.parametrize("text", ["", "  \n ", "…!?", "\x00"])
def test_nothing_to_read(text):
    with pytest.raises(Empty, match="text"):
        take_in_paste(text)


@pytest.mark.parametrize("data", [b"", b"   \r\n", b"\x00\x00"])
def test_an_empty_file(data):
    with pytest.raises(IntakeError):
        take_in(data)


def test_a_million_characters_are_taken_and_one_more_is_not():
    assert len(take_in(b"a" * intake.MAX_TEXT).text) == 1_000_000
    with pytest.raises(TooLarge, match="million"):
        take_in(b"a" * (intake.MAX_TEXT + 1))
    with pytest.raises(TooLarge, match="million"):
        take_in_paste("a" * (3 * intake.MAX_TEXT))


def test_a_file_that_is_too_large():
    with pytest.raises(TooLarge, match="20 MB"):
        take_in(b"a" * (intake.MAX_BYTES + 1))


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + b"x" * 50,
        b"{\\rtf1 Text}",
        b"\xd0\xcf\x11\xe0 Word",
        b"\x7fELF",
        bytes(range(32)) * 20,
        b"a\x00b\x01" * 100,
    ],
    ids=["zip", "rtf", "doc", "program", "controls", "zeros"],
)
def test_other_kinds_of_files(data):
    with pytest.raises(UnknownKind, match="paste"):
        take_in(data, name="artikel.txt")


def test_a_mark_that_promises_what_the_bytes_do_not_keep():
    with pytest.raises(NotReadable, match="UTF-8"):
        take_in(b"\xef\xbb\xbfgr\xfc\xdfe")


def test_the_name_is_kept_without_folders():
    assert take_in(b"Text", name="C:\\Zeitung\\artikel.txt").file_name == "artikel.txt"
    assert take_in(b"Text", name="/tmp/" + "a" * 300).file_name == "a" * 200


def test_kinds_are_those_of_clippings():
    assert {kind.value for kind in intake.taking.Kind} - {"unknown"} == set(Clipping.Kind.values)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_error_with_a_message(data):
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"II", b"MM", b"GIF")):
        return
    try:
        came = take_in(data)
    except IntakeError:
        return
    assert any(letter.isalnum() for letter in came.text)
    assert came.text == came.text.strip("\n")
    assert not set(came.text) & set("\r\x00\f")


@given(st.text(max_size=400))
def test_any_text_that_is_pasted_can_be_stored(text):
    try:
        came = take_in_paste(text)
    except Empty:
        return
    assert came.text.encode("utf-8")


@given(st.text(alphabet=st.characters(max_codepoint=sys.maxunicode, exclude_categories=("Cs", "Cc")), max_size=200))
def test_a_text_file_in_utf_8_says_what_was_pasted(text):
    try:
        pasted = take_in_paste(text)
    except Empty:
        return
    came = take_in(text.encode())
    assert came.kind in ("html", "unknown", "pdf") or came.text == pasted.text
