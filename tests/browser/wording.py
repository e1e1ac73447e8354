"""Which texts of a page are texts of the interface in the other language."""

import re
from functools import cache

import polib
from playwright.sync_api import Page
from tests.browser.running import ROOT

LONG = 3  # words from which a text is looked for inside of others, too
COLLECT = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, style, noscript, textarea, [lang]:not(html)")) found.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]"))
    for (const name of ["aria-label", "placeholder", "title", "alt"])
      if (element.hasAttribute(name)) found.push(element.getAttribute(name));
  return [document.title, ...found];
}"""


def texts_of(page: Page) -> list[str]:
    """What one reads or hears: all texts of the page, folded ones too, except those in another language on purpose."""
    texts = (re.sub(r"\s+", " ", text).strip() for text in page.evaluate(COLLECT))
    return [text for text in texts if text]


def strange_in(texts: list[str], language: str) -> list[str]:
    """Those that the catalogues have in the other language: whole texts, and longer phrases in longer texts.

    In English pages whole texts alone: what people wrote is German there, too.
    """
    if language == "en":
        return [text for text in texts if text in interface()["de"] and " " in text]
    known = interface()["en"]
    phrases = [text for text in known if len(text.split()) >= LONG]
    return [text for text in texts if text in known or any(phrase in text for phrase in phrases)]


@cache
def interface() -> dict[str, frozenset[str]]:
    """All texts without placeholders by language, except those that are the same, or mean something, in both."""
    entries = [
        entry
        for path in sorted(ROOT.glob("src/ideenschmiede/*/locale/de/LC_MESSAGES/django.po"))
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    ]
    german = {text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())}
    english = {text for entry in entries for text in (entry.msgid, entry.msgid_plural)}
    return {"de": _only(german - english), "en": _only(english - german)}


def _only(texts: set[str]) -> frozenset[str]:
    return frozenset(text for text in texts if re.search("[A-Za-z]{3}", text) and "%(" not in text and _says(text))


def _says(text: str) -> bool:
    """Not a single small word, which may stand in what people wrote or brought: "name", "status"."""
    return " " in text or text[:1].isupper()
