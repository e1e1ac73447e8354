"""What changed from one version of a text to the next, as a person would mark it: words left out, words added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Kind = Literal["same", "gone", "new"]
WORDS = re.compile(r"\n+|[^\s]+[^\S\n]*|[^\S\n]+")  # a word with the spaces after it; the ends of lines for themselves
FEWEST = 2  # words that stayed between two changes: fewer read better as part of the change


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, went or came."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The pieces in reading order; what went stands before what came instead. "same" and "new" make `after`, "same"
    and "gone" make `before` (lone line ends and spaces included)."""
    runs = _runs(WORDS.findall(before), WORDS.findall(after))
    pieces = (piece for block in _blocks(runs) for piece in block)
    return [piece for piece in pieces if piece.text]


def _runs(old: list[str], new: list[str]) -> list[tuple[bool, str, str]]:
    """(stayed?, words of before, words of after) in order. Words that are too frequent to tell anything are not
    looked for (`autojunk`), so that the time stays short whatever somebody pastes."""
    steps = SequenceMatcher(None, old, new).get_opcodes()
    runs = [(tag == "equal", old[i:j], new[k:m]) for tag, i, j, k, m in steps]
    last = len(runs) - 1
    return [
        (stayed and not (0 < at < last and len(words) < FEWEST), "".join(words), "".join(came))
        for at, (stayed, words, came) in enumerate(runs)
    ]


def _blocks(runs: list[tuple[bool, str, str]]) -> Iterator[tuple[Piece, ...]]:
    """Changes that touch each other are one."""
    for stayed, group in groupby(runs, key=lambda run: run[0]):
        found = list(group)
        olds, news = "".join(run[1] for run in found), "".join(run[2] for run in found)
        yield (Piece("same", news),) if stayed else (Piece("gone", olds), Piece("new", news))
