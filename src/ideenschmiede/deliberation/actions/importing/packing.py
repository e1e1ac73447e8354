"""A conversation that was read, as bytes: between its upload and the moment in which it is confirmed."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from datetime import datetime

import numpy as np

from ideenschmiede.deliberation.actions.importing.reading import Read
from ideenschmiede.deliberation.queries.conversations import Comment, Conversation, Votes


def pack(read: Read) -> bytes:
    """As bytes that `unpacked` reads."""
    found = read.conversation
    about = {
        "title": found.title,
        "description": found.description,
        "url": found.url,
        "silent": read.silent,
        "contradictions": read.contradictions,
        "comments": [{**asdict(one), "at": one.at.isoformat() if one.at else None} for one in found.comments],
    }
    file = io.BytesIO()
    np.savez_compressed(
        file,
        about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8),
        voters=found.votes.voters,
        comments=found.votes.comments,
        values=found.votes.values,
        times=found.votes.times,
    )
    return file.getvalue()


def unpacked(packed: bytes) -> Read:
    """What `pack` wrote."""
    with np.load(io.BytesIO(packed), allow_pickle=False) as parts:
        about = json.loads(parts["about"].tobytes())
        votes = Votes(parts["voters"], parts["comments"], parts["values"], parts["times"])
    comments = tuple(_comment(**one) for one in about["comments"])
    conversation = Conversation(about["title"], about["description"], about["url"], comments, votes)
    return Read(conversation, about["silent"], about["contradictions"])


def _comment(number: int, text: str, moderated: int, author: int | None, at: str | None) -> Comment:
    return Comment(number, text, moderated, author, datetime.fromisoformat(at) if at else None)
