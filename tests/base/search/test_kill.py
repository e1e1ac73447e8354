"""A writer that is killed at any moment leaves an index that is whole, and at most one step behind."""

import random
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from ideenschmiede.base.search import Reader, Writer
from ideenschmiede.cores.german import QueryTerm

from .writing_child import Numbers, expected

CHILD = Path(__file__).with_name("writing_child.py")
TRIALS = 12


def written_until_killed(root: Path, after: float, rebuild_every: int) -> int:
    """Let a child write for `after` seconds and kill it; the last step that it said was done."""
    child = subprocess.Popen(
        [sys.executable, CHILD, root, str(rebuild_every)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "open\n", child.stderr.read()
    time.sleep(after)
    child.kill()
    said, complained = child.communicate(timeout=20)
    assert complained == ""
    steps = [int(line) for line in said.splitlines() if line.strip().isdigit()]
    return steps[-1] if steps else 0


def assert_whole(root: Path, position: int) -> None:
    """Words, columns and vectors tell one story: that of `position` or of the step after it."""
    reader = Reader(root, embedder=Numbers(), patience=0)
    shelf = reader.shelf("practice")
    if shelf is None:  # killed before its first commit, as happens on a busy machine
        assert position == 0
        return
    rows = np.flatnonzero(shelf.rows.live)
    shown = {int(row): shelf.shown(int(row)) for row in rows}
    assert all(shelf.rows.key_of(row) == entry.key for row, entry in shown.items())
    titles = {entry.title for entry in shown.values()}
    assert titles in (expected(position), expected(position + 1))
    for row, entry in shown.items():
        assert f"schritt{int(shelf.rows.number('step')[row])}" in entry.title
        vector = Numbers().passages([entry.title])[0]
        assert shelf.exact_meaning(vector, np.array([row]))[0] == pytest.approx(1, abs=1e-4)
    query = shelf.wording([QueryTerm("Titel", 1.0, "word", "Titel")]).query
    by_words = shelf.lexical(query, shelf.rows.live, shelf.rows.live)
    assert (by_words > 0).sum() == len(titles)


@pytest.mark.slow
@pytest.mark.parametrize("rebuild_every", [0, 4])
def test_survives_kill_9(tmp_path, rebuild_every):
    root, chance, last = tmp_path / "index", random.Random(5), 0
    for _ in range(TRIALS // 2):
        said = written_until_killed(root, chance.uniform(0.05, 0.5), rebuild_every)
        with Writer(root, embedder=Numbers(), analyse=str.split) as writer:
            position = writer.position
        assert position >= max(said, last)
        last = position
        assert_whole(root, position)
    assert last > 0


@pytest.mark.slow
def test_a_killed_writer_leaves_no_lock(tmp_path):
    root = tmp_path / "index"
    written_until_killed(root, 0.1, 0)
    Writer(root, embedder=None).close()
