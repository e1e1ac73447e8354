"""Documents that show something: told by their content, kept as they came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.base.files.making import packed, picture, upload

from ideenschmiede.base.files import BadFile, read_attachment

ODT = b"application/vnd.oasis.opendocument.text"
WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}
OPEN = {"mimetype": ODT, "content.xml": b"<office/>"}


def read(content, name="datei.exe"):
    return read_attachment(upload(content, name))


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ".pdf"),
        (b"\n\n%PDF-1.4\n", ".pdf"),
        (picture(kind="PNG"), ".png"),
        (picture(kind="JPEG"), ".jpg"),
        (packed(WORD), ".docx"),
        (packed(OPEN), ".odt"),
    ],
    ids=["pdf", "pdf-late", "png", "jpg", "docx", "odt"],
)
def test_each_kind_is_told_by_its_content_and_kept_as_it_came(content, suffix):
    checked = read(content)
    assert (checked.content, checked.suffix) == (content, suffix)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_is_kept_as_utf_8(encoding):
    checked = read("Beschluss über die Straße: „ja“\r\n".encode(encoding))
    assert (checked.content.decode("utf-8"), checked.suffix) == ("Beschluss über die Straße: „ja“\r\n", ".txt")


def test_a_page_with_a_script_is_text_and_nothing_else():
    assert read(b"<html><script>alert(1)</script>", "seite.html").suffix == ".txt"


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x7fELF\x02\x01\x01",
        packed({"a.txt": b"hallo"}),
        packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
        b"PK\x03\x04 is no archive \x00",
        packed({"content.xml": b"<office/>", "mimetype": ODT}),
        "Text".encode("utf-16"),
    ],
    ids=["exe", "elf", "zip", "xlsx", "broken-zip", "odt-in-wrong-order", "utf-16"],
)
def test_other_kinds_are_refused_with_those_that_are_taken(content):
    with pytest.raises(BadFile, match="eine PDF-, PNG-, JPEG-, Word-"):
        read(content, "beschluss.pdf")


@pytest.mark.parametrize(
    "content",
    [packed({**WORD, "word/vbaProject.bin": b"\xd0"}), packed({**OPEN, "Basic/script-lc.xml": b"<x/>"})],
    ids=["docm", "odt-with-basic"],
)
def test_documents_with_macros_are_refused(content):
    with pytest.raises(BadFile, match="enthält Makros"):
        read(content)


@pytest.mark.parametrize(("content", "words"), [(b"", "ist leer"), (b"%PDF-" + b"x" * 10_000_000, "größer als 10 MB")])
def test_too_much_and_nothing(content, words):
    with pytest.raises(BadFile, match=words):
        read(content)


@given(st.binary(min_size=1, max_size=300) | st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_taken_or_refused(content):
    try:
        checked = read(content)
    except BadFile:
        return
    assert checked.suffix in {".txt", ".pdf", ".png", ".jpg"}, "the others need more than a head"
    if checked.suffix == ".txt":
        assert "\0" not in checked.content.decode("utf-8")
