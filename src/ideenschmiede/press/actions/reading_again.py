"""Read a clipping with the choices that the office made, and keep what it has corrected."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import Draft, DraftFact, Span, draft_of
from ideenschmiede.press.queries.persons import known_organisation, known_person, places_by_key
from ideenschmiede.press.reading import Reading, read_clipping

LONGEST = 300  # characters of a value


def read_again(clipping: Clipping) -> Draft:
    """Mend the original anew, with `rejected` and `placed` as they are; sets `mended` and returns the draft.

    Facts that the office corrected, added or dropped stay so; those of the software are found anew.
    """
    reading = read_clipping(
        clipping.original, rejected=clipping.rejected, accepted=[one for one in clipping.placed.values() if one]
    )
    clipping.mended = reading.mended.text
    parts: dict[str, Any] = {
        name: tuple(asdict(one) for one in getattr(reading.mended, name))
        for name in ("changes", "open", "blocks", "proposals")
    }
    return Draft(**parts, facts=tuple(_merged(_found(reading), draft_of(clipping).facts, reading)))


def fact_id(kind: str, value: str) -> str:
    """The same for the same thing, so that a correction is found again after the text was mended otherwise."""
    return f"{kind}-{hashlib.sha256(value.encode()).hexdigest()[:10]}"


def _merged(found: Mapping[str, DraftFact], before: Iterable[DraftFact], reading: Reading) -> Iterable[DraftFact]:
    touched = {fact.id: fact for fact in before if fact.state != "found"}
    for key, fact in found.items():
        mine = touched.pop(key, None)
        yield fact if mine is None else replace(mine, spans=fact.spans, originals=fact.originals)
    for fact in touched.values():  # no longer found, or never: its places move with the letters
        moved = [place for start, end in fact.originals for place in reading.mended.to_result(start, end)]
        yield replace(fact, spans=tuple((place.start, place.end) for place in moved))


def _found(reading: Reading) -> dict[str, DraftFact]:
    origin: dict[tuple[str, int, int], tuple[Span, ...]] = {}
    for mention, places in zip(reading.facts, reading.originals, strict=True):
        origin[mention.kind, mention.start, mention.end] = tuple((place.start, place.end) for place in places)
    facts = [
        DraftFact(
            id=fact_id(thing.kind, thing.value),
            kind=thing.kind,
            value=thing.value[:LONGEST],
            detail=dict(thing.attributes),
            confidence=thing.confidence,
            spans=tuple((one.start, one.end) for one in thing.mentions),
            originals=tuple(span for one in thing.mentions for span in origin[one.kind, one.start, one.end]),
        )
        for thing in reading.things
    ]
    return {fact.id: fact for fact in _linked(facts)}


def _linked(facts: list[DraftFact]) -> Iterable[DraftFact]:
    """With the rows that they surely mean."""
    keys = [fact.value for fact in facts if fact.kind == Mention.Kind.PLACE]
    keys += [fact.detail["place"] for fact in facts if fact.detail.get("place")]
    places = {key: place.pk for key, place in places_by_key(keys).items()}
    for fact in facts:
        if fact.kind == Mention.Kind.PLACE:
            yield replace(fact, place=places.get(fact.value))
        elif fact.kind == Mention.Kind.PERSON:
            place = places.get(fact.detail.get("place", ""))
            person, new = known_person(fact.detail, place)
            yield replace(fact, place=place, person=person, new_person=new)
        elif fact.kind == Mention.Kind.ORGANISATION:
            yield replace(fact, organisation=known_organisation(fact.value, fact.detail.get("abbreviation", "")))
        else:
            yield fact
