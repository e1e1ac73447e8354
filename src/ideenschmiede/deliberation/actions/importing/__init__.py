"""Conversations that were held elsewhere come in as archived questions, from the exports of Polis.

files = unpack([("export.zip", b"…")])          # which file is which
conversation = read_conversation(files)         # `ConversationError` names file, line and column
import_conversation(conversation=conversation, …)
"""

from ideenschmiede.deliberation.actions.importing.packing import pack, unpacked
from ideenschmiede.deliberation.actions.importing.reading import MOST_VOTES, Read, read_conversation
from ideenschmiede.deliberation.actions.importing.sheets import ConversationError
from ideenschmiede.deliberation.actions.importing.storing import AlreadyImported, import_conversation
from ideenschmiede.deliberation.actions.importing.unpacking import unpack
from ideenschmiede.deliberation.actions.importing.uploads import forget_upload, keep_upload

__all__ = [
    "MOST_VOTES",
    "AlreadyImported",
    "ConversationError",
    "Read",
    "forget_upload",
    "import_conversation",
    "keep_upload",
    "pack",
    "read_conversation",
    "unpack",
    "unpacked",
]
