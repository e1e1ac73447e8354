"""A guest with five minutes: who has already solved this, in a place like mine?"""

import re

import pytest
from playwright.sync_api import expect

NEED = "Wir finden keinen Nachfolger für unsere Hausarztpraxis"
NONSENSE = "xqzt blorp wumpf"
DOCTORS = (
    "Die Gemeinde stellt Hausärztinnen an",
    "Fünf Gemeinden gründen eine Ärztegenossenschaft",
    "Stipendium für künftige Hausärzte: eine von dreien ist gekommen",
    "Stipendium für Medizinstudierende",
    "Telemedizin im alten Pfarrhaus",
    "Praxisbus: beliebt, aber ohne Arzt",
)
WORDS = {
    "de-DE": {
        "place": "Ihr Ort",
        "need": "Was suchen Sie?",
        "find": "Antwort finden",
        "parts": ("Passt zum Anliegen", "Ähnlicher Ort", "Belegt"),
        "why": "Warum steht das hier?",
        "outlook": "Würde es hier gelingen?",
        "worked": "Hat funktioniert",
        "proven": "gut belegt",
        "seen from": "Gesehen von",
        "nothing": "Dazu haben wir noch nichts",
        "empty": "Schreiben Sie, was Sie suchen",
    },
    "en-GB": {
        "place": "Your place",
        "need": "What do you need?",
        "find": "Find an answer",
        "parts": ("Fits the need", "Similar place", "Proven"),
        "why": "Why is this here?",
        "outlook": "Would it work here?",
        "worked": "Worked",
        "proven": "well proven",
        "seen from": "Seen from",
        "nothing": "Nothing found yet",
        "empty": "Write what you need",
    },
}
LANGUAGES = pytest.mark.parametrize("language", WORDS)


def cards(page):
    return page.locator("#antwort article")


def figures(page, part: str) -> list[float]:
    """What one of the three parts is worth, card by card."""
    meters = cards(page).get_by_role("meter", name=part, exact=True)
    return [float(meter.get_attribute("value")) for meter in meters.all()]


def titles(page) -> list[str]:
    return [title.inner_text() for title in cards(page).locator("h3").all()]


