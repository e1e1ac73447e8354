import gc
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pdf import Pdf

from ideenschmiede.base.print import MISSING, BrokenTemplate, print_image, print_pdf

DAY = date(2026, 11, 22)
PLAIN = """
#let data = json("data.json")
#set document(title: "A page")
#set text(font: "Libertinus Serif", lang: "en")
#heading(data.name)
#par(data.name)
"""


@pytest.fixture
def template(tmp_path):
    def write(text: str = PLAIN) -> Path:
        path = tmp_path / "page.typ"
        path.write_text(text)
        return path

    return write


def printed(path: Path, name: str) -> str:
    """The name as it stands on paper; it must stand there twice, and the document must be sound."""
    pdf = Pdf(print_pdf(path, {"name": name}, day=DAY))
    assert pdf.faults() == []
    heading, paragraph = pdf.blocks
    assert heading.text == paragraph.text
    return paragraph.text


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('#include "/etc/passwd"', id="include"),
        pytest.param("*bold* _slanted_ `code`", id="markup"),
        pytest.param("$x^2$ @reference <label>", id="formula"),
        pytest.param("a \\ b \\u{41} C:\\path", id="backslash"),
        pytest.param('O’Neill O\'Neill "quoted" „so“ ‚so‘', id="quotes"),
        pytest.param("// comment /* comment */ [x] {y} (z); = heading", id="code"),
        pytest.param("Äöüß ÄÖÜẞ Łukasz Şimşek Đorđević Ñandú Çelik Œuvre", id="latin"),
        pytest.param("Ньютон Ελένη", id="cyrillic and greek"),
        pytest.param("10 € – 12,5 % … § 3", id="signs"),
        pytest.param("https://example.org/a?b=c&d=e#f", id="address"),
        pytest.param("fi fl ffi Auflage Schifffahrt", id="ligatures"),
    ],
)
def test_data_print_as_they_are(template, name):
    assert printed(template(), name) == name


def test_arabic_and_hebrew_print_in_a_font_of_the_wheel(template):
    shown = printed(template(), "محمد שלום")
    assert MISSING not in shown
    assert set("محمد") <= set(shown) or len(shown) >= 9  # shaped forms may read as ligatures


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("Kim 😀 Muster", f"Kim {MISSING} Muster", id="emoji"),
        pytest.param("A 🏳️ B", f"A {MISSING} B", id="selector"),
        pytest.param("王小明 (Wang)", f"{MISSING * 3} (Wang)", id="chinese"),
        pytest.param("A 👩‍👧 B", f"A {MISSING * 2} B", id="family of two"),
        pytest.param("Müller x⃝ é é", f"Müller x{MISSING} é é", id="mark on a letter"),
    ],
)
def test_what_no_font_shows_prints_as_a_box_and_the_rest_stays(template, name, shown):
    assert printed(template(), name) == shown


def test_letters_that_only_one_font_knows_print_as_a_box(template):
    assert printed(template(), "A\ue000\U000f0000B") == f"A{MISSING * 2}B"


@pytest.mark.parametrize("code", [0x00, 0x1B, 0x7F, 0x9F, 0x202E, 0x2066, 0xFEFF, 0xD800])
def test_controls_and_marks_that_turn_text_around_are_not_printed(template, code):
    assert printed(template(), f"a{chr(code)}b") == "a b"


