"""What pages say of a question, in words: until when, who may take part, how far one is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ideenschmiede.base import text
from ideenschmiede.base.models import Visibility
from ideenschmiede.deliberation.models import Audience, Question, Stage, Statement, Vote
from ideenschmiede.deliberation.queries.voting import Progress

KINDS = {Stage.DRAFT: "info", Stage.OPEN: "success", Stage.CLOSED: "info"}
ICONS = {Stage.DRAFT: "draft", Stage.OPEN: "success", Stage.CLOSED: "check"}
SOON = 7  # days


def when(question: Question, now: datetime) -> str:
    """What closes when."""
    if question.stage == Stage.CLOSED:
        ended = question.closed_at or question.closes_at
        return _("Closed on %(day)s") % {"day": _day(ended)} if ended else _("Closed")
    if question.stage == Stage.DRAFT:
        if question.opens_at is None:
            return _("In preparation")
        return _("Opens on %(time)s") % {"time": _time(question.opens_at)}
    if question.closes_at is None:
        return _("Open, without a fixed end")
    if question.closes_at <= now:
        return _("The time is over; it is about to be closed")
    return _until(question.closes_at, now)


def _until(end: datetime, now: datetime) -> str:
    days = (timezone.localdate(end) - timezone.localdate(now)).days
    clock = f"{timezone.localtime(end):%H:%M}"
    if days == 0:
        return _("Closes today at %(clock)s") % {"clock": clock}
    if days == 1:
        return _("Closes tomorrow at %(clock)s") % {"clock": clock}
    if days <= SOON:
        return ngettext("One day left, until %(time)s", "%(days)s days left, until %(time)s", days) % {
            "days": days,
            "time": _time(end),
        }
    return _("Open until %(time)s") % {"time": _time(end)}


def who_takes_part(question: Question) -> str:
    """For whom it is meant."""
    if question.audience == Audience.BODY and question.body is not None:
        return _("Those appointed to “%(body)s”") % {"body": question.body.name}
    return str(Audience(question.audience).label)


def who_sees_it(question: Question) -> str:
    return {
        Visibility.PUBLIC: _("Everybody may read it"),
        Visibility.NETWORK: _("The network only"),
        Visibility.GROUP: _("Those appointed to the body only"),
        Visibility.CONFIDENTIAL: _("Confidential: those asked only"),
    }[Visibility(question.visibility)]


def results_when(question: Question) -> str:
    """When its results can be seen."""
    if question.stage == Stage.CLOSED:
        return _("Now")
    return _("Now already") if question.results_early and not question.is_confidential else _("After the end")


def facts(question: Question, now: datetime) -> Iterator[tuple[str, str]]:
    """The key facts."""
    yield _("Until when"), when(question, now)
    if question.source:
        yield _("Taken over from"), question.source
    else:
        yield _("Who may take part"), who_takes_part(question)
        yield _("Asked by"), question.body.name if question.body else _("The network")
    yield _("Who sees it"), who_sees_it(question)
    yield _("Results"), results_when(question)


def progress(done: Progress) -> str:
    """How far somebody is."""
    if not done.all:
        return _("There are no statements yet.")
    numbers = {"done": _number(done.done), "all": _number(done.all)}
    if not done.open:
        return (
            ngettext("You have voted on the one statement.", "You have voted on all %(all)s statements.", done.all)
            % numbers
        )
    if not done.done:
        return (
            ngettext("One statement waits for your vote.", "%(all)s statements wait for your vote.", done.all) % numbers
        )
    return _("You have voted on %(done)s of %(all)s statements.") % numbers


def counted(value: int | None) -> str:
    """What was done with a press of a button; None: taken back."""
    return {
        Vote.AGREE: _("Counted: you agree."),
        Vote.DISAGREE: _("Counted: you disagree."),
        Vote.PASS: _("Counted: you abstain."),
        None: _("Taken back. Here is the statement again."),
    }[value]


def put_off() -> str:
    return _("Put off: this statement comes again at the end.")


def said(value: int) -> str:
    """A vote, as a list shows it."""
    return {Vote.AGREE: _("I agree"), Vote.DISAGREE: _("I disagree"), Vote.PASS: _("I abstain")}[value]


def became(statement: Statement) -> str:
    """What became of a statement, for who wrote it."""
    into = statement.merged_into
    if into is not None and into.status == Statement.Status.PUBLISHED:
        return _("It says the same as number %(number)s and was merged with it: “%(text)s”") % {
            "number": into.number,
            "text": into.text,
        }
    return {
        Statement.Status.PUBLISHED: _("It is shown, and others vote on it."),
        Statement.Status.WAITING: _("It is being read and appears afterwards."),
        Statement.Status.HIDDEN: _("It is not shown."),
        Statement.Status.WITHDRAWN: _("You have taken it back."),
        Statement.Status.MERGED: _("It was merged with another one."),
    }[Statement.Status(statement.status)]


def _day(moment: datetime) -> str:
    return text.long_date(timezone.localtime(moment), language=get_language())


def _time(moment: datetime) -> str:
    return text.long_time(timezone.localtime(moment), language=get_language())


def _number(value: int) -> str:
    return text.number(value, language=get_language())
