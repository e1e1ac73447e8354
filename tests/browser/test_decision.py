"""A decision on its way: put, opened, objected to, integrated, voted on by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

REGISTER = "/fragen/entscheidungen/"


def put(page: Page, method: str, title: str, options: tuple[str, ...] = ()) -> str:
    """From the first step to the open vote; returns its address."""
    page.goto(f"{REGISTER}neu/")
    page.get_by_role("radio").first.check()
    page.locator(f"button[value={method}]").click()
    page.get_by_label("Was wird entschieden?").fill(title)
    for number, option in enumerate(options):
        page.locator(f"[name=form-{number}-text]").fill(option)
    if not options:
        page.get_by_label("Der Vorschlag").fill("Wir machen es so.")
    page.get_by_role("button", name="Speichern und ansehen").click()
    page.get_by_role("link", name="Prüfen und eröffnen").click()
    page.get_by_role("button", name="Jetzt eröffnen").click()
    expect(page.get_by_text("Die Abstimmung ist eröffnet.")).to_be_visible()
    return page.url


@pytest.mark.parametrize("javascript", [True, False])
def test_an_objection_leads_to_a_new_version(open_page, own_demo, sound, javascript):
    chair = open_page(at=own_demo, role="chair", javascript=javascript)
    where = put(chair, "consent", f"Gilt das ab Januar? {javascript}")
    voter = open_page(at=own_demo, role="pilot_lead", path=where, javascript=javascript)
    voter.get_by_role("radio", name="Einwand").check()
    voter.get_by_role("button", name="Stimme abgeben").click()
    expect(voter.get_by_role("heading", name="Eine Angabe fehlt oder stimmt nicht")).to_be_visible()
    voter.get_by_label("Begründung eines Einwands").fill("Im Januar ist niemand da.")
    voter.get_by_role("button", name="Stimme abgeben").click()
    expect(voter.get_by_role("heading", name="Ihre Quittung")).to_be_visible()
    if javascript:
        sound(voter)
    code = voter.locator(".decision-code").inner_text()
    voter.get_by_role("link", name="Zählt meine Stimme?").click()
    voter.get_by_label("Code Ihrer Quittung").fill(code)
    voter.get_by_role("button", name="Prüfen").click()
    expect(voter.get_by_text("Ihre Stimme liegt in der Urne.")).to_be_visible()
    chair.goto(where)
    expect(chair.get_by_text("Im Januar ist niemand da.")).to_be_visible()
    chair.get_by_role("link", name="Eine neue Fassung daraus machen").click()
    if javascript:
        sound(chair)
    chair.get_by_label("Die neue Fassung").fill("Wir machen es ab Februar so.")
    chair.get_by_label("Was hat sich geändert, und warum?").fill("Im Januar ist niemand da.")
    chair.get_by_role("button", name="Neue Fassung zur Abstimmung stellen").click()
    expect(chair.get_by_role("heading", name="Der Vorschlag, Fassung 2")).to_be_visible()
    chair.locator("details", has_text="Was sich von Fassung 1 zu 2 geändert hat").locator("summary").click()
    expect(chair.locator("ins").first).to_be_visible()
    if javascript:
        sound(chair)


def test_a_ranking_by_keyboard(open_page, own_demo, sound):
    page = open_page(at=own_demo, role="chair")
    put(page, "ranked", "Wer spricht?", ("Ada", "Bea", "Cem"))
    for name in ("Nach oben: Cem", "Nach oben: Ada", "Nach oben: Ada"):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    expect(page.locator("[data-ranking-status]")).to_have_text("Ada: Platz 1")
    order = page.locator(".decision-ranking__item")
    assert [one.get_attribute("data-option") for one in order.all()] == ["Ada", "Cem", "Bea"]
    page.get_by_label("Bea", exact=True).select_option("1")  # equal to the first
    expect(page.locator("[data-ranking-status]")).to_have_text("Bea: Platz 1")
    sound(page)
    page.get_by_role("button", name="Stimme abgeben").click()
    expect(page.get_by_role("heading", name="Ihre Quittung")).to_be_visible()
    page.go_back()
    page.reload()
    page.get_by_text("Meine Stimme ansehen oder ändern").click()
    chosen = {one.get_attribute("data-option"): one.locator("select").input_value() for one in order.all()}
    assert chosen == {"Ada": "1", "Bea": "1", "Cem": "2"}


def test_a_scale_fits_a_phone_and_has_names(open_page, own_demo, sound):
    page = open_page(at=own_demo, role="chair")
    where = put(page, "resistance", "Wohin mit dem Archiv?", ("Keller", "Dachboden"))
    phone = open_page(at=own_demo, role="chair", path=where, width=320)
    group = phone.get_by_role("group", name="Dachboden")
    boxes = [one.bounding_box() for one in group.get_by_role("radio").all()]
    assert len(boxes) == 11
    assert len({box["y"] for box in boxes}) == 1, "all in one row"
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes), "large enough for a finger"
    group.get_by_role("radio", name="0", exact=True).focus()
    phone.keyboard.press("ArrowRight")
    expect(group.get_by_role("radio", name="1", exact=True)).to_be_checked()
    sound(phone)


def test_a_result_is_read_without_its_picture(open_page):
    page = open_page(path=f"{REGISTER}2/")
    expect(page.get_by_role("heading", name="Das Ergebnis")).to_be_visible()
    table = page.get_by_role("table", name="Jeder gegen jeden")
    expect(table.get_by_role("columnheader", name="gegen A")).to_be_visible()
    assert page.locator(".decision-result svg:not([aria-hidden=true])").count() == 0
    page.emulate_media(media="print")
    expect(table).to_be_visible()
    expect(page.locator(".site-breadcrumb")).to_be_hidden()
