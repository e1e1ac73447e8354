"""A newspaper's article in the office: checked without JavaScript and in English; bad files; who sees what."""

import io
import re
import shutil
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject
from tests.browser.signing import submit

ARTICLE = """Ein Bus, den alle rufen können

Quellenroda. Seit dem Frühjahr fährt in Quellenroda ein Rufbus. Bürgermeisterin Agnieszka Vogt hat ihn mit den Nach-
barn geplant. „Wir haben ein Jahr lang zuge-
hört“, sagte Vogt. Auch in der Samt-
gemeinde wird er gern genutzt, und die Kos-

Das Wetter bleibt in dieser Woche trocken und kühl, nur am Sonntag gibt es Schauer.

ten trägt zur Hälfte der Kreis. Die Gemeinde will ihre Erfahrungen mit dem Verkehr weitergeben. Mit der Bereit-
bereitschaft der Vereine habe niemand gerechnet.

Hochwald-Kurier, 02.06.2025
"""
WEB_PAGE = """<!doctype html><html lang="de"><head><title>Rathaus mit Sonnendach (Beispiel)</title>
<script>document.title = "übernommen"; alert(1)</script><style>body { display: none }</style></head><body>
<nav><a href="/">Startseite</a></nav><article><h1>Rathaus mit Sonnendach</h1>
<p onclick="alert(2)">Haselfurt. Auf dem Rathaus von Haselfurt liegt seit dem 3. Mai 2025 ein Dach aus Solarzellen.</p>
<p>Bürgermeisterin Ilse Brandhuber sagte: <img src=x onerror="alert(3)"> Das Dach trägt sich in neun Jahren.</p>
<iframe src="javascript:alert(4)"></iframe><a href="javascript:alert(5)">mehr</a></article>
<script>alert(6)</script></body></html>"""


def take_in(page: Page, *, text: str = "", file: Path | None = None) -> None:
    page.goto("/presse/ausschnitte/neu/")
    if text:
        page.locator("#id_text").fill(text)
    if file:
        page.locator("#id_file").set_input_files(file)
    submit(page)


@pytest.fixture(params=["de-DE", "en-GB"])
def checking(request, open_page) -> Page:
    """The office before an article of its own, without JavaScript, on a small screen."""
    page = open_page(role="office", language=request.param, javascript=False, width=320)
    take_in(page, text=ARTICLE.replace("ein Jahr", {"de-DE": "ein Jahr", "en-GB": "zwei Jahre"}[request.param]))
    expect(page).to_have_url(re.compile(r"/ausschnitte/\d+/$"))
    return page


def test_checking_an_article_without_javascript(checking, open_page, sound):
    """Take back and apply again; leave a piece open; remove a fact, fetch it back, add one, correct one; confirm."""
    page, clipping = checking, checking.url
    result = page.locator(".press-text").first
    expect(result).to_contain_text(re.compile("Bereitschaft.{0,3} der Vereine"))  # with the number of the change
    page.locator(".press-row").filter(has=page.locator("ins", has_text="Nachbarn")).locator("button").click()
    expect(result).to_contain_text("Nach-")
    page.locator("button[name=wieder]").click()
    expect(result).to_contain_text("Nachbarn")
    leave_a_piece_open(page, result)
    facts(page)
    confirm(page)

    # others see headline, facts and quote, never the text; without the office's session not even that there is a text
    article = page.locator("main a[href^='/presse/artikel/']").first.get_attribute("href")
    guest = open_page()
    for path in (clipping, f"{clipping}bestaetigen/"):
        guest.goto(path)
        expect(guest).to_have_url(re.compile("/konto/"))
    assert guest.goto(article).status == 200
    expect(guest.locator("main")).to_contain_text("Ein Bus, den alle rufen können")
    expect(guest.locator("main")).not_to_contain_text("Bereitschaft der Vereine")
    sound(guest)


def leave_a_piece_open(page: Page, result) -> None:
    piece = page.locator(".press-piece").first
    piece.locator("input[type=radio]").last.check()
    piece.locator("button").click()
    expect(page.locator(".press-piece").first.locator("input[type=radio]").last).to_be_checked()
    expect(result).to_contain_text("Das Wetter bleibt")


def facts(page: Page) -> None:
    row = page.locator(".press-facts tr[id^=angabe-place]", has_text="Quellenroda")
    row.locator("form[action$='/entfernen/'] button").click()
    expect(row.locator("del")).to_have_text("Quellenroda")
    row.locator("form[action$='/zurueckholen/'] button").click()
    expect(row.locator("del")).to_have_count(0)
    page.locator("main a[href$='/angaben/neu/']").click()
    page.locator("main a[href$='art=organisation']").click()
    submit(page)  # without a name
    expect(page.locator(".site-errors")).to_be_visible()
    page.locator("#id_value").fill("Verkehrsverbund Hochwald (Beispiel)")
    submit(page)
    expect(page.locator(".press-facts")).to_contain_text("Verkehrsverbund Hochwald (Beispiel)")
    row.locator("a[href*='/angaben/']").first.click()
    page.locator("main [name=ort]").fill("Xyzzyburg")
    submit(page)
    expect(page.locator(".site-errors")).to_be_visible()
    page.locator("main [name=ort]").fill("Quellenroda")
    submit(page)
    expect(row).to_contain_text("Quellenroda")


