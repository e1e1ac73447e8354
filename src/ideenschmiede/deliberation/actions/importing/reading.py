"""From the files of a Polis export to a conversation.

The column `xid` (who somebody is elsewhere) is personal data and is never read. Nor are figures that follow from the
votes: who is in which group, how many agree.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from django.utils.translation import gettext as _

from ideenschmiede.base.plain import LINE_ENDS, UNWANTED, plain
from ideenschmiede.base.tables import without_guard
from ideenschmiede.deliberation.actions.importing.sheets import SHOWN, ConversationError, Kind, Line, Sheet
from ideenschmiede.deliberation.models import Statement
from ideenschmiede.deliberation.queries.conversations import UNKNOWN, Comment, Conversation, Votes, last_votes

MOST_VOTES = 3_000_000
LARGEST_NUMBER = 2**31 - 1  # of a comment
DIGITS = 20  # more than any number of a comment has
LATEST = 4_102_444_800_000  # milliseconds since 1970: the year 2100
LONGEST = Statement._meta.get_field("text").max_length or 0
NUMBER = ("comment-id", "statement", "statement-id")
VOTER = ("voter-id", "participant", "participant-id")
VALUES = {"1": 1, "0": 0, "-1": -1, "1.0": 1, "0.0": 0, "-1.0": -1, "'-1": -1}


@dataclass(frozen=True)
class Read:
    """A conversation, and what one should know of how it was read: participants who never voted (they are left out),
    and pairs on which votes.csv and participants-votes.csv do not agree (votes.csv counts)."""

    conversation: Conversation
    silent: int = 0
    contradictions: int = 0


def read_conversation(files: Mapping[Kind, Sheet]) -> Read:
    """All or nothing. Raises `ConversationError`, which names file, line and column."""
    if Kind.COMMENTS not in files:
        raise ConversationError(_("The file comments.csv is missing: it has the statements."))
    if Kind.VOTES not in files and Kind.PARTICIPANTS not in files:
        raise ConversationError(_("The votes are missing: votes.csv or participants-votes.csv."))
    comments = _comments(files[Kind.COMMENTS])
    known = {comment.number for comment in comments}
    table, silent = _by_participant(files[Kind.PARTICIPANTS], known) if Kind.PARTICIPANTS in files else (None, 0)
    votes = last_votes(_by_line(files[Kind.VOTES], known)) if Kind.VOTES in files else table
    assert votes is not None
    about = _about(files[Kind.SUMMARY]) if Kind.SUMMARY in files else {}
    return Read(
        Conversation(
            title=plain(about.get("topic", "")),
            description=plain(about.get("conversation-description", "")),
            url=plain(about.get("url", "")),
            comments=comments,
            votes=votes,
        ),
        silent=silent,
        contradictions=_contradictions(votes, table) if table is not None and table is not votes else 0,
    )


def _about(sheet: Sheet) -> dict[str, str]:
    """Key and value a line; further cells belong to a description with commas that somebody forgot to quote."""
    return {line.cells[0].strip(): ",".join(line.cells[1:]) for line in sheet.lines()}


def _comments(sheet: Sheet) -> tuple[Comment, ...]:
    number, text = sheet.column(*NUMBER), sheet.column("comment-body", "text")
    moderated, author = sheet.column_or_none("moderated"), sheet.column_or_none("author-id")
    time = sheet.column_or_none("timestamp")
    found: dict[int, Comment] = {}
    for line in sheet.rows():
        comment = Comment(
            sheet.number(line, number, LARGEST_NUMBER),
            _text(sheet, line, text),
            1 if moderated is None else _moderated(sheet, line, moderated),
            sheet.number_or_none(line, author),
            _moment(sheet.number_or_none(line, time, LATEST)),
        )
        if comment.number in found:
            sheet.refuse(line, number, _("the comment %(number)s is there twice") % {"number": comment.number})
        found[comment.number] = comment
    if not found:
        raise ConversationError(_("%(file)s has no statements.") % {"file": sheet.name})
    return tuple(found[number] for number in sorted(found))


def _text(sheet: Sheet, line: Line, column: int) -> str:
    text = without_guard(UNWANTED.sub("", LINE_ENDS.sub("\n", line.cells[column])))
    if not text.strip():
        sheet.refuse(line, column, _("the statement is empty"))
    if len(text) > LONGEST:
        sheet.refuse(line, column, _("the statement has more than %(most)s characters") % {"most": LONGEST})
    return text


def _moderated(sheet: Sheet, line: Line, column: int) -> int:
    cell = line.cells[column].strip()
    if cell not in VALUES:
        sheet.refuse(
            line, column, _("“%(cell)s” is not 1 (accepted), 0 (not read yet) or -1 (kept out)") % {"cell": cell}
        )
    return VALUES[cell]


def _vote(sheet: Sheet, line: Line, column: int) -> int:
    cell = line.cells[column]
    value = VALUES.get(cell)
    if value is None:
        sheet.refuse(line, column, _("“%(cell)s” is not 1 (agree), 0 (pass) or -1 (disagree)") % {"cell": cell[:SHOWN]})
    return value


def _by_line(sheet: Sheet, known: set[int]) -> Votes:
    """votes.csv: a line a vote."""
    person, comment, value = sheet.column(*VOTER), sheet.column(*NUMBER), sheet.column("vote", "value")
    time = sheet.column_or_none("timestamp")
    found = _Growing()
    for line in sheet.rows():
        number = sheet.number(line, comment)
        if number not in known:
            sheet.refuse(line, comment, _("comments.csv has no comment %(number)s") % {"number": number})
        at = sheet.number_or_none(line, time, LATEST)
        found.add(sheet.number(line, person), number, _vote(sheet, line, value), UNKNOWN if at is None else at)
    return found.votes()


def _by_participant(sheet: Sheet, known: set[int]) -> tuple[Votes, int]:
    """participants-votes.csv: a line a participant, a column a comment; and how many have no vote at all."""
    person = sheet.column(*VOTER)
    numbers = ((place, name) for place, name in enumerate(sheet.header) if name.isascii() and name.isdecimal())
    columns = [(place, int(name[:DIGITS])) for place, name in numbers]
    if unknown := sorted({number for _place, number in columns} - known):
        message = _("%(file)s has votes on comment %(number)s, which comments.csv does not have.")
        raise ConversationError(message % {"file": sheet.name, "number": unknown[0]})
    found, seen, silent = _Growing(), set[int](), 0
    for line in sheet.rows():
        voter = sheet.number(line, person)
        if voter in seen:
            sheet.refuse(line, person, _("the participant %(number)s is there twice") % {"number": voter})
        seen.add(voter)
        before = len(found)
        for place, number in columns:
            if line.cells[place]:
                found.add(voter, number, _vote(sheet, line, place), UNKNOWN)
        silent += len(found) == before
    return found.votes(), silent


class _Growing:
    """Votes while they are read, eight bytes a figure."""

    def __init__(self) -> None:
        self.parts = tuple(array("q") for _part in range(4))

    def __len__(self) -> int:
        return len(self.parts[0])

    def add(self, *figures: int) -> None:
        """Voter, comment, value, time."""
        for part, figure in zip(self.parts, figures, strict=True):
            part.append(figure)
        if len(self) > MOST_VOTES:
            raise ConversationError(_("The files have more than three million votes."))

    def votes(self) -> Votes:
        voters, comments, values, times = (np.array(part, dtype=np.int64) for part in self.parts)
        return Votes(voters, comments, values.astype(np.int8), times)


def _contradictions(votes: Votes, table: Votes) -> int:
    """Pairs on which two tables of the same votes do not agree."""
    first, second = (
        set(zip(one.voters.tolist(), one.comments.tolist(), one.values.tolist(), strict=True)) for one in (votes, table)
    )
    return len({(voter, comment) for voter, comment, _value in first ^ second})


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, UTC)
