"""What changed between two versions of a text."""

from itertools import pairwise

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.differences import Piece, differences

BEFORE = "Wir richten einen Pool ein.\nDer Kostenanteil trägt die Kosten."
AFTER = "Wir richten einen gemeinsamen Pool ein.\nJede Kommune trägt die Kosten."

texts = st.text(alphabet="ab \n.ä", max_size=60)


def test_words_that_went_and_came():
    assert differences(BEFORE, AFTER) == [
        Piece("same", "Wir richten einen "),
        Piece("new", "gemeinsamen "),
        Piece("same", "Pool ein.\n"),
        Piece("gone", "Der Kostenanteil "),
        Piece("new", "Jede Kommune "),
        Piece("same", "trägt die Kosten."),
    ]


def test_one_word_between_two_changes_belongs_to_them():
    found = differences("der alte und müde Hund bellt laut", "der junge und wache Hund bellt laut")
    assert Piece("gone", "alte und müde ") in found
    assert Piece("new", "junge und wache ") in found


@pytest.mark.parametrize(("before", "after"), [("", ""), ("gleich", "gleich")])
def test_nothing_changed(before, after):
    assert all(piece.kind == "same" for piece in differences(before, after))


@given(texts, texts)
def test_both_texts_can_be_read_from_it(before, after):
    found = differences(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "gone") == after
    kinds = [piece.kind for piece in found]
    assert all(first != second for first, second in pairwise(kinds))


@given(texts, texts)
def test_what_stayed_and_went_is_the_text_before(before, after):
    assert "".join(piece.text for piece in differences(before, after) if piece.kind != "new") == before


def test_shown_with_words_for_whoever_hears_it():
    template = Template("{% load differences %}{% difference before after %}")
    shown = template.render(Context({"before": "ein <b>alter</b> Text hier", "after": "ein neuer Text hier"}))
    assert "<del><span" in shown
    assert "&lt;b&gt;alter&lt;/b&gt;" in shown
    assert "neuer" in shown
    assert "<b>" not in shown
