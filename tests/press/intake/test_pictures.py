"""Pictures: read where tesseract with German is installed; refused with a reason where not, or if they are none."""

import io
import os
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from tests import conftest

from ideenschmiede.press.intake import IntakeError, NoTesseract, NotReadable, TooLarge, take_in, tesseract_is_there

PROGRAM = """#!/bin/sh
if [ "$1" = "--list-langs" ]; then printf 'List of available languages (2):\\n%s\\neng\\n' "$LANGUAGE_THERE"; exit 0; fi
size=$(wc -c)
[ "$size" -gt 100 ] || exit 1
printf 'Der Text\\nder Seite\\n'
"""


def picture(size=(400, 200), form="PNG", mode="L", pages=1):
    image = Image.new(mode, size, "white")
    ImageDraw.Draw(image).text((20, 20), "Kalletal", fill="black")
    out = io.BytesIO()
    extra = {"save_all": True, "append_images": [image] * (pages - 1)} if pages > 1 else {}
    image.save(out, form, **extra)
    return out.getvalue()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A program called tesseract that takes pictures and says a text, as the real one would."""
    program = tmp_path / "tesseract"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LANGUAGE_THERE", "deu")
    return program


@pytest.fixture
def missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"])
def test_a_picture_is_read(form, installed):
    came = take_in(picture(form=form), name=f"seite.{form.lower()}")
    assert (came.text, came.kind) == ("Der Text\nder Seite", "image")


def test_all_pages_of_a_scan(installed):
    assert take_in(picture(form="TIFF", pages=3)).text.count("Der Text") == 3


def test_without_the_program_it_says_what_to_install(missing):
    assert not tesseract_is_there()
    with pytest.raises(NoTesseract, match="tesseract-ocr-deu"):
        take_in(picture())


def test_the_program_without_german_is_not_enough(installed, monkeypatch):
    monkeypatch.setenv("LANGUAGE_THERE", "fra")
    assert not tesseract_is_there()
    with pytest.raises(NoTesseract):
        take_in(picture())


def test_a_program_that_fails_is_told(installed):
    installed.write_text(PROGRAM.replace("-gt 100", "-gt 100000000"))
    with pytest.raises(NotReadable):
        take_in(picture())


def test_a_program_that_reads_nothing(installed):
    installed.write_text(PROGRAM.replace("Der Text", "").replace("der Seite", ""))
    with pytest.raises(IntakeError, match="picture"):
        take_in(picture())


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\nkein Bild", b"\xff\xd8\xffkein Bild", b"GIF89a", picture()[:60]])
def test_no_picture(data, installed):
    with pytest.raises(NotReadable, match="damaged"):
        take_in(data, name="bild.png")


@pytest.mark.parametrize("size", [(20_001, 2), (8_000, 8_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_before_they_are_decoded(size, installed):
    out = io.BytesIO()
    Image.new("1", (1, 1)).save(out, "PNG")
    data = bytearray(out.getvalue())
    data[16:24] = size[0].to_bytes(4, "big") + size[1].to_bytes(4, "big")
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    with pytest.raises(TooLarge, match="pixels"):
        take_in(bytes(data))


def test_the_real_program_reads():
    if not tesseract_is_there():
        conftest.missing("tesseract with German (Debian: tesseract-ocr-deu)")
    image = Image.new("L", (1800, 500), "white")
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(("Die Verwaltung will damit auf-", "zeigen, was in Kalletal gelingt.")):
        pen.text((60, 100 + 150 * row), line, fill="black", font_size=90)
    out = io.BytesIO()
    image.save(out, "PNG")
    text = take_in(out.getvalue()).text
    assert "Kalletal" in text
    assert "Verwaltung" in text


def test_nothing_is_left_behind(installed, tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    take_in(picture())
    assert list(Path(folder).iterdir()) == []
