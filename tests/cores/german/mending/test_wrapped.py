"""Healthy text whose lines are set to a width stays as it is: no paragraph torn, no columns seen."""

import textwrap

import pytest
from benchmarks import clipping

from ideenschmiede.cores.german.mending import mend

TEXTS = [text for tuning in (True, False) for text in clipping.clippings(tuning)]


@pytest.mark.parametrize("width", [38, 60, 75])
def test_lines_become_their_paragraphs_again(width):
    for text in TEXTS:
        paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")[1:]]
        printed = ["\n".join(textwrap.wrap(p, width, break_on_hyphens=False)) for p in paragraphs]
        mended = mend("\n\n".join(printed))
        assert mended.text == "\n\n".join(paragraphs)
        assert {change.kind for change in mended.changes} <= {"line_end", "spaced"}  # spaced: Wasser-⏎und Abwasser
        assert {spot.kind for spot in mended.open} <= {"misread"}


@pytest.mark.parametrize("word", ["klar", "egal"])
def test_a_line_that_begins_with_an_unknown_word_is_not_torn_off(word):
    text = f"Gestern stürzten beim Fest drei\nSenioren zusammen. Da war mir\n{word}, dass wir nicht mehr warten."
    mended = mend(text)
    assert mended.text == text.replace("\n", " ")
    assert not mended.open
