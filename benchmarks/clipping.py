"""How well broken print is mended: hyphens, torn fragments, false changes, what stays open; and how fast.

    python -m benchmarks.clipping [--tuning] [--shared] [--seed 1]

Clean German text, damaged by a program (`benchmarks/damage.py`) that knows the truth. The rules were made on the texts
of `benchmarks/clippings` with even numbers; the figures are those of the odd ones, which nobody looked at while tuning
(`--tuning` shows the others). `--shared` adds German texts of ../shared/data, parted in the same way: the words that
the lists lacked were found in the even ones.
"""

import argparse
import csv
import gzip
import json
import random
import time
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

from benchmarks.damage import Break, Damaged, across, doubled, lost_ends, misread, torn_out, wrapped, zigzag

from ideenschmiede.cores.german.mending import Mended, mend

HERE = Path(__file__).resolve().parent / "clippings"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
LEAST = 80
"""Words of a text from which it is printed in columns."""


def clippings(tuning: bool) -> list[str]:
    """The texts made for this, those with even numbers for tuning, the others for judging."""
    files = sorted(HERE.glob("*.txt"))
    return [file.read_text("utf-8").strip() for file in files if (int(file.name[:2]) % 2 == 0) == tuning]


def half(texts: list[str], tuning: bool) -> list[str]:
    """Every other text: the even ones for tuning, the odd ones for judging."""
    return texts[not tuning :: 2]


def xquad() -> list[str]:
    """Paragraphs of an encyclopedia, translated into German."""
    path = SHARED / "retrieval" / "xquad.de.json.gz"
    if not path.exists():
        return []
    articles = json.loads(gzip.decompress(path.read_bytes()))["data"]
    return [paragraph["context"].strip() for article in articles for paragraph in article["paragraphs"]]


def comments() -> list[str]:
    """What citizens wrote, ten comments a text; full of mistakes as they are."""
    path = SHARED / "polis" / "austria-climate.2vkxcncppn.2022-07-07" / "comments.csv.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        bodies = [" ".join(row["comment-body"].split()) for row in csv.DictReader(file)]
    return ["\n\n".join(bodies[at : at + 10]) for at in range(0, len(bodies), 10)]


def between(mended: Mended, before: int, behind: int) -> str | None:
    """What stands in the result between two signs of the original, None when they are in another order or gone."""
    first, second = mended.to_result(before, before + 1), mended.to_result(behind, behind + 1)
    if not first or not second or second[0].start < first[0].end:
        return None
    return mended.text[first[0].end : second[0].start]


def hyphen_right(mended: Mended, found: Break) -> bool:
    return between(mended, found.before, found.behind) == found.between


def share(right: Iterable[bool]) -> tuple[float, int]:
    results = list(right)
    return (sum(results) / len(results) if results else float("nan")), len(results)


def hyphens(texts: list[str], seed: int) -> tuple[float, float, int]:
    """(right, right if one always joins, number)."""
    right, baseline = [], []
    for number, text in enumerate(texts):
        damaged = wrapped(text, random.Random(f"{seed} {number}"))
        mended = mend(damaged.text)
        right += [hyphen_right(mended, found) for found in damaged.breaks]
        baseline += [found.between == "" for found in damaged.breaks]
    return share(right)[0], share(baseline)[0], len(right)


def put_back(texts: list[str], seed: int, damage: Callable[[str, random.Random], Damaged]) -> tuple[float, int]:
    """Torn neighbours that are neighbours again."""
    right = []
    for number, text in enumerate(texts):
        damaged = damage(text, random.Random(f"{seed} {number}"))
        mended = mend(damaged.text)
        for before, behind in damaged.torn:
            found = between(mended, before, behind)
            right.append(found is not None and not any(sign.isalnum() for sign in found))
    return share(right)


def false_changes(texts: list[str]) -> tuple[float, int]:
    """Words of undamaged text that are not as they were, and the number of words."""
    changed = total = 0
    for text in texts:
        words, result = text.split(), mend(text).text.split()
        total += len(words)
        if words != result:
            same = SequenceMatcher(None, words, result, autojunk=False).get_matching_blocks()
            changed += len(words) - sum(block.size for block in same)
    return changed / total, total


