"""Finding who knows about it; the office brings a table of members and takes one along; profiles with odd names."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from tests.base.files.making import picture
from tests.browser.signing import submit

CARD = ".people-card"
PLACE = "99001006"  # Krummaue, an invented place
WORDS = {
    "de-DE": {
        "energy": "Energie",
        "map": "Auf der Karte",
        "nobody": "Niemand",
        "new": "Kranichweiler",
    },
    "en-GB": {
        "energy": "Energy",
        "map": "On the map",
        "nobody": "Nobody",
        "new": "Storchental",
    },
}
LANGUAGES = pytest.mark.parametrize("language", WORDS)


def names(page: Page) -> list[str]:
    return [title.inner_text() for title in page.locator(f"{CARD} h3").all()]


# ── finding ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "javascript"), [("de-DE", True), ("en-GB", False)], ids=["with_javascript", "without_javascript"]
)
def test_who_knows_about_it_in_places_like_mine(open_page, language, javascript):
    """Topic, place, map and back, by links and one form, in an address that can be shared."""
    words = WORDS[language]
    page = open_page(language=language, javascript=javascript, path="/mitglieder/")
    everybody = names(page)
    page.locator("#filter").get_by_role("link", name=re.compile(words["energy"])).click()
    expect(page).to_have_url(re.compile("thema=energie"))
    expect(page.locator(CARD)).not_to_have_count(len(everybody))
    page.locator("#ort").fill("Krummaue")
    page.locator(".people-search button[type=submit]").click()
    expect(page).to_have_url(re.compile(f"ort={PLACE}"))
    assert "thema=energie" in page.url
    found = names(page)
    assert set(found) < set(everybody)
    expect(page.locator(CARD).first).to_contain_text(re.compile("ähnlich|like", re.IGNORECASE))
    page.get_by_role("link", name=words["map"], exact=True).click()
    expect(page.locator("svg.site-map")).to_be_visible()
    expect(page.locator("figcaption")).not_to_be_empty()
    expect(page.locator("main table")).to_be_visible()
    page.go_back()
    expect(page.locator(CARD)).to_have_count(len(found))
    assert names(page) == found
    page.locator(f"{CARD} h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(found[0])


@LANGUAGES
def test_text_a_name_and_nonsense(open_page, sound, language):
    page = open_page(language=language, path="/mitglieder/")
    for text, expected in (("Starkregen", "Marlene Beispiel"), ("D’Angelo", "Gesine D’Angelo"), ("Thilani", "Thilani")):
        page.locator("#thema-frei").fill(text)
        page.locator("#thema-frei").press("Enter")
        expect(page.locator(CARD).filter(has_text=expected)).to_have_count(1)
    for text in ("xqzt blorp", "<script>alert(1)</script>", "' OR 1=1; --"):
        page.locator("#thema-frei").fill(text)
        page.locator("#thema-frei").press("Enter")
        expect(page.locator(CARD)).to_have_count(0)
        expect(page.locator("#thema-frei")).to_have_value(text)
    expect(page.locator("main")).to_contain_text(WORDS[language]["nobody"])
    sound(page, briefly=True)


def test_an_unclear_place_is_asked_about(open_page):
    page = open_page(javascript=False, path="/mitglieder/?thema=energie")
    page.locator("#ort").fill("Neustadt")
    page.locator(".people-search button[type=submit]").click()
    page.locator("#ort-fehler a").first.click()
    expect(page).to_have_url(re.compile(r"ort=\d{8}"))
    assert "thema=energie" in page.url


@LANGUAGES
def test_which_kinds_of_place_are_missing(open_page, language):
    """A sentence that says it, a picture, and the same as a table; each row leads to its members."""
    page = open_page(role="member", language=language, path="/mitglieder/")
    page.locator("main a[href='/mitglieder/ausgewogenheit/']").click()
    section = page.locator(".people-balance").first
    expect(section.get_by_role("heading", level=2)).to_contain_text("%")
    section.locator("summary").click()
    expect(section.locator("table")).to_be_visible()
    link = page.locator(".people-bars__links a[href^='/mitglieder/']").first
    link.click()
    expect(page.locator(CARD).first).to_be_visible()


# ── the office: tables ────────────────────────────────────────────────────────────────────────────────────────────────


def table(word: str) -> str:
    """As a town hall saves it; the third row has no name, the last one is the second again."""
    address = word.lower()
    return "\r\n".join(
        [
            "Anrede;Vorname;Nachname;Amt;Gemeinde;E-Mail;Themen;Berufen seit",
            f"Frau;Dr. Ida;von {word};Bürgermeisterin;Haselfurt;ida@{address}.example;Energie;01.03.2025",
            f"Herr;;O’{word}’s;Bürgermeister;Kressbrück;o@{address}.example;Klima, Energie;2025",
            "Frau;;;Bürgermeisterin;Kressbrück;;;",
            f"Herr;;O’{word}’s;Bürgermeister;Kressbrück;o@{address}.example;Klima;2025",
        ]
    )


@LANGUAGES
def test_a_table_of_members_is_read_with_a_preview(open_page, tmp_path, sound, language):
    word = WORDS[language]["new"]
    page = open_page(role="office", language=language, path="/mitglieder/")
    page.locator("main a[href='/mitglieder/einlesen/']").first.click()
    file = tmp_path / "mitglieder.csv"
    file.write_bytes(table(word).encode("cp1252"))
    page.locator("#id_file").set_input_files(file)
    submit(page)
    expect(page.locator("#id_column_family_name")).to_have_value("Nachname")
    sound(page, briefly=language != "de-DE")
    page.locator("form.site-form button[type=submit]").click()
    expect(page).to_have_url(re.compile("/vorschau/$"))
    for known in (f"von {word}", f"O’{word}’s", "Haselfurt", "Kressbrück"):
        expect(page.locator("main")).to_contain_text(known)
    sound(page, briefly=language != "de-DE")
    page.locator("form[action$='/ausfuehren/'] button").click()
    expect(page).to_have_url(re.compile(r"/berichte/\d+/$"))
    sound(page, briefly=language != "de-DE")
    with page.expect_download() as download:
        page.locator("main a[href$='/zeilen.csv']").click()
    left_out = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert re.search(r"^4\b", left_out, re.MULTILINE)
    page.goto(f"/mitglieder/?q={word}")
    expect(page.locator(CARD)).to_have_count(2)


def bomb() -> bytes:
    """A small XLSX whose sheet is a hundred megabytes of one letter."""
    book = io.BytesIO()
    sheet = openpyxl.Workbook()
    sheet.active.append(["Nachname"])
    sheet.save(book)
    out = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != "xl/worksheets/sheet1.xml":
                new.writestr(name, old.read(name))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as entry:
            for _megabyte in range(100):
                entry.write(b"a" * 2**20)
    return out.getvalue()


BAD_TABLES = {
    "bombe.xlsx": bomb,
    "kaputt.xlsx": lambda: b"PK\x03\x04 keine Tabelle",
    "leer.csv": lambda: b"",
    "nur-kopf.csv": lambda: b"Vorname;Nachname\r\n",
}


def test_what_is_no_table_is_refused_in_words(open_page, tmp_path, sound):
    page = open_page(role="office")
    for name, content in BAD_TABLES.items():
        page.goto("/mitglieder/einlesen/")
        file = tmp_path / name
        file.write_bytes(content())
        page.locator("#id_file").set_input_files(file)
        submit(page)
        expect(page.locator(".site-errors")).to_be_focused()
        expect(page).to_have_url(re.compile("/einlesen/$"))
    sound(page, briefly=True)


def test_what_one_sees_can_be_taken_along(open_page):
    page = open_page(role="office", path="/mitglieder/?thema=energie")
    shown = names(page)
    for kind in ("csv", "xlsx"):
        with page.expect_download() as download:
            page.locator(f"a[href*='als={kind}']").click()
        content = Path(download.value.path()).read_bytes()
        rows = content.decode("utf-8-sig").splitlines() if kind == "csv" else None
        rows = rows or list(openpyxl.load_workbook(io.BytesIO(content), read_only=True).active.iter_rows())
        assert len(rows) == len(shown) + 1
    member = open_page(role="member", path="/mitglieder/?thema=energie")
    expect(member.locator("a[href*='/export/']")).to_have_count(0)
    assert member.goto("/mitglieder/export/").status == 404


# ── profiles ──────────────────────────────────────────────────────────────────────────────────────────────────────────


NAMES = ["Seán O’Brien-D'Arc", "Suharto", "Prof. Dr. h. c. Karla Freifrau von und zu Probe", "<b>Anna</b> Muster"]


def test_names_stay_as_they_are_written(open_page):
    page = open_page(role="office")
    for name in NAMES:
        page.goto("/mitglieder/neu/")
        page.locator("#id_name").fill(name)
        submit(page)
        expect(page).to_have_url(re.compile(r"/mitglieder/\d+-"))
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_two_persons_of_one_name_are_asked_about(open_page, sound):
    page = open_page(role="office", path="/mitglieder/neu/")
    page.locator("#id_name").fill("Jan Okafor")
    submit(page)
    expect(page.locator(".site-errors")).to_be_focused()
    expect(page.locator("main .kern-alert", has_text="Erlenzell")).to_be_visible()
    sound(page, briefly=True)
    page.locator("#id_another").check()
    submit(page)
    expect(page).to_have_url(re.compile(r"/mitglieder/\d+-"))


def test_a_portrait_that_is_none_or_too_large(open_page, tmp_path, sound):
    """Both are told in words, and what was written beside it is kept; a good one is shown with its words."""
    page = open_page(role="office", path="/mitglieder/neu/?name=Bildprobe")
    submit(page)
    expect(page).to_have_url(re.compile(r"/mitglieder/\d+-"))
    person = page.url
    page.goto(re.sub(r"-[^/]*/$", "/bearbeiten/portraet/", person))
    pictures = {
        "text.jpg": b"Das ist kein Bild.",
        "breit.png": picture(20_000, 20, kind="PNG"),
        "skript.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "leer.png": b"",
    }
    for name, content in pictures.items():
        file = tmp_path / name
        file.write_bytes(content)
        page.locator("#id_picture").set_input_files(file)
        page.locator("#id_alt").fill("Eine rote Fläche, zur Probe")
        submit(page)
        expect(page.locator(".site-errors")).to_be_focused()
        expect(page.locator("#id_picture")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#id_alt")).to_have_value("Eine rote Fläche, zur Probe")
    sound(page, briefly=True)
    good = tmp_path / "gut.jpg"
    good.write_bytes(picture(1_000, 1_200))
    page.locator("#id_picture").set_input_files(good)
    submit(page)
    page.goto(person)
    portrait = page.get_by_role("img", name="Eine rote Fläche, zur Probe")
    expect(portrait).to_be_visible()
    assert portrait.evaluate("image => image.naturalWidth") > 0
    sound(page, briefly=True)
    guest = open_page()
    assert guest.request.get(portrait.get_attribute("src")).status == 404