def choose_place(page, label: str, typed: str, wanted: str) -> None:
    """By keyboard alone: type, arrow down to the first suggestion, take it."""
    field = page.get_by_role("combobox", name=label)
    field.press("Control+a")
    field.press_sequentially(typed, delay=10)
    expect(page.get_by_role("option", name=re.compile(wanted)).first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value(re.compile(wanted))


def ask(page, words, place: str, typed: str, need: str) -> None:
    page.goto("/")
    choose_place(page, words["place"], typed, place)
    page.get_by_label(words["need"]).fill(need)
    page.get_by_role("button", name=words["find"]).press("Enter")
    expect(page.locator("#antwort-titel")).to_be_visible()


@LANGUAGES
def test_a_mayor_gets_an_answer_that_explains_itself(open_page, sound, language):
    words = WORDS[language]
    page = open_page(language=language)
    ask(page, words, "Kalletal", "kalletahl", NEED)
    expect(page.get_by_text(f"{words['seen from']} Kalletal")).to_be_visible()
    assert titles(page)[0] in DOCTORS
    assert len(set(titles(page)[:5]) & set(DOCTORS)) >= 4
    first = cards(page).first
    for part in words["parts"]:
        expect(first.locator("dl.transfer-meters").get_by_text(part, exact=True)).to_be_visible()
    assert first.locator("meter").count() == 3
    expect(first.locator("mark").first).to_be_visible()
    expect(first.get_by_text(words["outlook"]).first).to_be_visible()
    why = first.locator("details")
    expect(why.locator("dl")).to_be_hidden()
    why.get_by_text(words["why"]).press("Enter")
    expect(why.locator("dl")).to_be_visible()
    expect(why).to_contain_text("Nachfolger")
    sound(page)


@LANGUAGES
def test_filters_sorting_and_the_way_back_keep_the_list(open_page, language):
    words = WORDS[language]
    page = open_page(language=language, path=f"/loesungen/finden/?q={NEED}&ort=05766036")
    everything = titles(page)
    page.locator("#filter").get_by_role("link", name=re.compile("Stadtentwicklung|Urban")).click()
    expect(page).to_have_url(re.compile("thema=stadtentwicklung"))
    expect(cards(page)).not_to_have_count(len(everything))
    narrowed = titles(page)
    assert set(narrowed) < set(everything)
    page.locator(".site-sort").get_by_role("link", name=words["proven"]).click()
    expect(page).to_have_url(re.compile("thema=stadtentwicklung.*sortierung=beleg|sortierung=beleg.*thema="))
    expect(page.locator(".site-sort [aria-current=true]")).to_have_text(words["proven"])
    assert set(titles(page)) == set(narrowed)
    proofs = figures(page, words["parts"][2])
    assert len(proofs) == len(narrowed)
    assert proofs == sorted(proofs, reverse=True)
    address, shown = page.url, titles(page)
    cards(page).first.locator("h3 a").click()
    expect(page.get_by_role("heading", level=1, name=shown[0])).to_be_visible()
    page.go_back()
    expect(page).to_have_url(address)
    expect(cards(page)).to_have_count(len(shown))
    assert titles(page) == shown


def test_the_place_can_be_changed_and_is_remembered(open_page):
    words = WORDS["de-DE"]
    page = open_page(path=f"/loesungen/finden/?q={NEED}&ort=05766036")
    before = figures(page, words["parts"][1])
    assert before
    page.locator("summary", has_text="Kalletal").press("Enter")
    choose_place(page, words["place"], "Münster", "Münster")
    page.get_by_role("button", name=words["find"]).click()
    expect(page.get_by_text("Gesehen von Münster")).to_be_visible()
    assert figures(page, words["parts"][1]) != before
    page.goto("/")
    expect(page.locator("summary", has_text="Münster")).to_be_visible()


@LANGUAGES
def test_nonsense_is_told_kindly_with_a_next_step(open_page, sound, language):
    words = WORDS[language]
    page = open_page(language=language)
    ask(page, words, "Kalletal", "kalletahl", NONSENSE)
    expect(page.get_by_role("heading", name=words["nothing"])).to_be_visible()
    expect(cards(page)).to_have_count(0)
    expect(page.locator("#antwort")).to_contain_text(NONSENSE)
    expect(page.locator("#antwort a[href*='thema=']").first).to_be_visible()
    sound(page)


@LANGUAGES
def test_without_javascript(open_page, fits, language):
    words = WORDS[language]
    page = open_page(language=language, javascript=False, width=320, path="/")
    page.get_by_label(words["place"]).fill("kalletahl")
    page.get_by_label(words["need"]).fill(NEED)
    page.get_by_role("button", name=words["find"]).click()
    # a slip is asked about, and the need is kept
    page.get_by_role("link", name=re.compile("^Kalletal")).click()
    expect(page.get_by_text(f"{words['seen from']} Kalletal")).to_be_visible()
    fits(page)
    assert titles(page)[0] in DOCTORS
    why = cards(page).first.locator("details")
    why.locator("summary").click()
    expect(why.locator("dl")).to_be_visible()
    everything = titles(page)
    page.locator("#filter").get_by_role("link", name=re.compile(words["worked"])).first.click()
    expect(page).to_have_url(re.compile("ergebnis=worked"))
    assert set(titles(page)) < set(everything)
    cards(page).first.locator("h3 a").click()
    expect(page).to_have_url(re.compile(r"/loesungen/\d+-"))


def test_an_unclear_place_is_asked_for_without_losing_the_need(open_page, sound):
    words = WORDS["de-DE"]
    page = open_page(javascript=False, path="/")
    page.get_by_label(words["place"]).fill("Neustadt")
    page.get_by_label(words["need"]).fill(NEED)
    page.get_by_role("button", name=words["find"]).click()
    expect(page.get_by_text("Neustadt").first).to_be_visible()
    expect(page.get_by_label(words["need"])).to_have_value(NEED)
    candidates = page.locator(".transfer-ask a[href*='ort=']")
    assert candidates.count() > 1
    candidates.first.click()
    expect(page.get_by_text("Gesehen von Neustadt")).to_be_visible()


def test_an_unknown_place_is_said(open_page):
    page = open_page(path=f"/loesungen/finden/?q={NEED}&ort=Xyzzyburg")
    expect(page.locator("#ort-fehler")).to_contain_text("Xyzzyburg")


@LANGUAGES
def test_an_empty_question_says_what_to_do(open_page, language):
    words = WORDS[language]
    page = open_page(language=language, path="/")
    page.get_by_role("button", name=words["find"]).click()
    expect(page.locator("#anliegen-fehler")).to_be_visible()
    expect(page.get_by_label(words["need"])).to_be_focused()


def test_two_pages_of_text_and_hostile_ones(open_page):
    page = open_page(path="/")
    for text in (NEED + " und " + "die Wege sind weit. " * 250, "<script>alert(1)</script> Hausarzt", "' OR 1=1; --"):
        page.goto("/")
        page.get_by_label(WORDS["de-DE"]["need"]).fill(text)
        page.get_by_role("button", name=WORDS["de-DE"]["find"]).click()
        expect(page.locator("#antwort-titel")).to_be_visible()
        expect(page.get_by_label(WORDS["de-DE"]["need"])).to_have_value(text.strip())
        assert page.locator("main script").count() == 0


def test_what_is_too_long_is_said_and_kept(open_page):
    page = open_page(path="/")
    text = "Hausarzt " * 12_000
    page.get_by_label(WORDS["de-DE"]["need"]).fill(text)
    page.get_by_role("button", name=WORDS["de-DE"]["find"]).click()
    expect(page.locator("#anliegen-fehler")).to_contain_text("zu lang")


def test_the_header_finds_solutions_and_places(open_page):
    page = open_page(path="/")
    box = page.get_by_role("searchbox").first
    box.fill("Dorfladen")
    box.press("Enter")
    expect(page.get_by_role("link", name="Der Dorfladen gehört dem Dorf")).to_be_visible()
    box.fill("Kalletal")
    box.press("Enter")
    page.get_by_role("link", name=re.compile("^Kalletal")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kalletal")
