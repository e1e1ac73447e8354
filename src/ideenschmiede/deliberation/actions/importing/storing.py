"""Store a conversation that was held elsewhere as a question that is closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.chronicle import record
from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Visibility, Who
from ideenschmiede.base.plain import one_line, plain
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.importing.sheets import ConversationError
from ideenschmiede.deliberation.models import Audience, Question, Stage, Statement, Vote
from ideenschmiede.deliberation.queries.conversations import STATUS, UNKNOWN, Conversation, Votes
from ideenschmiede.deliberation.rules.archives import may_import
from ideenschmiede.deliberation.tasks.maps import wish_map

BATCH = 5_000  # rows written together
AT_ONCE = (
    "INSERT INTO deliberation_vote (question_id, statement_id, voter, value, at) "
    "SELECT %s, * FROM unnest(%s::bigint[], %s::bigint[], %s::smallint[], %s::timestamptz[])"
)
ONE_BY_ONE = "INSERT INTO deliberation_vote (question_id, statement_id, voter, value, at) VALUES (%s, %s, %s, %s, %s)"
LONGEST_TITLE = Question._meta.get_field("title").max_length or 0
LONGEST_SOURCE = Question._meta.get_field("source").max_length or 0
LONGEST_CONTEXT = 5_000


class AlreadyImported(ActionError):
    """The conversation is there already: `question`."""

    def __init__(self, question: Question) -> None:
        super().__init__(_("This conversation was imported before: “%(title)s”.") % {"title": question.title})
        self.question = question


@transaction.atomic
@writing()
def import_conversation(
    *, conversation: Conversation, title: str, source: str, visibility: Visibility, by: Who | None, at: datetime
) -> Question:
    """Store a question that is closed, with its statements and votes under the numbers that they had; a map is drawn.

    `source`: who published it, and under which licence. `visibility`: public or network.
    Raises `ConversationError` for a title or source that is missing or too long, and `AlreadyImported`.
    """
    require(may_import, by)
    title, source = one_line(title), one_line(source)
    _check(title, source, visibility)
    question = Question(
        title=title,
        context=_shortened(plain(conversation.description)),
        source=source,
        visibility=visibility,
        audience=Audience.NETWORK,
        stage=Stage.CLOSED,
        created_by=by if isinstance(by, Account) else None,
        created_at=at,
        changed_at=at,
    )
    question.opens_at, question.closed_at = _span(conversation, at)
    question.save()
    pk_of = _store_statements(question, conversation)
    _store_votes(question, conversation.votes, pk_of)
    record(
        verb="question.imported",
        subject=question,
        by=by,
        at=at,
        visibility=visibility,
        data={"statements": len(conversation.comments), "votes": len(conversation.votes)},
    )
    transaction.on_commit(partial(wish_map, question.pk))
    return question


def _check(title: str, source: str, visibility: Visibility) -> None:
    if visibility not in (Visibility.PUBLIC, Visibility.NETWORK):
        raise ConversationError(_("What was public elsewhere can be shown to everybody or to the network."))
    if not title or len(title) > LONGEST_TITLE:
        raise ConversationError(_("Please give a title of at most %(most)s characters.") % {"most": LONGEST_TITLE})
    if not source or len(source) > LONGEST_SOURCE:
        message = _(
            "Please say who published the conversation and under which licence, in at most %(most)s characters."
        )
        raise ConversationError(message % {"most": LONGEST_SOURCE})
    there = Question.objects.filter(title=title, source=source).first()
    if there is not None:
        raise AlreadyImported(there)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_CONTEXT else text[: LONGEST_CONTEXT - 1] + "…"


def _span(conversation: Conversation, at: datetime) -> tuple[datetime | None, datetime]:
    """When it began and ended, as far as it says so."""
    times = [one.at for one in conversation.comments if one.at is not None]
    known = conversation.votes.times[conversation.votes.times != UNKNOWN]
    if len(known):
        times += [_moment(int(known.min())), _moment(int(known.max()))]
    return (min(times), max(times)) if times else (None, at)


def _store_statements(question: Question, conversation: Conversation) -> Mapping[int, int]:
    """Number → key."""
    statements = [
        Statement(
            question=question,
            number=comment.number,
            text=comment.text,
            voter=comment.author,
            status=STATUS[comment.moderated],
            created_at=comment.at,
        )
        for comment in conversation.comments
    ]
    Statement.objects.bulk_create(statements, batch_size=BATCH)
    return dict(Statement.objects.filter(question=question).values_list("number", "pk"))


def _store_votes(question: Question, votes: Votes, pk_of: Mapping[int, int]) -> None:
    """Into the table itself, in the quickest way of each database: as objects, a quarter of a million take six times as
    long."""
    with connection.cursor() as cursor:
        for start in range(0, len(votes), BATCH):
            part = votes.taken(slice(start, start + BATCH))
            statements = [pk_of[number] for number in part.comments.tolist()]
            columns = [statements, part.voters.tolist(), part.values.tolist(), _times(part)]
            if connection.vendor == "postgresql":
                cursor.execute(AT_ONCE, [question.pk, *columns])
            else:
                cursor.executemany(ONE_BY_ONE, [(question.pk, *row) for row in zip(*columns, strict=True)])


def _times(votes: Votes) -> list[Any]:
    written = Vote._meta.get_field("at").get_db_prep_save
    return [None if time == UNKNOWN else written(_moment(time), connection) for time in votes.times.tolist()]


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
