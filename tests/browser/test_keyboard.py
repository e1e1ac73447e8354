"""With the keyboard alone, and as a screen reader hears it."""

import re

import pytest
from playwright.sync_api import expect

# how an element looks, with the card around it, which KERN frames as a whole, and what is drawn over it
LOOK = """element => {
  const looks = ["outline", "boxShadow", "backgroundColor", "color", "borderColor", "textDecoration"];
  return [element, element.closest(".kern-card"), element.closest(".kern-accordion, .kern-form-check")]
    .filter((part) => part)
    .flatMap((part) => [null, "::before", "::after"].map((pseudo) => getComputedStyle(part, pseudo)))
    .map((style) => looks.map((name) => style[name]).join()).join("; ");
}"""
HERE = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  const name = (element.getAttribute("aria-label") || element.textContent || element.name || "").trim().slice(0, 40);
  return {tag: element.tagName, name, top: Math.round(box.top + scrollY), left: Math.round(box.left),
    seen: box.width > 0 && box.height > 0};
}"""


def test_the_first_step_skips_the_navigation(open_page):
    page = open_page(path="/loesungen/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#inhalt")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", ["/", "/loesungen/", "/konto/login/code/", "/orte/05766036-kalletal/"])
def test_focus_can_be_seen_at_every_step(open_page, path, dark):
    """Each element that takes the focus looks different with it; none is hidden, and none takes it for ever."""
    page = open_page(path=path, dark=dark)
    visited = []
    for _step in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["tag"] == "BODY":
            break
        assert here["seen"], f"{path}: the focus is on something that one cannot see: {here}"
        element = page.evaluate_handle("document.activeElement")
        with_focus = page.evaluate(LOOK, element)
        page.evaluate("element => element.blur()", element)
        assert page.evaluate(LOOK, element) != with_focus, f"{path}: no visible focus on {here}"
        page.evaluate("element => element.focus({focusVisible: true})", element)
        visited.append((here["tag"], here["name"], here["top"], here["left"]))
    assert len(visited) > 8
    assert len(set(visited)) == len(visited), "the focus goes round in a circle"


def test_the_order_is_that_of_reading(open_page):
    page = open_page(path="/")
    order = []
    for _step in range(30):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    places = [
        order.index(name) for name in ("Zum Inhalt springen", "suche", "Lösungen", "ort", "anliegen", "Antwort finden")
    ]
    assert places == sorted(places)


def test_the_combobox_by_arrows_and_escape(open_page):
    page = open_page(path="/")
    field = page.get_by_role("combobox", name="Ihr Ort")
    listbox = page.locator("#ort-liste")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_attribute("aria-controls", "ort-liste")
    field.press_sequentially("Neustadt")
    expect(listbox).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-combobox] [role=status]")).to_have_text(re.compile("Pfeiltasten"))
    options = listbox.get_by_role("option")
    assert options.count() > 2

    field.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(0).get_attribute("id"))
    field.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")

    field.press("Escape")
    expect(listbox).to_be_hidden()
    expect(field).to_have_value("Neustadt")
    expect(field).to_be_focused()
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))

    field.press("ArrowDown")
    chosen = options.nth(0).get_attribute("data-value")
    field.press("Enter")
    expect(field).to_have_value(chosen)
    expect(page).to_have_url(re.compile("/$"))


def test_the_combobox_says_when_there_is_nothing(open_page):
    page = open_page(path="/")
    field = page.get_by_role("combobox", name="Ihr Ort")
    field.press_sequentially("Xyzzyburg")
    expect(page.locator("[data-combobox] [role=status]")).to_have_text("Kein Ort gefunden")
    expect(page.locator("#ort-liste")).to_be_hidden()


def test_the_combobox_while_open(open_page, axe):
    page = open_page(path="/")
    page.get_by_role("combobox", name="Ihr Ort").press_sequentially("Kall")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    axe(page)


def test_menus_open_and_close_by_keyboard(open_page, sound):
    page = open_page(role="office", width=320, path="/loesungen/")
    menu = page.locator("details.site-menu")
    menu.locator("> summary").press("Enter")
    expect(menu.get_by_role("link", name="Orte")).to_be_visible()
    sound(page)
    menu.get_by_role("link", name="Orte").press("Escape")
    expect(menu.get_by_role("link", name="Orte")).to_be_hidden()
    expect(menu.locator("> summary")).to_be_focused()


def test_errors_take_the_focus_and_lead_to_the_field(open_page, sound):
    page = open_page(role="member", path="/loesungen/neu/")
    page.locator("main form button[type=submit]").first.press("Enter")
    summary = page.locator(".site-errors")
    expect(summary).to_be_focused()
    sound(page)
    link = summary.get_by_role("link").first
    target = link.get_attribute("href").removeprefix("#")
    link.press("Enter")
    field = page.locator(f"[id='{target}']")
    expect(field).to_be_in_viewport()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby").split()
    assert any("Fehler" in page.locator(f"[id='{one}']").inner_text() for one in described)


def test_the_answer_takes_the_focus_when_only_it_changes(open_page):
    """A part that is exchanged without loading the page would otherwise change in silence."""
    page = open_page(path="/loesungen/finden/?q=Dorfladen&ort=05766036")
    page.locator(".site-sort").get_by_role("link", name="gut belegt").press("Enter")
    expect(page).to_have_url(re.compile("sortierung=beleg"))
    expect(page.locator("#antwort-titel")).to_be_focused()