def lost(texts: list[str], seed: int) -> tuple[float, int]:
    """Lost line ends that are listed as open."""
    right = []
    for number, text in enumerate(texts):
        damaged = lost_ends(text, random.Random(f"{seed} {number}"))
        spots = mend(damaged.text).open
        right += [any(s.original.start < end and start < s.original.end for s in spots) for start, end in damaged.spots]
    return share(right)


def undoubled(texts: list[str], seed: int) -> tuple[float, int]:
    """Doubled halves of which one is left."""
    right = []
    for number, text in enumerate(texts):
        damaged = doubled(text, random.Random(f"{seed} {number}"))
        mended = mend(damaged.text)
        right += [hyphen_right(mended, found) for found in damaged.breaks]
    return share(right)


def misreadings(texts: list[str], seed: int) -> tuple[float, float, float, int]:
    """(found, of these with the right word suggested, spots of undamaged text per 1,000 words, number)."""
    found, suggested, words, false = [], [], 0, 0
    for number, text in enumerate(texts):
        damaged = misread(text, random.Random(f"{seed} {number}"))
        spots = {s.original.start: s for s in mend(damaged.text).open if s.kind == "misread"}
        for (start, _), word in zip(damaged.spots, damaged.words, strict=True):
            found.append(start in spots)
            if start in spots:
                suggested.append(word in spots[start].suggestions)
        false += sum(spot.kind == "misread" for spot in mend(text).open)
        words += len(text.split())
    return share(found)[0], share(suggested)[0], 1000 * false / words, len(found)


def speed(texts: list[str], seed: int) -> float:
    """Words a second of one core (processor time), nothing remembered of these texts but the word lists."""
    damaged = [wrapped(text, random.Random(f"{seed} {number}")).text for number, text in enumerate(texts)]
    whole = "\n\n".join(damaged)
    started = time.process_time()
    mend(whole)
    return len(whole.split()) / (time.process_time() - started)


def report(name: str, texts: list[str], seed: int) -> None:
    words = sum(len(text.split()) for text in texts)
    print(f"\n{name}: {len(texts)} texts, {words} words")
    rate = speed(texts, seed)
    right, baseline, number = hyphens(texts, seed)
    print(f"  hyphens right              {right:7.2%}   always joined {baseline:.2%}   of {number}")
    long = [text for text in texts if len(text.split()) >= LEAST]
    for columns in (2, 3):
        for gap in ("wide", "tab", "tight", "lines"):
            right, number = put_back(long, seed, partial(across, columns=columns, gap=gap))
            print(f"  {columns} columns across, {gap:<9}{right:7.1%}   of {number}")
        right, number = put_back(long, seed, partial(zigzag, columns=columns))
        print(f"  {columns} columns, torn blocks   {right:7.1%}   of {number}")
    right, number = put_back(long, seed, torn_out)
    print(f"  lines torn out           {right:9.1%}   of {number}")
    right, number = undoubled(texts, seed)
    print(f"  doubled halves           {right:9.1%}   of {number}")
    right, number = lost(texts, seed)
    print(f"  lost line ends open      {right:9.1%}   of {number}")
    found, suggested, false, number = misreadings(texts, seed)
    print(
        f"  misread words open       {found:9.1%}   of {number}, suggested {suggested:.1%}, false {false:.1f} of 1,000"
    )
    changed, number = false_changes(texts)
    print(f"  false changes            {changed:9.3%}   of {number} undamaged words")
    print(f"  words a second           {rate:9,.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--tuning", action="store_true", help="the texts that the rules were made on")
    parser.add_argument("--shared", action="store_true", help="also texts of ../shared/data")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    mend("Ge-\nmeinde waltungen\n\nzu Zusammenar-")  # the word lists are read once
    report("clippings, " + ("tuning" if options.tuning else "held out"), clippings(options.tuning), options.seed)
    if options.shared:
        report("encyclopedia (xquad.de)", half(xquad(), options.tuning), options.seed)
        report("comments (austria-climate)", half(comments(), options.tuning), options.seed)


if __name__ == "__main__":
    main()
