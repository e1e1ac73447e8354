"""How well it mends, on the texts of the benchmark that nobody tuned on; `python -m benchmarks.clipping` says more."""

from functools import partial

import pytest
from benchmarks import clipping
from benchmarks.damage import across, torn_out, zigzag

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return clipping.clippings(tuning=False)


def test_hyphens(texts):
    right, baseline, number = clipping.hyphens(texts, seed=2)
    assert number > 200
    assert right >= 0.985
    assert right > baseline


@pytest.mark.parametrize("gap", ["wide", "tab", "lines"])
def test_columns_read_across(texts, gap):
    right, number = clipping.put_back(texts, 2, partial(across, columns=2, gap=gap))
    assert number > 500
    assert right >= 0.97


def test_tight_columns(texts):
    assert clipping.put_back(texts, 2, partial(across, columns=2, gap="tight"))[0] >= 0.9


def test_torn_blocks(texts):
    assert clipping.put_back(texts, 2, partial(zigzag, columns=2))[0] >= 0.45
    assert clipping.put_back(texts, 2, torn_out)[0] >= 0.35


def test_undamaged_text(texts):
    changed, words = clipping.false_changes(texts)
    assert words > 3000
    assert changed <= 0.001


def test_what_is_lost_or_doubled(texts):
    assert clipping.undoubled(texts, 2)[0] >= 0.85
    assert clipping.lost(texts, 2)[0] >= 0.25


def test_misread_words(texts):
    found, suggested, false, _ = clipping.misreadings(texts, 2)
    assert found >= 0.6
    assert suggested >= 0.9
    assert false <= 5
