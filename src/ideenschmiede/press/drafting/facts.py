"""What is known about an appointment, and what is made of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ideenschmiede.people.papers import BodyWords, Capacity, Proof

LONGEST_TITLE = 200  # characters, as a release holds them
QUOTATION = re.compile(r"[„“\"](?P<said>[^„“”\"]*)[“”\"]")
ROUNDED = 100  # smaller places are told to the inhabitant


@dataclass(frozen=True, kw_only=True)
class ReleaseFacts:
    """The facts. `form` is "herr", "frau" or ""; `kind` the kind of the place in the register; `day` when it happened.

    `city` is where the release comes from, `about` what the network says of itself, `contact` the lines of its office,
    `address` the public page of the appointment.
    """

    network: BodyWords
    body: BodyWords
    capacity: Capacity
    form: str = ""
    title: str = ""
    first_name: str = ""
    last_name: str
    office: str = ""
    place: str = ""
    place_kind: str = ""
    population: int | None = None
    population_year: int | None = None
    land: str = ""
    start: date | None = None
    end: date | None = None
    day: date | None = None
    city: str = ""
    reason: str = ""
    evidence: tuple[Proof, ...] = ()
    about: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    address: str = ""
    language: str = "de"

    @property
    def name(self) -> str:
        """ "Dr. Maria Huber"."""
        return " ".join(part for part in (self.title, self.first_name, self.last_name) if part)


@dataclass(frozen=True)
class Draft:
    """A release before the office has read it; no paragraph is empty."""

    title: str
    subtitle: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The paragraphs with blank lines between them, as a release holds its text."""
        return "\n\n".join(self.paragraphs)


def rounded(population: int) -> tuple[int, int]:
    """Two digits of a population, and on which side of them it lies: 13401 → (13000, 1); within half a percent: 0."""
    if population < ROUNDED:
        return population, 0
    unit = 10 ** (len(str(population)) - 2)
    near = (population + unit // 2) // unit * unit
    difference = population - near
    return near, 0 if abs(difference) * 200 <= population else 1 if difference > 0 else -1


def first_fitting(titles: Iterable[str]) -> str:
    """The first title that is short enough; the last one, cut, where none is."""
    last = ""
    for title in titles:
        if len(title) <= LONGEST_TITLE:
            return title
        last = title
    return f"{last[: LONGEST_TITLE - 1]}…"


def quoted(text: str, marks: str) -> str:
    """In quotation marks, given as outer and inner pair („“‚‘); quotations inside take the inner pair."""
    inner = QUOTATION.sub(rf"{marks[2]}\g<said>{marks[3]}", " ".join(text.split()))
    return f"{marks[0]}{inner}{marks[1]}"


def joined(sentences: Iterable[str]) -> str:
    """One paragraph of the sentences that there are."""
    return " ".join(sentence for sentence in sentences if sentence)
