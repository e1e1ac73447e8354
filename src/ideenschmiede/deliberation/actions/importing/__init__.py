"""Conversations that were held elsewhere come in as archived questions, from the exports of Polis.

files = unpack([("export.zip", b"…")])          # which file is which
conversation = read_conversation(files)         # `ConversationError` names file, line and column
import_conversation(conversation=conversation, …)
"""

from ideenschmiede.deliberation.actions.importing.packing import pack, unpacked
from ideenschmiede.deliberation.actions.importing.reading import Read, read_conversation
from ideenschmiede.deliberation.actions.importing.sheets import ConversationError
from ideenschmiede.deliberation.actions.importing.storing import (
    LONGEST_SOURCE,
    LONGEST_TITLE,
    AlreadyImported,
    import_conversation,
)
from ideenschmiede.deliberation.actions.importing.unpacking import kind_of, unpack
from ideenschmiede.deliberation.actions.importing.uploads import forget_upload, import_upload, keep_upload

__all__ = [
    "LONGEST_SOURCE",
    "LONGEST_TITLE",
    "AlreadyImported",
    "ConversationError",
    "Read",
    "forget_upload",
    "import_conversation",
    "import_upload",
    "keep_upload",
    "kind_of",
    "pack",
    "read_conversation",
    "unpack",
    "unpacked",
]
