"""Questions: language is told from noise, and the ideal score grows with what is asked."""

import pytest

from ideenschmiede.base.search.question import has_language

from .conftest import practice


@pytest.mark.parametrize("words", [["Ärztemangel"], ["Hausarztpraxis"], ["blorp", "Gemeinde"], ["fährt"], ["Rufbusse"]])
def test_knows_german(words):
    assert has_language(words)


@pytest.mark.parametrize("words", [["broadband", "rural", "area"], ["How", "young", "people"], ["blorp", "Village"]])
def test_knows_english(words):
    assert has_language(words)


@pytest.mark.parametrize("words", [[], ["xqzt", "blorp"], ["qwertz"], ["12345"], ["zzz"], ["\ud800"], [""]])
def test_knows_noise(words):
    assert not has_language(words)


def test_the_ideal_counts_words_that_no_text_has(indexed):
    shelf = indexed(practice("1", "Rufbus"), practice("2", "Freibad")).shelf("practice")
    reader = indexed(practice("1", "Rufbus"), practice("2", "Freibad"))
    one = shelf.wording(reader.question("Rufbus").terms)
    two = shelf.wording(reader.question("Rufbus Sternwarte").terms)
    none = shelf.wording(reader.question("Sternwarte").terms)
    assert one.query is not None
    assert none.query is None
    assert 0 < one.ideal < two.ideal
    assert shelf.wording(()).ideal == 0