def confirm(page: Page) -> None:
    page.locator("main a[href$='/bestaetigen/']").first.click()
    page.locator("#id_quote").fill("Das steht gar nicht in der Zeitung.")
    page.locator("input[name=visibility][value=public]").check()
    submit(page)
    expect(page.locator(".site-errors")).to_be_visible()
    expect(page.locator("#id_quote")).to_have_value("Das steht gar nicht in der Zeitung.")
    page.locator("#id_quote").fill("Seit dem Frühjahr fährt […] ein Rufbus.")
    submit(page)
    expect(page.locator("main")).to_contain_text("Agnieszka Vogt")
    expect(page.locator(".press-text--mended")).to_contain_text("Bereitschaft der Vereine")


def test_every_page_of_the_review_in_english(open_page, sound):
    page = open_page(role="office", language="en-GB")
    take_in(page, text=ARTICLE.replace("Rufbus", "Bürgerbus"))
    clipping = page.url
    paths = ["", "bestaetigen/", "angaben/neu/"]
    paths += [f"angaben/neu/?art={kind}" for kind in ("person", "topic")]
    row = page.locator(".press-facts tr[id^=angabe-person]").first
    paths.append(row.locator("a[href*='/angaben/']").first.get_attribute("href"))
    for path in paths:
        page.goto(path if path.startswith("/") else clipping + path)
        sound(page, briefly=True)
    page.goto(clipping)
    page.locator("form[action$='/verwerfen/'] button").click()
    expect(page.locator("form[action$='/zurueckholen/']")).to_be_visible()
    sound(page, briefly=True)


def test_the_same_article_twice_leads_to_the_first(open_page):
    page = open_page(role="office")
    take_in(page, text=ARTICLE.replace("Rufbus", "Nachtbus"))
    expect(page).to_have_url(re.compile(r"/ausschnitte/\d+/$"))
    first = page.url
    take_in(page, text=ARTICLE.replace("Rufbus", "Nachtbus"))
    expect(page).to_have_url(first)


def test_a_web_page_with_scripts_is_only_its_text(open_page, tmp_path):
    page = open_page(role="office")
    file = tmp_path / "seite.html"
    file.write_text(WEB_PAGE, encoding="utf-8")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    take_in(page, file=file)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rathaus mit Sonnendach")
    text = page.locator(".press-text").first
    expect(text).to_contain_text("Das Dach trägt sich in neun Jahren.")
    for foreign in ("alert", "onerror", "javascript:", "übernommen", "Startseite"):
        expect(text).not_to_contain_text(foreign)
    assert page.locator("main script, main iframe, main img, main [onclick]").count() == 0


def scan() -> bytes:
    """A PDF with a picture of a page, and no letter of text."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    picture, drawn = DecodedStreamObject(), DecodedStreamObject()
    picture.set_data(b"\xf0" * 60 * 85)
    for name, value in (("Type", "XObject"), ("Subtype", "Image"), ("ColorSpace", "DeviceGray")):
        picture[NameObject(f"/{name}")] = NameObject(f"/{value}")
    for name, number in (("Width", 60), ("Height", 85), ("BitsPerComponent", 8)):
        picture[NameObject(f"/{name}")] = NumberObject(number)
    drawn.set_data(b"q 595 0 0 842 0 0 cm /Bild Do Q")
    pictures = DictionaryObject({NameObject("/Bild"): writer._add_object(picture)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    page[NameObject("/Contents")] = writer._add_object(drawn)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BAD_FILES = {
    "leer.txt": (lambda: b"", "leer"),
    "scan.pdf": (scan, "Text"),
    "kaputt.pdf": (lambda: b"%PDF-1.7\nkein Inhalt", "PDF"),
    "archiv.txt": (lambda: b"PK\x03\x04" + b"\0" * 200, "lassen sich nicht lesen"),
    "leer.html": (lambda: b"<html><body><script>1</script></body></html>", "Text"),
}


def test_a_file_that_cannot_be_read_is_told_in_words(open_page, tmp_path, sound):
    page = open_page(role="office")
    for name, (content, said) in BAD_FILES.items():
        file = tmp_path / name
        file.write_bytes(content())
        take_in(page, file=file)
        expect(page.locator(".site-errors")).to_be_focused()
        expect(page.locator(".site-errors")).to_contain_text(said)
        expect(page).to_have_url(re.compile("/ausschnitte/neu/$"))
    sound(page, briefly=True)


def test_nothing_too_much_and_both(open_page, tmp_path):
    page = open_page(role="office")
    for text in ("", " \n\t "):
        take_in(page, text=text)
        expect(page.locator(".site-errors")).to_be_focused()
    long = "Der Rat hat beschlossen, was lange währte. " * 26_000  # 1.1 MB
    page.evaluate("text => document.querySelector('#id_text').value = text", long)  # typing it takes a browser long
    submit(page)
    expect(page.locator(".site-errors")).to_be_focused()
    expect(page.locator("#id_text")).to_have_attribute("aria-invalid", "true")
    assert page.evaluate("document.querySelector('#id_text').value.length") == len(long)
    file = tmp_path / "artikel.txt"
    file.write_text(ARTICLE)
    take_in(page, text=ARTICLE, file=file)
    expect(page.locator(".site-errors")).to_be_focused()
    assert page.locator("#id_text").input_value() == ARTICLE


def test_the_page_says_whether_pictures_can_be_read(open_page):
    page = open_page(role="office", path="/presse/ausschnitte/neu/")
    said = page.locator("main").inner_text()
    assert ("tesseract-ocr-deu" in said) == (shutil.which("tesseract") is None)
