"""The picture of a map as SVG: what its template draws, in units of the picture.

Groups differ by the shape of their dots as well as by colour, and are named where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.deliberation.opinion_map import HEIGHT, WIDTH, Drawn, Results, in_units, words
from ideenschmiede.deliberation.opinion_map.people import unpack

FEW_DOTS = 80  # up to so many are drawn large

ROOM = 150  # units that a name needs

# what is drawn at the place of a person, by group: a point with round or square ends, a triangle, a diamond, a cross
SHAPES = ("h0", "h0", "m0-7l7 12h-14z", "m0-8l8 8l-8 8l-8-8z", "m-6-6l12 12m-12 0l12-12")
NO_GROUP = "h0"


@dataclass(frozen=True)
class Area:
    """A group: its number from 1, its letter, an outline, and where its name stands."""

    number: int
    letter: str
    size: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Dots:
    """All dots of a group (0: of those without one) as one path."""

    number: int
    path: str


@dataclass(frozen=True)
class Mark:
    """Where somebody stands; `end`: their name stands left of it, away from the name of their group."""

    x: int
    y: int
    letter: str
    end: bool

    @property
    def label_x(self) -> int:
        return self.x - 34 if self.end else self.x + 34


@dataclass(frozen=True)
class Scene:
    """A whole picture, and what it says in words."""

    title: str
    words: str
    note: str
    areas: tuple[Area, ...]
    dots: tuple[Dots, ...]
    me: Mark | None
    few: bool
    width: int = WIDTH
    height: int = HEIGHT


def scene(results: Results, me: Mark | None = None) -> Scene:
    """The picture of a map that may be shown."""
    drawn = results.picture
    count = sum(len(dots) // 2 for dots in drawn.dots)
    return Scene(
        title=words.title(results),
        words=" ".join([words.groups_found(results), *_sizes(results), *_me_in_words(results, me)]),
        note=_note(count, results.participants),
        areas=tuple(_areas(results, drawn)),
        dots=tuple(_dots(drawn)),
        me=me,
        few=count <= FEW_DOTS,
    )


def mark_of(voter: int, people: bytes | memoryview, results: Results) -> Mark | None:
    """Where a voter stands on a map, None for somebody who is not on it."""
    place = unpack(people).place_of(voter)
    if place is None:
        return None
    x, y, group = place
    frame = results.picture.frame
    across, down = in_units([[x, y]], (frame[0], frame[1], frame[2]))[0].tolist()
    if group < 0:
        return Mark(across, down, "", end=across > WIDTH / 2)
    outline = results.picture.areas[group][0::2]
    left_of_name = across < sum(outline) / len(outline)
    room = across > ROOM if left_of_name else across > WIDTH - ROOM
    return Mark(across, down, results.groups[group].letter, end=room)


def people_in_words(count: int) -> str:
    """ "1 person", "12.400 people"."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": _number(count)}


def _areas(results: Results, drawn: Drawn) -> Iterator[Area]:
    for number, (group, outline) in enumerate(zip(results.groups, drawn.areas, strict=True), start=1):
        xs, ys = outline[0::2], outline[1::2]
        yield Area(
            number,
            group.letter,
            people_in_words(group.size),
            _outline(outline),
            round(sum(xs) / len(xs)),
            round(sum(ys) / len(ys)),
        )


def _outline(corners: Sequence[int]) -> str:
    points = [f"{x} {y}" for x, y in _pairs(corners)]
    return f"M{'L'.join(points)}Z"


def _dots(drawn: Drawn) -> Iterator[Dots]:
    groups = len(drawn.areas)
    for place, units in enumerate(drawn.dots):
        shape = SHAPES[place] if place < groups else NO_GROUP
        if units:
            path = "".join(f"M{x} {y}{shape}" for x, y in _pairs(units))
            yield Dots(place + 1 if place < groups else 0, path)


def _pairs(units: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(units[0::2], units[1::2], strict=True)


def _sizes(results: Results) -> Iterator[str]:
    for group in results.groups:
        share = text.percent(group.size / max(1, results.participants), decimals=0, language=get_language())
        parts = {"letter": group.letter, "people": people_in_words(group.size), "share": share}
        yield _("Group %(letter)s: %(people)s (%(share)s).") % parts


def _me_in_words(results: Results, me: Mark | None) -> Iterator[str]:
    if me is not None and results.clear:
        yield _("You stand in group %(letter)s.") % {"letter": me.letter} if me.letter else _("You stand in no group.")


def _note(shown: int, participants: int) -> str:
    if shown >= participants:
        return _("Each mark is one person. Who stands close together has voted alike.")
    numbers = {"shown": _number(shown), "all": _number(participants)}
    return (
        _("Each mark is one person; %(shown)s of %(all)s are drawn. Who stands close together has voted alike.")
        % numbers
    )


def _number(count: int) -> str:
    return text.number(count, language=get_language())
