"""Voting in a real browser: by keys and by pointer, the focus, what a screen reader is told, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

QUESTION = "/fragen/1/"
SECRET = "/fragen/2/"


def statement(page):
    return page.locator("#aussage").inner_text()


def press(page, key):
    before = page.locator("#abstimmen").inner_html()
    page.keyboard.press(key)
    page.wait_for_function("before => document.querySelector('#abstimmen').innerHTML !== before", arg=before)


def test_by_keys_alone(open_page, own_demo, axe):
    page = open_page(at=own_demo, role="member", path=QUESTION)
    first = statement(page)
    press(page, "1")
    said = page.locator("#gezaehlt[role=status]")
    expect(said).to_contain_text("Gezählt: Sie stimmen zu.")
    expect(page.locator("#aussage")).to_be_focused()
    second = statement(page)
    assert second != first
    press(page, "0")
    expect(said).to_contain_text("Zurückgestellt")
    third = statement(page)
    page.reload()
    assert statement(page) == third  # the same when loaded again
    press(page, "z")
    assert statement(page) == second
    press(page, "2")
    expect(said).to_contain_text("Sie stimmen nicht zu")
    axe(page)


def test_keys_can_be_turned_off(open_page, own_demo):
    page = open_page(at=own_demo, role="member", path=QUESTION)
    first = statement(page)
    page.get_by_label("Tasten verwenden").uncheck()
    page.keyboard.press("1")
    page.reload()
    expect(page.get_by_label("Tasten verwenden")).not_to_be_checked()
    assert statement(page) == first


def test_buttons_are_named_and_reached_by_tab(open_page, own_demo):
    page = open_page(at=own_demo, role="office", path=QUESTION)
    group = page.get_by_role("group", name=re.compile("Aussage"))
    for name in ("Stimme zu", "Stimme nicht zu"):
        expect(group.get_by_role("button", name=name, exact=True)).to_be_visible()
    expect(group.get_by_role("button", name="Enthalte mich")).to_contain_text("weiß nicht / betrifft mich nicht")
    group.get_by_role("button", name="Stimme zu", exact=True).focus()
    page.keyboard.press("Tab")
    expect(group.get_by_role("button", name="Stimme nicht zu")).to_be_focused()
    before = statement(page)
    page.keyboard.press("Enter")
    expect(page.locator(".voting-last")).to_contain_text("Sie stimmen nicht zu")
    assert statement(page) != before


@pytest.mark.parametrize("path", [QUESTION, SECRET], ids=["open", "confidential"])
def test_without_javascript_one_stays_at_the_card(open_page, own_demo, path):
    page = open_page(at=own_demo, role="pilot_lead", path=path, javascript=False, width=320)
    before = statement(page)
    page.get_by_role("button", name="Stimme zu", exact=True).click()
    expect(page.locator(".voting-last")).to_contain_text("Gezählt: Sie stimmen zu.")
    assert statement(page) != before
    expect(page.locator(".voting-last")).to_be_in_viewport()
    page.get_by_role("button", name="Rückgängig").click()
    assert statement(page) == before


def test_the_author_is_told_after_the_vote_never_in_confidence(open_page, own_demo):
    page = open_page(at=own_demo, role="office", path="/fragen/1/meine-stimmen/?stimme=offen")
    row = page.locator(".voting-entry", has_text="gescheiterten Versuche zeigen")
    expect(row).not_to_contain_text("Leyla")
    row.get_by_role("button", name="Stimme zu", exact=True).click()
    page.goto("/fragen/1/meine-stimmen/?stimme=zu")
    expect(page.locator(".voting-entry", has_text="gescheiterten Versuche zeigen")).to_contain_text("Leyla")


def test_what_is_alike_is_offered_and_characters_are_counted(open_page, own_demo, axe):
    page = open_page(at=own_demo, role="office", path="/fragen/1/aussage/")
    box = page.get_by_label("Ihre Aussage")
    box.fill("Über Anträge von Menschen entscheidet am Ende ein Mensch.")
    expect(page.locator(".voting-counter")).to_have_text("Noch 223 Zeichen")
    page.get_by_role("button", name="Aussage senden").click()
    expect(page.get_by_role("heading", name="Meinen Sie eine von diesen?")).to_be_focused()
    axe(page)
    page.get_by_role("button", name="trotzdem senden").click()
    expect(page.locator(".voting-entry").first).to_contain_text("Über Anträge von Menschen entscheidet am Ende ein")
