"""The chronicle: what happened, append-only, sealed into a chain of hashes (DESIGN §4.3).

Actions call `record` inside their transaction, imports `record_many`. The sealer gives each committed event its
position. Readers (search index, feeds, digests) follow `sealed_after(position)`.
"""

from ideenschmiede.base.chronicle.reading import head, sealed_after
from ideenschmiede.base.chronicle.recording import record, record_many
from ideenschmiede.base.chronicle.sealing import Broken, seal, verify

__all__ = ["Broken", "head", "record", "record_many", "seal", "sealed_after", "verify"]
