"""Writes until it is killed; run by test_kill.py as a process of its own: python writing_child.py <root> <steps>."""

import sys
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from ideenschmiede.base.search import Document, Writer

KEPT = 6  # batches that stay
SIZE = 5  # documents a batch


class Numbers:
    """A text's vector depends on nothing but the text."""

    name, dimension = "usem3", 64

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.stack([np.random.default_rng(crc32(text.encode())).standard_normal(64) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    queries = passages


def batch(step: int) -> list[Document]:
    """The documents of one step: some new, one (key "same") replaced every time."""
    documents = [document(f"{step}-{place}", step) for place in range(SIZE)]
    return [*documents, document("same", step)]


def document(key: str, step: int) -> Document:
    title = f"Titel {key} schritt{step}"
    return Document(kind="practice", key=key, title=title, text=title, meaning=title, numbers={"step": step})


def gone(step: int) -> list[tuple[str, str]]:
    """What a step takes out."""
    return [("practice", f"{step - KEPT}-{place}") for place in range(SIZE)]


def expected(step: int) -> set[str]:
    """Titles that are to be found after `step`."""
    kept = range(max(1, step - KEPT + 1), step + 1)
    titles = {document(f"{one}-{place}", one).title for one in kept for place in range(SIZE)}
    return titles | ({document("same", step).title} if step else set())


def main() -> None:
    root, rebuild_every = Path(sys.argv[1]), int(sys.argv[2])
    with Writer(root, embedder=Numbers(), analyse=str.split) as writer:
        step = writer.position
        print("open", flush=True)
        while True:
            step += 1
            if rebuild_every and step % rebuild_every == 0:
                alive = [one for past in range(max(1, step - KEPT + 1), step) for one in batch(past)[:-1]]
                writer.rebuild([*alive, *batch(step)], step)
            else:
                writer.apply(batch(step), gone(step), step)
            print(step, flush=True)


if __name__ == "__main__":
    main()
