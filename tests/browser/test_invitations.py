"""The link in the letter: by keyboard, without JavaScript, in wrong hands, too late, twice."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import pytest
from playwright.sync_api import Page, expect
from tests.browser.mails import open_letter
from tests.browser.running import Demo
from tests.browser.signing import submit

LINK = "/mitglieder/berufung/"
GROUP = "2"  # a working group of the demo; one needs no evidence to be appointed to it
numbers = count(1)


@dataclass(frozen=True)
class Invited:
    """Somebody who has got a letter: its link, and the address of the case."""

    email: str
    link: str
    case: str


def propose(office: Page, name: str, email: str, group: str = GROUP) -> str:
    """Record somebody and propose them for a working group; returns the address of the case."""
    office.goto(f"/mitglieder/neu/?name={name}")
    office.locator("#id_email").fill(email)
    submit(office)
    expect(office).to_have_url(re.compile(r"/mitglieder/\d+-"))
    person = re.search(r"/mitglieder/(\d+)-", office.url)[1]
    office.goto(f"/mitglieder/berufungen/neu/?person={person}&gremium={group}")
    office.locator("#id_starts_on").fill(f"{datetime.now(UTC):%d.%m.%Y}")
    office.locator("#id_reason").fill("Hat den Bürgerbus gebracht (Beispiel).")
    submit(office)
    expect(office).to_have_url(re.compile(r"/vorgang/$"))
    return office.url


@pytest.fixture
def office(open_page) -> Page:
    return open_page(role="office")


@pytest.fixture
def invite(office, demo):
    """A function that invites somebody new."""

    def make(group: str = GROUP) -> Invited:
        number = next(numbers)
        email = f"gast{number}@beispiel.example"
        case = propose(office, f"Ida Probe-{number:03}", email, group)
        office.locator("main form[action$='/invite/'] button").click()
        expect(office.locator("main")).to_contain_text("Die Einladung ist unterwegs")
        mailbox = office.context.new_page()
        link = open_letter(mailbox, demo, email, "Einladung").link(LINK)
        mailbox.close()
        return Invited(email, link, case)

    return make


def tab_to(page: Page, selector: str) -> None:
    """By the tabulator alone."""
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the tabulator does not come to {selector}")


def test_with_the_keyboard_alone(open_page, invite):
    invited = invite()
    page = open_page(path=invited.link)
    tab_to(page, "input[name=answer]")
    page.keyboard.press("Space")
    expect(page.locator("input[name=answer][value=accept]")).to_be_checked()
    tab_to(page, "[name=reach_email]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "input[name=consents][value=press]")
    page.keyboard.press("Space")
    tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Die Einladung ist angenommen")


def test_without_javascript_one_can_accept(open_page, invite, fits):
    invited = invite()
    page = open_page(path=invited.link, javascript=False, width=320)
    fits(page)
    submit(page)  # nothing is chosen yet
    expect(page.locator(".site-errors")).to_be_visible()
    page.locator("input[name=answer][value=accept]").check()
    page.locator("[name=reach_email]").select_option("network")
    submit(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Die Einladung ist angenommen")
    fits(page)


def test_declining_with_a_reason_is_told_to_the_office(open_page, invite, office):
    invited = invite()
    page = open_page(path=invited.link)
    page.locator("input[name=answer][value=decline]").check()
    page.locator("#id_reason").fill("Mir fehlt die Zeit. <b>Leider</b>")
    submit(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("abgelehnt")
    page.go_back()
    page.reload()
    expect(page.locator("main form")).to_have_count(0)
    office.goto(invited.case)
    expect(office.locator("main")).to_contain_text("Mir fehlt die Zeit. <b>Leider</b>")


def test_an_altered_or_cut_link_says_what_to_do(open_page, demo, invite, sound):
    invited = invite()
    link = invited.link.rstrip("/")
    page = open_page()
    token = link.rpartition("/")[2]
    another = re.sub(r"^\d+", lambda number: str(int(number[0]) + 1), token)
    for altered in (token[:-3], f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}", another, "x", "1.1." + "ä" * 30):
        assert page.goto(f"{demo.url}{LINK}{altered}/").status == 404, altered
        expect(page.locator("main")).to_contain_text("nicht vollständig")
        expect(page.locator("main form")).to_have_count(0)
    sound(page)
    assert page.goto(invited.case).status != 200 or "/konto/" in page.url  # the link opens nothing else
    assert page.goto(f"{link}/").status == 200


def test_too_late_and_then_a_newer_letter(open_page, demo, invite, office, sound):
    invited = invite()
    page = open_page(path=invited.link)
    page.locator("input[name=answer][value=accept]").check()
    let_time_pass(demo, invited.case)
    submit(page)
    expect(page.locator("main")).to_contain_text("Frist")
    assert page.goto(invited.link).status == 410
    sound(page)
    office.goto(invited.case)
    office.locator("main form[action$='/resend/'] button").click()
    newer = open_letter(office, demo, invited.email, "Einladung", number=2)
    assert page.goto(invited.link).status == 410
    expect(page.get_by_role("heading", level=1)).to_contain_text("neueren Brief")
    sound(page)
    assert newer.link(LINK) != invited.link
    page.goto(newer.link(LINK))
    expect(page.locator("input[name=answer]")).to_have_count(2)


def let_time_pass(demo: Demo, case: str) -> None:
    """The day until which one may answer is over: only the clock could do that otherwise."""
    number = re.search(r"/berufungen/(\d+)/", case)[1]
    with closing(sqlite3.connect(f"{demo.folder}/var/demo/ideenschmiede.sqlite3", timeout=20)) as base, base:
        changed = base.execute("UPDATE people_appointment SET answer_by = '2020-01-31' WHERE id = ?", [number])
        assert changed.rowcount == 1


def test_a_forwarded_letter_tells_little_and_can_be_disputed(open_page, demo, invite, office, sound):
    """Somebody else answers. Who was invited says so, and everything is as before, without the old links."""
    invited = invite()
    stranger = open_page(path=invited.link)
    expect(stranger.locator("main")).not_to_contain_text(invited.email)
    stranger.locator("input[name=answer][value=accept]").check()
    submit(stranger)
    thanks = open_letter(stranger.context.new_page(), demo, invited.email, "zugesagt")
    page = open_page(path=thanks.link("/widerspruch/"))
    sound(page)
    submit(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("gilt nicht")
    sound(page)
    assert stranger.goto(invited.link).status == 410
    office.goto(invited.case)
    expect(office.locator("main")).to_contain_text("Das war ich nicht")
    expect(office.locator("main form[action$='/resend/']")).to_be_visible()


def test_a_group_that_was_closed(open_page, invite, office, sound):
    """Nobody is proposed for it or accepts it any more, and nothing of what was written is lost."""
    office.goto("/mitglieder/gremien/neu/")
    office.locator("#id_name").fill("Arbeitsgruppe Probe (Beispiel)")
    submit(office)
    expect(office).to_have_url(re.compile(r"/gremien/\d+/"))
    group = re.search(r"/gremien/(\d+)/", office.url)[1]
    invited = invite(group)
    page = open_page(path=invited.link)
    page.locator("input[name=answer][value=accept]").check()

    proposing = open_page(role="office", path=f"/mitglieder/berufungen/neu/?person=3&gremium={group}")
    proposing.locator("#id_reason").fill("Was hier steht, bleibt stehen.")
    proposing.locator("#id_starts_on").fill("01.03.2027")
    office.goto("/arbeitsgruppen/arbeitsgruppe-probe-beispiel/abschluss/")
    office.locator("#id_report").fill("Sie war zur Probe da.")
    office.get_by_role("button", name="Arbeitsgruppe abschließen").click()
    expect(office.locator("main")).to_contain_text("Geschlossen")

    submit(proposing)
    expect(proposing.locator(".site-errors")).to_be_focused()
    expect(proposing.locator("#id_reason")).to_have_value("Was hier steht, bleibt stehen.")
    assert proposing.locator(f"#id_body option[value='{group}']").count() == 0
    sound(proposing)
    submit(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("zurückgezogen")
    assert page.goto(invited.link).status == 410
