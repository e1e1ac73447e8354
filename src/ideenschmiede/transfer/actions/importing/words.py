"""The words by which tables name columns and say status, outcome and topic; they stand in words.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ideenschmiede.base.models import Topic
from ideenschmiede.places.models import fold

_TABLES = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))

COLUMNS: Mapping[str, list[str]] = {
    field: [fold(name) for name in names] for field, names in _TABLES["columns"].items()
}


def _by_word(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {fold(word): value for value, words in table.items() for word in words}


STATUS = _by_word(_TABLES["status"])
OUTCOME = _by_word(_TABLES["outcome"])
TOPICS = _by_word(_TABLES["topics"])


def topic_words(topics: Iterable[Topic]) -> dict[str, str]:
    """Folded word → short name, for the topics of this network: their names, and what else people call them."""
    topics = list(topics)
    slugs = {topic.slug for topic in topics}
    words = {word: slug for word, slug in TOPICS.items() if slug in slugs}
    for topic in topics:
        words |= {fold(name): topic.slug for name in (topic.slug, topic.name_de, topic.name_en)}
    return words
