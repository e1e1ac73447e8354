"""The office brings in the official register and a list of practices, and finds what it brought."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.conftest import SHARED, missing

REGISTER = SHARED / "register" / "GV100AD_301123.txt.gz"
PRACTICES = SHARED / "practices" / "ips_services.csv.gz"
COLUMNS = {
    "title": "name",
    "done": "description",
    "place_text": "geocoverage",
    "status": "status",
    "topics": "primary_sector",
    "started_on": "start_date",
    "ended_on": "end_date",
    "sources": "url",
    "external_id": "id",
}
WORDS = {
    "de-DE": {
        "office": "Geschäftsstelle",
        "import register": "Verzeichnis einlesen",
        "check": "Datei prüfen",
        "right?": "Stimmt das so?",
        "self-governing": "Gemeinden mit Selbstverwaltung",
        "figures": ("10.773", "84.358.845"),
        "inhabitants": "13.401",
        "import practices": "Lösungen einlesen",
        "table": "Ihre Tabelle",
        "read": "Tabelle lesen",
        "origin": "Woher kommen die Einträge?",
        "preview": "Zeigen, was gespeichert würde",
        "meanings": "Diese Bedeutungen verwenden",
        "store": r"Diese [\d.]+ Lösungen speichern",
        "added": r"[\d.]+ Lösungen sind hinzugekommen",
        "find": "Antwort finden",
    },
    "en-GB": {
        "office": "Office",
        "import register": "Import the register",
        "check": "Check file",
        "right?": "Is this right?",
        "self-governing": "Municipalities that govern themselves",
        "figures": ("10,773", "84,358,845"),
        "inhabitants": "13,401",
        "import practices": "Import practices",
        "table": "Your table",
        "read": "Read the table",
        "origin": "Where do the records come from?",
        "preview": "Show what would be stored",
        "meanings": "Use these meanings",
        "store": r"Store these [\d,]+ solutions",
        "added": r"[\d,]+ solutions were added",
        "find": "Find an answer",
    },
}
pytestmark = [pytest.mark.shared, pytest.mark.slow]


def real(path: Path) -> Path:
    if not path.is_file():
        missing(f"the real data {path.name} of ../shared/data")
    return path


@pytest.fixture(params=list(WORDS))
def language(request) -> str:
    return request.param


def test_the_real_register_and_the_real_practices(open_page, fresh, tmp_path, sound, language):
    register, practices = real(REGISTER), real(PRACTICES)
    own = fresh.copy(tmp_path)
    try:
        page = open_page(at=own, role="office", language=language)
        page.set_default_timeout(30_000)
        import_register(page, sound, WORDS[language], register)
        find_by_postal_code(page, WORDS[language])
        import_practices(page, sound, WORDS[language], practices)
        find_what_came(page, WORDS[language])
    finally:
        own.stop()


def to_office(page, words, entry: str) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name=words["office"], exact=True).click()
    page.get_by_role("link", name=words[entry]).first.click()


def import_register(page, sound, words, file: Path) -> None:
    to_office(page, words, "import register")
    form = page.locator("form[action='/orte/import/register/']")
    form.locator("input[type=file]").set_input_files(file)
    form.get_by_role("button", name=words["check"]).click()
    expect(page.get_by_role("heading", name=words["right?"])).to_be_visible()
    expect(page.locator("main")).to_contain_text(words["self-governing"])
    for figure in words["figures"]:
        expect(page.locator("main")).to_contain_text(figure)
    sound(page)
    page.get_by_role("button", name=words["import register"]).click()
    expect(page).to_have_url(re.compile(r"/orte/$"))
    expect(page.locator("main")).to_contain_text("GV100AD")
    sound(page)


def find_by_postal_code(page, words) -> None:
    page.goto("/orte/")
    field = page.get_by_role("combobox")
    field.press_sequentially("32689")
    expect(page.get_by_role("option", name=re.compile("Kalletal"))).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile("/orte/05766036-kalletal/"))
    expect(page.locator("main")).to_contain_text(words["inhabitants"])
    expect(page.locator("main")).to_contain_text("32689")
    expect(page.locator("main")).to_contain_text("Destatis")


def import_practices(page, sound, words, file: Path) -> None:
    to_office(page, words, "import practices")
    page.get_by_label(words["table"]).set_input_files(file)
    page.get_by_role("button", name=words["read"]).click()
    page.get_by_label(words["origin"]).fill("Innovative Public Services Explorer (Europäische Kommission, JRC)")
    for field, column in COLUMNS.items():
        page.locator(f"#id_column_{field}").select_option(column)
    page.locator("#id_column_place").select_option("")
    sound(page)
    page.get_by_role("button", name=words["preview"]).click()
    decide = page.get_by_role("button", name=words["meanings"])
    if decide.count():
        # an office says what a foreign word of the table means, the most frequent first
        page.locator("select[name^=word_]").first.select_option(index=2)
        decide.click()
    store = page.get_by_role("button", name=re.compile(words["store"]))
    expect(store).to_be_visible()
    sound(page)
    store.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words["added"]))
    expect(page).to_have_url(re.compile(r"/loesungen/import/berichte/\d+/"))
    added = int(re.sub(r"\D", "", page.get_by_role("heading", level=1).inner_text()))
    assert added > 750
    sound(page)


def find_what_came(page, words) -> None:
    """The index follows by itself: asked again until it has come that far."""
    question = "chatbot for companies on the coronavirus crisis"
    title = page.get_by_role("link", name=re.compile("Mona . Public chatbot for companies"))
    for address in (f"/loesungen/finden/?q={question}&ort=05766036", f"/suche/?q={question}&art=practice"):
        page.goto(address)
        expect(page.locator("main")).to_contain_text(re.compile("[a-z]"))
        for _attempt in range(100):
            if title.count():
                break
            page.wait_for_load_state("networkidle")
            page.reload()
        expect(title.first).to_be_visible()
    title.first.click()
    expect(page.locator("main")).to_contain_text("Innovative Public Services Explorer")


def test_what_is_no_register_is_refused_with_line_and_reason(open_page, tmp_path, sound):
    page = open_page(role="office", path="/orte/import/")
    cut = tmp_path / "cut.txt"
    cut.write_text("60" + "2023113005766036" + "x" * 40 + "\n")
    for file in (cut, Path(__file__)):
        form = page.locator("form[action='/orte/import/register/']")
        form.locator("input[type=file]").set_input_files(file)
        form.get_by_role("button", name=WORDS["de-DE"]["check"]).click()
        expect(page.locator(".site-errors")).to_be_visible()
        expect(page.locator(".site-errors")).to_be_focused()
        expect(page.locator(".site-errors")).to_contain_text("Zeile")
        sound(page)


def test_what_is_no_table_is_refused(open_page, tmp_path, sound):
    page = open_page(role="office", path="/loesungen/import/")
    broken = tmp_path / "kaputt.xlsx"
    broken.write_bytes(b"PK\x03\x04 das ist keine Tabelle")
    page.get_by_label(WORDS["de-DE"]["table"]).set_input_files(broken)
    page.get_by_role("button", name=WORDS["de-DE"]["read"]).click()
    expect(page.locator(".site-errors")).to_be_focused()
    sound(page)


def test_a_small_table_of_a_town_hall(open_page, tmp_path, sound):
    """Windows-1252, semicolons, German numbers and dates: as Excel saves it."""
    page = open_page(role="office", path="/loesungen/import/")
    table = tmp_path / "lösungen.csv"
    lines = [
        "Titel;Was wurde gemacht;Ort;Status;Beginn",
        "Bürgerbus für drei Dörfer;Ehrenamtliche fahren, die Gemeinde zahlt den Sprit.;Kalletal;läuft;01.03.2021",
        ";Ohne Titel kann man nichts finden.;Kalletal;läuft;2020",
    ]
    table.write_bytes("\r\n".join(lines).encode("cp1252"))
    page.get_by_label(WORDS["de-DE"]["table"]).set_input_files(table)
    page.get_by_role("button", name=WORDS["de-DE"]["read"]).click()
    page.get_by_label(WORDS["de-DE"]["origin"]).fill("Liste der Gemeinde")
    page.get_by_role("button", name=WORDS["de-DE"]["preview"]).click()
    expect(page.locator("main")).to_contain_text("Bürgerbus für drei Dörfer")
    expect(page.locator("main")).to_contain_text("Eine Zeile wird ausgelassen")
    sound(page)
    page.get_by_role("button", name="Diese eine Lösung speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eine Lösung ist hinzugekommen")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV")).click()
    assert "Zeile" in Path(download.value.path()).read_text(encoding="utf-8-sig")
