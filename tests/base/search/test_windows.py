"""Windows: together they cover a text, none is a mere tail, and there are never too many."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.search.windows import MOST, OVERLAP, WHOLE, windows


def text(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


@pytest.mark.parametrize("blank", ["", "   ", "\n\t"])
def test_a_blank_text_has_no_window(blank):
    assert windows(blank) == []


def test_a_text_of_a_page_stays_whole():
    assert windows("Rufbus  auf\nAbruf") == ["Rufbus auf Abruf"]
    assert windows(text(WHOLE)) == [text(WHOLE)]
    assert len(windows(text(WHOLE + 1))) > 1


@given(st.integers(WHOLE + 1, 20_000))
def test_windows_cover_all_words_and_overlap(count):
    pieces = [piece.split() for piece in windows(text(count))]
    assert 2 <= len(pieces) <= MOST
    assert pieces[0][0] == "w0"
    assert pieces[-1][-1] == f"w{count - 1}"
    for one, following in pairwise(pieces):
        assert one[-OVERLAP:][0] == following[0]
    assert min(map(len, pieces)) >= max(map(len, pieces)) / 2
