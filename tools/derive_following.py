"""Count which kinds of words follow each other in this project's own German texts: data/following.txt.xz.

    python tools/derive_following.py

Read are the examples of the demo, the guides and every second text of benchmarks/clippings: the even ones, the others
judge. Only kinds of words are counted (`cores/german/mending/classes.py`), three in a row, no words.
"""

import lzma
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ideenschmiede.cores.german.mending.classes import classes

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ideenschmiede"
LEAST = 40
"""Characters from which a string of the demo counts as a sentence."""


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) >= LEAST and " " in value:
            yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def texts() -> Iterator[str]:
    for file in sorted((SOURCE / "site" / "demo").glob("practices_*.toml")):
        yield from strings(tomllib.loads(file.read_text("utf-8")))
    for file in sorted((ROOT / "benchmarks" / "clippings").glob("*.txt")):
        if int(file.name[:2]) % 2 == 0:
            yield from file.read_text("utf-8").split("\n\n")


def main() -> None:
    counts: Counter[tuple[str, str, str]] = Counter()
    words = 0
    for text in texts():
        kinds = [".", ".", *classes(text)]
        words += len(kinds)
        counts.update(zip(kinds, kinds[1:], kinds[2:], strict=False))
    lines = [f"{' '.join(kinds)} {count}\n" for kinds, count in sorted(counts.items())]
    packed = lzma.compress("".join(lines).encode("utf-8"), preset=9)
    (SOURCE / "cores" / "german" / "data" / "following.txt.xz").write_bytes(packed)
    print(f"{words} words and signs, {len(counts)} different triples")


if __name__ == "__main__":
    main()