@settings(max_examples=60)
@given(
    st.text(min_size=1, max_size=60).filter(
        lambda text: any(letter.isprintable() and not letter.isspace() for letter in text)
    )
)
def test_any_text_makes_a_sound_document(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.typ"
    path.write_text(PLAIN)
    assert Pdf(print_pdf(path, {"name": text}, day=DAY)).faults() == []


def test_the_same_data_give_the_same_bytes_and_the_day_is_the_one_given(template):
    path = template()
    first, again = (print_pdf(path, {"name": "Muster"}, day=DAY) for _ in range(2))
    assert first == again
    assert Pdf(first).reader.metadata.creation_date.date() == DAY
    assert print_pdf(path, {"name": "Muster"}, day=date(2026, 11, 23)) != first


def test_both_standards_are_promised(template):
    pdf = Pdf(print_pdf(template(), {"name": "Muster"}, day=DAY))
    assert pdf.standards() == {"part": {"1", "2"}, "conformance": {"A"}}
    assert b"pdfuaid:part>1<" in pdf.metadata
    assert b"pdfaid:part>2<" in pdf.metadata


def test_nested_data_reach_the_template(template):
    path = template(PLAIN + "#for row in data.rows { par(row.at(0) + str(row.at(1))) }")
    pdf = Pdf(print_pdf(path, {"name": "M", "rows": [("a\x00b", 1), ("c", 2)]}, day=DAY))
    assert [block.text for block in pdf.blocks[2:]] == ["a b1", "c2"]


def test_a_template_imports_its_neighbours(template, tmp_path):
    (tmp_path / "words.typ").write_text('#let word = "from the neighbour"')
    path = template('#import "words.typ": word\n' + PLAIN + "#par(word)")
    assert Pdf(print_pdf(path, {"name": "M"}, day=DAY)).blocks[-1].text == "from the neighbour"


@pytest.mark.parametrize("path", ["/etc/hostname", "../secret.txt", "/../secret.txt"])
def test_a_template_reads_nothing_outside_its_folder(tmp_path, path):
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.typ").write_text(PLAIN + f'#read("{path}")')
    with pytest.raises(BrokenTemplate, match=r"page\.typ"):
        print_pdf(folder / "page.typ", {"name": "M"}, day=DAY)


def test_the_folder_in_which_the_program_runs_is_not_read(template, tmp_path, monkeypatch):
    elsewhere = tmp_path.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "secret.txt").write_text("secret")
    monkeypatch.chdir(elsewhere)
    with pytest.raises(BrokenTemplate, match="not found"):
        print_pdf(template(PLAIN + '#read("secret.txt")'), {"name": "M"}, day=DAY)


@pytest.mark.parametrize(
    ("text", "account"),
    [
        pytest.param(PLAIN + "#data.nothing", "nothing", id="field that is not there"),
        pytest.param(PLAIN + "#let x = (", "unclosed", id="syntax"),
        pytest.param('#set text(lang: "de")\n= Ohne Titel', "title", id="no title"),
        pytest.param(PLAIN + '#image(bytes(json("data.json").svg), alt: none)', "alt", id="no alternative text"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_place(template, text, account):
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    with pytest.raises(BrokenTemplate, match=account) as error:
        print_pdf(template(text), {"name": "M", "svg": svg}, day=DAY)
    assert str(error.value).startswith("page.typ: ")


def test_fonts_of_the_machine_are_not_used(template):
    with_machine_font = PLAIN.replace('"Libertinus Serif"', '("Liberation Serif", "DejaVu Sans", "Libertinus Serif")')
    pdf = Pdf(print_pdf(template(with_machine_font), {"name": "Muster"}, day=DAY))
    assert {font["/BaseFont"].split("+")[1].split("-")[0] for font in pdf.fonts()} == {"LibertinusSerif"}


def test_an_image_has_its_letters_as_outlines(template):
    svg = print_image(template('#set page(width: 5cm, height: 2cm)\n#json("data.json").name'), {"name": "Muster"})
    assert svg.startswith(b"<svg")
    assert b"<text" not in svg
    assert b"<path" in svg


def test_threads_do_not_disturb_each_other(template):
    path = template()
    names = [f"Person {number}" for number in range(24)]
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda name: print_pdf(path, {"name": name}, day=DAY), names))
    assert [Pdf(page).blocks[0].text for page in pages] == names


def test_nothing_is_left_on_the_disk(template, tmp_path, monkeypatch):
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    gc.collect()
    before = sorted(os.listdir(tmp_path))
    path = template()
    print_pdf(path, {"name": "Muster"}, day=DAY)
    assert list(place.iterdir()) == []
    assert sorted(os.listdir(tmp_path)) == sorted([*before, "page.typ"])
