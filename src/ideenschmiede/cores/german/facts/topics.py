"""Topics of the network that a text is about, by their words in all forms and inside compounds."""

import re
from functools import lru_cache

from ideenschmiede.cores.german.analysis import terms_of
from ideenschmiede.cores.german.facts.fact import Fact, FactKind
from ideenschmiede.cores.german.facts.gazetteer import KnownTopic
from ideenschmiede.cores.german.facts.page import Page, Word
from ideenschmiede.cores.german.tokens import fold

_SHORTEST = 4
_LONGEST = 50
_IN_COMPOUND, _OWN_NAME, _OWN_WORD = 0.6, 0.95, 0.8


class _Words:
    """What stands for topics: index term → (topic, confidence); words in capitals as they are."""

    def __init__(self, topics: tuple[KnownTopic, ...]) -> None:
        self.by_key = {topic.key: topic for topic in topics}
        self.terms: dict[str, list[tuple[str, float]]] = {}
        self.capitals: dict[str, list[tuple[str, float]]] = {}
        self.phrases: list[tuple[re.Pattern[str], str]] = []
        for topic in topics:
            for word in dict.fromkeys((topic.name, *topic.words)):
                self._add(topic.key, word, _OWN_NAME if word == topic.name else _OWN_WORD)
        roots = sorted({re.escape(term[:_SHORTEST]) for term in self.terms})
        self.root = re.compile("|".join(roots)) if roots else None

    def _add(self, key: str, word: str, sure: float) -> None:
        if " " in word:
            spaced = r"\s".join(re.escape(part) + r"\w{0,3}" for part in word.split())
            self.phrases.append((re.compile(rf"\b{spaced}\b", re.IGNORECASE), key))
        elif word.isupper():
            self.capitals.setdefault(word, []).append((key, sure))
        elif found := terms_of(word):
            self.terms.setdefault(found[0], []).append((key, sure))


@lru_cache(maxsize=8)
def _words(topics: tuple[KnownTopic, ...]) -> _Words:
    return _Words(topics)


def topics(page: Page, known: tuple[KnownTopic, ...], never: frozenset[str]) -> list[Fact]:
    """Every word that stands for a topic; `never`: casefolded words that do not, though a part of them would."""
    words = _words(known)
    found = []
    for word in page.words:
        if word.hidden or word.folded in never:
            continue
        for key, sure in _topics_of(word, words).items():
            found.append(_fact(page, words.by_key[key], word.start, word.end, sure))
    for pattern, key in words.phrases:
        found += [_fact(page, words.by_key[key], *match.span(), _OWN_WORD) for match in pattern.finditer(page.text)]
    return found


def _fact(page: Page, topic: KnownTopic, start: int, end: int, sure: float) -> Fact:
    return Fact(FactKind.TOPIC, start, end, page.text[start:end], topic.key, sure, (("name", topic.name),))


def _topics_of(word: Word, words: _Words) -> dict[str, float]:
    """Topic → confidence. Only words with a known beginning in them are analysed, so that a long text costs little."""
    capitals = word.text.split("-") if word.text[:1].isupper() else ()
    found = {key: sure for capital in capitals for key, sure in words.capitals.get(capital, ())}
    if words.root is None or len(word.text) > _LONGEST or not words.root.search(fold(word.folded)):
        return found
    for position, term in enumerate(terms_of(word.text)):
        for key, sure in words.terms.get(term, ()):
            found.setdefault(key, sure if position == 0 else _IN_COMPOUND)
    return found
