"""Which texts of a page are English ones of the interface that should have been translated."""

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


def english_in(texts: list[str]) -> list[str]:
    """Those that the catalogues translate: whole texts, and longer phrases in longer texts."""
    known = english_texts()
    phrases = [text for text in known if len(text.split()) >= LONG]
    return [text for text in texts if text in known or any(phrase in text for phrase in phrases)]


@cache
def english_texts() -> frozenset[str]:
    """All English texts without placeholders that have another German text, and are no German text themselves."""
    entries = [
        entry
        for path in sorted(ROOT.glob("src/ideenschmiede/*/locale/de/LC_MESSAGES/django.po"))
        for entry in polib.pofile(str(path))
        if not entry.obsolete
    ]
    german = {text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())}
    english = {entry.msgid for entry in entries} - german
    return frozenset(text for text in english if re.search("[A-Za-z]{3}", text) and "%(" not in text and _says(text))


def _says(text: str) -> bool:
    """Not a single small word, which may stand in what people wrote or brought: "name", "status"."""
    return " " in text or text[:1].isupper()
