"""What the search finds: one entry per kind of thing, each made by its app's `documents.py`."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from ideenschmiede.base.models import Event
from ideenschmiede.base.search import Document
from ideenschmiede.deliberation.documents import Decisions, Questions
from ideenschmiede.groups.documents import Groups, Papers
from ideenschmiede.ideas.documents import Ideas
from ideenschmiede.people.documents import Organisations, Persons
from ideenschmiede.places.documents import Places
from ideenschmiede.press.documents import Articles, Releases
from ideenschmiede.transfer.documents import Needs, Practices


class Documents(Protocol):
    """How the index asks an app for its documents."""

    kind: str

    def touched_by(self, event: Event) -> list[int] | None:
        """Ids that an event may have changed; None means: all."""

    def all_ids(self) -> list[int]: ...

    def build(self, ids: Iterable[int]) -> Iterator[Document]:
        """Documents of those ids that are still there; the others leave the index."""


DOCUMENTS: tuple[Documents, ...] = (
    Practices(),
    Needs(),
    Persons(),
    Organisations(),
    Questions(),
    Decisions(),
    Groups(),
    Papers(),
    Ideas(),
    Releases(),
    Articles(),
    Places(),
)
