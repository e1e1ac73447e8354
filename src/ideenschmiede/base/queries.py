"""Reads on topics, accounts, the state of the installation, and the demo's outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ideenschmiede.base import chronicle, tasks
from ideenschmiede.base.models import Account, Event, SentAttachment, SentMail, Topic
from ideenschmiede.base.search import SearchError, layout

LONGEST_WALK = timedelta(hours=1)  # a walk through millions of events takes minutes


def topics() -> list[Topic]:
    """All topics of the network, in their order."""
    return list(Topic.objects.all())


def accounts(search: str = "") -> QuerySet[Account]:
    """Accounts with their roles, by name; those whose name or e-mail address holds every word of `search`."""
    found = Account.objects.prefetch_related("grants").order_by("name", "pk")
    for word in search.replace("\x00", " ").split()[:10]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return found


def account(pk: int) -> Account | None:
    """One account with its roles."""
    return Account.objects.prefetch_related("grants").filter(pk=pk).first()


def outbox(limit: int = 50) -> list[SentMail]:
    """The latest mails that the demo kept, with the names of what was attached. Two queries."""
    names = Prefetch("attachments", SentAttachment.objects.defer("content"))
    return list(SentMail.objects.prefetch_related(names)[:limit])


def sent_attachment(pk: int) -> SentAttachment | None:
    """A file that was attached to a mail which the demo kept."""
    return SentAttachment.objects.filter(pk=pk).first()


@dataclass(frozen=True)
class Verification:
    """The last walk through the chronicle: still under way (`finished` is None), or with its result."""

    asked: datetime
    finished: datetime | None
    holds: bool | None
    events: int
    position: int

    def under_way(self, at: datetime) -> bool:
        """False also for a walk that has not come back for an hour: it is not waited for any longer."""
        return self.finished is None and at - self.asked < LONGEST_WALK


@dataclass(frozen=True)
class Installation:
    """What the operator wants to know at a glance. `index` is None where there is no search index."""

    version: str
    database: str
    head: int
    waiting: int
    index: int | None
    verification: Verification | None
    tasks_waiting: int
    tasks_failed: int
    accounts: int

    @property
    def index_behind(self) -> int:
        """How many sealed events the search does not know yet."""
        return max(0, self.head - (self.index or 0))


def installation() -> Installation:
    """The state of this installation, in a handful of queries whatever its size."""
    work = DBTaskResult.objects.order_by()
    return Installation(
        version=settings.VERSION,
        database="PostgreSQL" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "SQLite",
        head=chronicle.head(),
        waiting=Event.objects.waiting().count(),
        index=_index_position(),
        verification=last_verification(),
        tasks_waiting=work.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).count(),
        tasks_failed=work.failed().count(),
        accounts=Account.objects.filter(is_active=True).count(),
    )


def last_verification() -> Verification | None:
    """The latest task that walked, walks or will walk through the chronicle."""
    last = DBTaskResult.objects.filter(task_path=tasks.verify_chronicle.module_path).order_by("-enqueued_at").first()
    if last is None:
        return None
    result = last.return_value or {}
    return Verification(
        asked=last.enqueued_at,
        finished=last.finished_at,
        holds=result.get("holds") if last.finished_at else None,
        events=result.get("events", 0),
        position=result.get("position", 0),
    )


def _index_position() -> int | None:
    """As the index itself says, without opening it."""
    try:
        generation = layout.current_generation(settings.INDEX_DIR)
        return int((generation / layout.POSITION).read_text(encoding="ascii")) if generation else None
    except (SearchError, OSError, ValueError):
        return None
