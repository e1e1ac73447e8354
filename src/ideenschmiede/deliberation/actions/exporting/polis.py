"""The files of a Polis export: summary.csv, comments.csv, votes.csv, participants-votes.csv."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import numpy as np

from ideenschmiede.base.models import Who
from ideenschmiede.base.tables import harmless
from ideenschmiede.deliberation.actions.exporting.taking import Taken, take_votes
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.queries.conversations import UNKNOWN, milliseconds

COMMENTS = ("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body")
VOTES = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
PARTICIPANTS = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
WRITTEN = (1980, 1, 1, 0, 0, 0)  # the same export twice is the same file; zip knows no earlier time

Row = Sequence[object]


def polis_zip(*, question: Question, by: Who | None, at: datetime) -> bytes:
    """The files of `polis_files` in one. Raises `NotForExport`."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in polis_files(question=question, by=by, at=at).items():
            archive.writestr(zipfile.ZipInfo(name, WRITTEN), text.encode(), zipfile.ZIP_DEFLATED)
    return file.getvalue()


def polis_files(*, question: Question, by: Who | None, at: datetime) -> dict[str, str]:
    """Name → text. Raises `NotForExport`."""
    taken = take_votes(question=question, by=by, at=at)
    return {
        "summary.csv": _csv(_summary(taken)),
        "comments.csv": _csv(_comments(taken)),
        "votes.csv": _csv(_votes(taken)),
        "participants-votes.csv": _csv(_participants(taken)),
    }


def _csv(rows: Iterable[Row]) -> str:
    """As Polis writes it; what a spreadsheet would run is made harmless, and reading takes that back."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue()


def _summary(taken: Taken) -> Iterator[Row]:
    found = taken.conversation
    people = len(found.votes.people)
    yield "topic", found.title
    yield "url", found.url
    yield "source", taken.source
    yield "voters", people
    yield "voters-in-conv", people
    yield "commenters", len({one.author for one in found.comments if one.author is not None})
    yield "comments", len(found.comments)
    yield "groups", int(taken.groups.max(initial=-1)) + 1
    yield "conversation-description", found.description


def _comments(taken: Taken) -> Iterator[Row]:
    votes = taken.conversation.votes
    agreed, disagreed = (Counter(votes.comments[votes.values == value].tolist()) for value in (1, -1))
    yield COMMENTS
    for one in taken.conversation.comments:
        author = "" if one.author is None else one.author
        given = agreed[one.number], disagreed[one.number]
        yield *_moment(milliseconds(one.at)), one.number, author, *given, one.moderated, one.text


def _votes(taken: Taken) -> Iterator[Row]:
    votes = taken.conversation.votes
    columns = (votes.times.tolist(), votes.comments.tolist(), votes.voters.tolist(), votes.values.tolist())
    moments = {time: _moment(time) for time in set(columns[0])}
    yield VOTES
    for time, comment, voter, value in zip(*columns, strict=True):
        yield *moments[time], comment, voter, value


def _participants(taken: Taken) -> Iterator[Row]:
    found, votes = taken.conversation, taken.conversation.votes
    numbers = [one.number for one in found.comments]
    place = {number: at for at, number in enumerate(numbers)}
    written = Counter(one.author for one in found.comments)
    columns = np.array([place[number] for number in votes.comments.tolist()], dtype=np.int64)
    order = np.argsort(votes.voters, kind="stable")
    parts = np.searchsorted(votes.voters[order], votes.people)
    yield *PARTICIPANTS, *numbers
    for voter, group, mine in zip(votes.people.tolist(), taken.groups, np.split(order, parts)[1:], strict=True):
        given = votes.values[mine]
        row: list[object] = [""] * len(numbers)
        for at, value in zip(columns[mine].tolist(), given.tolist(), strict=True):
            row[at] = value
        counts = len(mine), int((given == 1).sum()), int((given == -1).sum())
        yield voter, "" if group < 0 else int(group), written[voter], *counts, *row


def _moment(time: int) -> tuple[object, str]:
    """Milliseconds since 1970, and the day; nothing for a time that nobody knows."""
    return ("", "") if time == UNKNOWN else (time, f"{datetime.fromtimestamp(time / 1000, UTC):%Y-%m-%d}")
