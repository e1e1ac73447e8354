"""What people do on many pages: sign in by the code from the mail, send a form."""

import re

from playwright.sync_api import Locator, Page, expect
from tests.browser.mails import newest_mail

WORDS = {
    "de-DE": {"sign in": "Anmelden", "send": "Code zuschicken", "sign out": "Abmelden"},
    "en-GB": {"sign in": "Sign in", "send": "Send me the code", "sign out": "Sign out"},
}


def sign_in_by_code(page: Page, email: str, language: str = "de-DE", look=None) -> None:
    """From the page that one reads now, or from the page for signing in: back there, signed in."""
    words = WORDS[language]
    if "/konto/" not in page.url:
        page.get_by_role("banner").get_by_role("link", name=words["sign in"]).first.click()
    if look:
        look(page)
    page.locator("input[type=email]").fill(email)
    page.get_by_role("button", name=words["send"]).click()
    expect(page.locator("input[name=code]")).to_be_visible()
    if look:
        look(page)
    page.locator("input[name=code]").fill(code_for(page, email))
    page.locator("main form").filter(has=page.locator("input[name=code]")).locator("button[type=submit]").first.click()


def code_for(page: Page, email: str) -> str:
    """The code of the newest mail to this address, read in another tab as one would read one's mail."""
    tab = page.context.new_page()
    mail = newest_mail(tab, email)
    code = re.search(r"\b([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\b", mail.locator(".site-mail").inner_text())
    assert code, mail.inner_text()
    tab.close()
    return code[1]


def account_menu(page: Page) -> Locator:
    return page.get_by_role("banner").locator("details.kern-dropdown").last


def submit(page: Page) -> None:
    """The one button of the form that the page is about."""
    page.locator("main form[method=post] button[type=submit]").last.click()
