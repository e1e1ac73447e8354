"""What goes into the index, and the errors that its callers can act on."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Document:
    """One thing that can be found; an app's `documents.py` builds these.

    `kind` and `key` together name it (kind in lower-case letters, key any short text, mostly the primary key).
    `text` is searched by words; `meaning` is the short text that is embedded (the title and the gist).
    `facets` are filterable labels "group:value" such as "topic:energie" or "land:05".
    `numbers` are filterable and sortable columns (cost, year, the id of the place); missing ones read as NaN.
    """

    kind: str
    key: str
    title: str
    text: str
    meaning: str = ""
    visibility: str = "public"
    url: str = ""
    facets: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)


class SearchError(Exception):
    """Something about the index that an operator can act on."""


class WriterBusy(SearchError):
    """Another process is writing to this index; there is only one writer at a time."""


class IndexMissing(SearchError):
    """No index has been built here yet: run the rebuild first."""
