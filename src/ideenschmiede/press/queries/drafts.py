"""What is in `Clipping.draft`: how the text was mended, and the facts as the office has corrected them so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from textwrap import shorten
from typing import Any, Literal

from ideenschmiede.press.models import Clipping, Mention

State = Literal["found", "corrected", "added", "dropped"]
Span = tuple[int, int]
BEGINNING = 80  # characters that stand for a headline where there is none
LONGEST_TITLE = 300


@dataclass(frozen=True, kw_only=True)
class DraftFact:
    """One thing that the text says, in all places where it says it.

    `spans` are places in the mended text, `originals` the same in the original; both empty where the office added it.
    `place`, `person` and `organisation` are ids; `new_person` means: not known yet, to be recorded on confirmation.
    `confidence` is 0 to 1, None for what the office says.
    """

    id: str
    kind: str
    value: str
    detail: Mapping[str, str] = field(default_factory=dict)
    confidence: float | None = None
    spans: tuple[Span, ...] = ()
    originals: tuple[Span, ...] = ()
    place: int | None = None
    person: int | None = None
    new_person: bool = False
    organisation: int | None = None
    state: State = "found"

    @property
    def is_dropped(self) -> bool:
        return self.state == "dropped"

    @property
    def label(self) -> str:
        """What it says, in words: of places and topics the value is a key."""
        return self.detail.get("name") or self.value

    @property
    def kind_label(self) -> str:
        return str(Mention.Kind(self.kind).label)

    @property
    def candidates(self) -> list[str]:
        """Keys of the places that it may be, as long as that is open."""
        return [] if self.place else self.detail.get("candidates", "").split()


@dataclass(frozen=True)
class Draft:
    """The parts of `cores.german`'s `Mended` that the pages show, as plain dictionaries, and the facts."""

    changes: tuple[Mapping[str, Any], ...] = ()
    open: tuple[Mapping[str, Any], ...] = ()
    blocks: tuple[Mapping[str, Any], ...] = ()
    proposals: tuple[Mapping[str, Any], ...] = ()
    facts: tuple[DraftFact, ...] = ()

    def fact(self, key: str) -> DraftFact | None:
        return next((fact for fact in self.facts if fact.id == key), None)

    def kept(self) -> Iterator[DraftFact]:
        """The facts that would be confirmed."""
        return (fact for fact in self.facts if not fact.is_dropped)

    def with_fact(self, new: DraftFact) -> Draft:
        """With this fact instead of the one of the same id, or at the end."""
        known = self.fact(new.id) is not None
        facts = tuple(new if fact.id == new.id else fact for fact in self.facts)
        return replace(self, facts=facts if known else (*facts, new))

    def dump(self) -> dict[str, Any]:
        return asdict(self)


def draft_of(clipping: Clipping) -> Draft:
    """The draft of a clipping; an empty one where there is none."""
    data = dict(clipping.draft or {})
    facts = tuple(_fact(one) for one in data.pop("facts", ()))
    known = {one.name for one in fields(Draft)}
    return Draft(**{name: tuple(value) for name, value in data.items() if name in known}, facts=facts)


def _fact(data: Mapping[str, Any]) -> DraftFact:
    spans = {name: tuple((start, end) for start, end in data.get(name, ())) for name in ("spans", "originals")}
    return DraftFact(**{**data, **spans})


def headline(text: str, draft: Draft) -> str:
    """The first headline of the mended text, or how it begins."""
    found = (block["result"] for block in draft.blocks if block["role"] == "headline")
    place = next(found, None)
    if place is None:
        begun = shorten(text, BEGINNING, placeholder=" …")
        return begun if begun != "…" else f"{text.strip()[: BEGINNING - 1]}…"  # no word of it fits
    return " ".join(text[place["start"] : place["end"]].split())[:LONGEST_TITLE]
