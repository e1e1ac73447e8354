"""The demo's outbox, read as one reads one's mail."""

import re
import sqlite3
from dataclasses import dataclass

from playwright.sync_api import Locator, Page
from tests.browser.running import Demo, wait_until

PATIENCE = 40.0  # seconds: the task worker of a busy machine


@dataclass(frozen=True)
class Letter:
    """A mail with all its parts; `files` are the addresses of what came with it, by their names."""

    subject: str
    text: str
    html: str
    files: dict[str, str]

    def link(self, part: str) -> str:
        """The one address in it that holds `part`."""
        found = set(re.findall(rf"https?://\S*{re.escape(part)}\S*", self.text))
        assert len(found) == 1, self.text
        return found.pop()


def newest_mail(page: Page, to: str, subject: str = "", *, number: int = 1) -> Locator:
    """The newest mail to this address, in the outbox, as soon as there are so many."""
    found = mails(page, to, subject)

    def has_come() -> bool:
        page.goto("/postausgang/")
        return found.count() >= number

    wait_until(has_come, f"a mail “{subject}” to {to}", PATIENCE)
    return found.first


def mails(page: Page, to: str, subject: str = "") -> Locator:
    """All mails to this address on the page of the outbox, the newest first."""
    everything = page.locator("main details").filter(has=page.locator("p", has_text=f"{to},"))
    return everything.filter(has=page.locator("summary", has_text=subject)) if subject else everything


def open_letter(page: Page, demo: Demo, to: str, subject: str, *, number: int = 1) -> Letter:
    """The newest mail, opened, as soon as there are so many."""
    mail = newest_mail(page, to, subject, number=number)
    if mail.get_attribute("open") is None:
        mail.locator("summary").click()
    files = mail.locator("a[href^='/postausgang/anhang/']")
    return Letter(
        subject=mail.locator("summary").inner_text().strip(),
        text=mail.locator(".site-mail").inner_text(),
        html=html_of(demo, to, subject),
        files={link.inner_text().strip(): link.get_attribute("href") for link in files.all()},
    )


def html_of(demo: Demo, to: str, subject: str = "") -> str:
    """The HTML of the newest mail. The page shows the text alone, so it is read where the demo keeps it.

    `to` may be a pattern of SQL's LIKE.
    """
    base = sqlite3.connect(f"file:{demo.folder}/var/demo/ideenschmiede.sqlite3?mode=ro", uri=True)
    try:
        query = (
            'SELECT html FROM base_sentmail WHERE "to" LIKE ? AND subject LIKE ? ORDER BY time DESC, id DESC LIMIT 1'
        )
        found = base.execute(query, (to, f"%{subject}%")).fetchone()
    finally:
        base.close()
    assert found, f"no mail “{subject}” to {to}"
    return found[0]
