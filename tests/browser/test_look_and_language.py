"""Language and look, chosen without JavaScript; print; what stays when one comes back."""

import re

import pytest
from playwright.sync_api import expect

ANSWER = "/loesungen/finden/?q=Dorfladen&ort=05766036"


def test_the_language_follows_the_browser_and_can_be_changed(open_page):
    page = open_page(language="en-GB", javascript=False, path=ANSWER)
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "en")
    address = page.url
    page.get_by_role("banner").get_by_role("button", name="Deutsch").first.click()
    expect(html).to_have_attribute("lang", "de")
    assert page.url == address
    page.goto("/orte/")
    expect(html).to_have_attribute("lang", "de")
    expect(page.get_by_role("banner").get_by_role("button", name="English").first).to_have_attribute("lang", "en")


def test_a_browser_that_speaks_neither_gets_german(open_page):
    expect(open_page(language="fr-FR", path="/").locator("html")).to_have_attribute("lang", "de")


@pytest.mark.parametrize("javascript", [True, False])
def test_dark_and_light_and_like_the_device(open_page, javascript):
    page = open_page(javascript=javascript, path=ANSWER)
    address, light = page.url, background(page)
    button = page.get_by_role("banner").get_by_role("button", name="Dunkel").first
    button.click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    assert page.url == address
    dark = background(page)
    assert dark != light
    page.goto("/orte/")
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    page.get_by_role("banner").get_by_role("button", name="Wie das Gerät").first.click()
    assert page.locator("html").get_attribute("data-kern-theme") is None
    assert background(page) == light


def test_the_device_chooses_where_nobody_chose(open_page):
    assert background(open_page(path="/", dark=True)) != background(open_page(path="/"))


def background(page) -> str:
    """The colour behind the text, through the debugger, so that it works without the page's own JavaScript."""
    debugger = page.context.new_cdp_session(page)
    debugger.send("DOM.enable")
    debugger.send("CSS.enable")
    root = debugger.send("DOM.getDocument")["root"]["nodeId"]
    for selector in ("body", "html"):
        node = debugger.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        styles = debugger.send("CSS.getComputedStyleForNode", {"nodeId": node})["computedStyle"]
        colour = next(style["value"] for style in styles if style["name"] == "background-color")
        if colour != "rgba(0, 0, 0, 0)":
            return colour
    return colour


@pytest.mark.parametrize("path", [ANSWER, "/loesungen/", "/orte/05766036-kalletal/"])
def test_paper_shows_the_answer_and_not_the_navigation(open_page, path):
    page = open_page(path=path)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for gone in ("nav[aria-label='Hauptnavigation']", ".site-search", ".site-service", ".site-skip", "footer nav"):
        for part in page.locator(gone).all():
            expect(part).to_be_hidden()
    if path == ANSWER:
        expect(page.locator("#antwort article").first).to_be_visible()
        expect(page.locator(".transfer-answer__filters")).to_be_hidden()
        expect(page.locator("#antwort meter").first).to_be_visible()


def test_paper_is_light_even_if_the_screen_is_dark(open_page):
    page = open_page(path=ANSWER)
    page.get_by_role("banner").get_by_role("button", name="Dunkel").first.click()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert background(page) in {"rgb(255, 255, 255)", "oklch(1 0 0)", "rgba(0, 0, 0, 0)"}


def test_numbers_are_written_as_the_language_does(open_page):
    german = open_page(path="/orte/05766036-kalletal/").locator("main").inner_text()
    english = open_page(path="/orte/05766036-kalletal/", language="en-GB").locator("main").inner_text()
    assert re.search(r"\d\d\.\d{3}\b", german)
    assert re.search(r"\d\d,\d{3}\b", english)
