"""Seal committed events into a chain of hashes, and verify the chain.

Writers never wait for each other: they only insert. One sealer at a time locks the head's row, gives each waiting
event the next position and hashes it with the hash of the one before. An event that commits late is simply
sealed later; positions stay gapless.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC

from django.db import transaction

from ideenschmiede.base.models import ChronicleHead, Event

BATCH = 500


@dataclass(frozen=True)
class Broken:
    """The first position at which the chain does not hold, and why (a word for the log, not translated)."""

    position: int
    reason: str


def digest(event: Event, position: int, previous: str) -> str:
    """SHA-256 over position, previous hash and the event's content, as canonical JSON."""
    content = [
        position,
        previous,
        event.time.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor,
        event.verb,
        event.subject_type,
        event.subject_id,
        event.visibility,
        event.data,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def _seal_batch() -> int:
    ChronicleHead.objects.get_or_create(pk=1)
    head = ChronicleHead.objects.select_for_update().get(pk=1)
    events = list(Event.objects.waiting()[:BATCH])
    for event in events:
        event.position = head.position + 1
        event.hash = digest(event, event.position, head.hash)
        head.position, head.hash = event.position, event.hash
    if events:
        Event.objects.write_seals(events)
        head.save()
    return len(events)


def seal() -> int:
    """Seal everything that waits, in batches; returns how many events were sealed."""
    total = 0
    while Event.objects.waiting().exists():
        total += _seal_batch()
    return total


def verify() -> Broken | None:
    """Walk the whole chain; None when it holds, else the first place where it does not."""
    position, previous = 0, ""
    for event in Event.objects.sealed().iterator(chunk_size=2000):
        position += 1
        if event.position != position:
            return Broken(position, "an event is missing")
        if event.hash != digest(event, position, previous):
            return Broken(position, "the event was changed after it was sealed")
        previous = event.hash
    head = ChronicleHead.objects.first() or ChronicleHead()
    if (head.position, head.hash) != (position, previous):
        return Broken(head.position, "the head does not fit the last event")
    return None
