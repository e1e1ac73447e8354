"""Clean German text damaged as print and OCR damage it, seeded, with the truth beside it.

Every function takes a text (paragraphs a blank line apart) and a random generator, and gives the damaged text with the
places at which something was broken.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import pyphen

_COMPONENT = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True)
class Break:
    """A hyphen at a line end: the offset of the sign before it, of the first sign behind, and what was between."""

    before: int
    behind: int
    between: str


@dataclass(frozen=True)
class Damaged:
    """A damaged text.

    Attributes:
        text: what mending gets.
        breaks: hyphens at line ends.
        torn: (offset of the last letter, offset of the first letter) of stretches that were neighbours and are not.
        spots: (start, end) of what nobody can know any more: lost ends, misread words.
        words: for misread words, what they were, beside `spots`.
    """

    text: str
    breaks: tuple[Break, ...] = ()
    torn: tuple[tuple[int, int], ...] = ()
    spots: tuple[tuple[int, int], ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printed:
    """One printed line, and what stood between it and the next one ("" a broken word, "-", "- ", " ", "\\n\\n")."""

    text: str
    between: str


@cache
def _hyphenator() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="de_DE", left=2, right=3)


def _break_places(word: str) -> list[tuple[int, str]]:
    """Where a word may be broken, longest first: (letters before, what stands between: nothing or its own hyphen)."""
    places = [(match.start(), "-") for match in re.finditer(r"(?<=[^\W_])-(?=[^\W_])", word)]
    for match in _COMPONENT.finditer(word):
        places += [(match.start() + place, "") for place in _hyphenator().positions(match.group())]
    return sorted(places, reverse=True)


def printed(text: str, width: int) -> list[Printed]:
    """The text in lines of at most `width` signs, words broken by the rules of German."""
    lines: list[Printed] = []
    for paragraph in text.split("\n\n"):
        line = ""
        words = paragraph.split()
        while words:
            word = words.pop(0)
            if not line or len(line) + 1 + len(word) <= width:
                line = f"{line} {word}".strip()
                continue
            room = width - len(line) - 2
            place = next(((at, own) for at, own in _break_places(word) if at <= room), None)
            if place is None:
                lines.append(Printed(line, "- " if re.search(r"[^\W_]-$", line) else " "))
                line = word
                continue
            at, own = place
            lines.append(Printed(f"{line} {word[:at]}-", own))
            line = word[at + len(own) :]
        lines.append(Printed(line, "\n\n"))
    return lines


def _last(text: str) -> int:
    """Offset of the last letter or digit."""
    return max((at for at, sign in enumerate(text) if sign.isalnum()), default=len(text) - 1)


def _first(text: str) -> int:
    return next((at for at, sign in enumerate(text) if sign.isalnum()), 0)


@dataclass
class _Page:
    """Lines put down one after the other, with the place of each."""

    lines: Sequence[Printed]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    at: dict[int, int] = field(default_factory=dict)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def put_line(self, number: int) -> None:
        self.at[number] = self.length
        self.put(self.lines[number].text)

    def damaged(self, torn: Sequence[int] = ()) -> Damaged:
        """`torn`: numbers of lines that were separated from the next one."""
        breaks = []
        for number, line in enumerate(self.lines[:-1]):
            if line.text.endswith("-") and line.between in ("", "-", "- "):
                breaks.append(Break(self.at[number] + len(line.text) - 2, self.at[number + 1], line.between))
        pairs = tuple(
            (self.at[n] + _last(self.lines[n].text), self.at[n + 1] + _first(self.lines[n + 1].text)) for n in torn
        )
        return Damaged("".join(self.parts), tuple(breaks), pairs)


def wrapped(text: str, chance: random.Random) -> Damaged:
    """One column of hyphened lines."""
    lines = printed(text, chance.randint(26, 46))
    page = _Page(lines)
    for number, line in enumerate(lines):
        page.put_line(number)
        page.put("\n\n" if line.between == "\n\n" else "\n")
    return page.damaged()


def _columns(text: str, chance: random.Random, columns: int) -> tuple[list[Printed], list[range], int]:
    width = chance.randint(26, 42)
    lines = printed(text, width)
    height = -(-len(lines) // columns)
    return lines, [range(c * height, min((c + 1) * height, len(lines))) for c in range(columns)], width


def across(text: str, chance: random.Random, columns: int, gap: str = "wide") -> Damaged:
    """Columns read across: `wide` as printed, `tab`, `tight` with one blank, `lines` one below the other."""
    lines, parts, width = _columns(text, chance, columns)
    page = _Page(lines)
    space = chance.randint(3, 6)
    for row in range(len(parts[0])):
        numbers = [part[row] for part in parts if row < len(part)]
        for place, number in enumerate(numbers):
            page.put_line(number)
            if place + 1 == len(numbers):
                page.put("\n")
            elif gap == "wide":
                page.put(" " * (width - len(lines[number].text) + space))
            else:
                page.put({"tab": "\t", "tight": " ", "lines": "\n"}[gap])
    return page.damaged(range(len(lines) - 1))


def zigzag(text: str, chance: random.Random, columns: int) -> Damaged:
    """Blocks of columns in a wrong order: the upper halves of all columns, then the lower ones."""
    lines, parts, _ = _columns(text, chance, columns)
    cuts = sorted(chance.sample(range(3, max(len(parts[0]) - 3, 5)), chance.choice((1, 1, 2))))
    bands = [(0, cuts[0]), *zip(cuts, [*cuts[1:], 10**6], strict=True)]
    page = _Page(lines)
    order: list[range] = []
    for begin, end in bands:
        order += [part[begin:end] for part in parts if part[begin:end]]
    for block in order:
        _put_block(page, block)
    followed = {block[-1]: behind[0] for block, behind in pairwise(order)}
    ends = [block[-1] for block in order if block[-1] + 1 < len(lines)]
    return page.damaged([end for end in ends if followed.get(end) != end + 1])


def torn_out(text: str, chance: random.Random) -> Damaged:
    """A few lines torn out of the middle of the text and put down elsewhere, as in the clipping that began it all."""
    lines = printed(text, chance.randint(30, 46))
    size = chance.randint(3, 7)
    begin = chance.randint(3, len(lines) - size - 3)
    end = begin + size
    places = [place for place in range(2, len(lines)) if not begin - 2 <= place <= end + 2]
    paragraphs = [place for place in places if lines[place - 1].between == "\n\n"]
    place = chance.choice([*paragraphs, len(lines)])
    blocks = sorted([0, begin, end, place, len(lines)])
    order = [range(a, b) for a, b in pairwise(blocks) if a < b]
    torn = next(block for block in order if block[0] == begin)
    order.remove(torn)
    order.insert(next((at for at, block in enumerate(order) if block[0] == place), len(order)), torn)
    page = _Page(lines)
    for block in order:
        _put_block(page, block)
    return page.damaged([begin - 1, end - 1])


def _put_block(page: _Page, block: Sequence[int]) -> None:
    for number in block:
        page.put_line(number)
        page.put("\n\n" if page.lines[number].between == "\n\n" and number != block[-1] else "\n")
    page.put("\n")


def lost_ends(text: str, chance: random.Random) -> Damaged:
    """One line in the text is gone behind a line that ends with a broken word."""
    lines = printed(text, chance.randint(28, 46))
    broken = [n for n in range(1, len(lines) - 3) if lines[n].text.endswith("-") and lines[n].between == ""]
    if not broken:
        return Damaged(text)
    gone = chance.choice(broken) + 1
    page = _Page([line for number, line in enumerate(lines) if number != gone])
    for number, line in enumerate(page.lines):
        page.put_line(number)
        page.put("\n\n" if line.between == "\n\n" else "\n")
    end = page.at[gone - 1] + len(lines[gone - 1].text)
    return Damaged("".join(page.parts), (), (), ((end - 2, end),))


def doubled(text: str, chance: random.Random) -> Damaged:
    """One broken word whose first half stands again before the second: Bereit-⏎bereitschaft."""
    lines = printed(text, chance.randint(28, 46))
    broken = [
        (number, half)
        for number, line in enumerate(lines)
        if line.between == "" and line.text.endswith("-")
        for half in [re.split(r"[\W_]", line.text[:-1])[-1]]
        if len(half) >= 3
    ]
    if not broken:
        return Damaged(text)
    number, half = chance.choice(broken)
    again = half.lower()
    lines[number + 1] = Printed(again + lines[number + 1].text, lines[number + 1].between)
    page = _Page(lines)
    for at, line in enumerate(lines):
        page.put_line(at)
        page.put("\n\n" if line.between == "\n\n" else "\n")
    before = page.at[number] + len(lines[number].text) - 2
    start = page.at[number + 1]
    return Damaged("".join(page.parts), (Break(before, start + len(again), ""),), (), ((start, start + len(again)),))


CONFUSED = (
    ("rn", "m"), ("m", "rn"), ("l", "1"), ("I", "l"), ("l", "I"), ("o", "0"), ("cl", "d"), ("d", "cl"), ("ü", "ii"),
    ("ß", "B"), ("e", "c"), ("u", "n"), ("n", "u"), ("h", "b"), ("f", "t"), ("B", "8"), ("ä", "a"), ("li", "h"),
)  # fmt: skip


def misread(text: str, chance: random.Random, share: float = 0.02) -> Damaged:
    """Some words with one letter or two misread."""
    parts: list[str] = []
    spots, words = [], []
    length = 0
    for piece in re.split(r"([^\W\d_]{5,})", text):
        found = [pair for pair in CONFUSED if pair[0] in piece[1:]]
        if found and piece.isalpha() and chance.random() < share:
            right, wrong = chance.choice(found)
            at = piece.index(right, 1)
            new = piece[:at] + wrong + piece[at + len(right) :]
            spots.append((length, length + len(new)))
            words.append(piece)
            piece = new
        parts.append(piece)
        length += len(piece)
    return Damaged("".join(parts), (), (), tuple(spots), tuple(words))
