"""An uploaded conversation is kept until the office has looked at it: private to its account, for a day at most."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ideenschmiede.base.importing import keep
from ideenschmiede.base.models import Account
from ideenschmiede.base.rules import require
from ideenschmiede.deliberation.actions.importing.packing import pack, unpacked
from ideenschmiede.deliberation.actions.importing.reading import read_conversation
from ideenschmiede.deliberation.actions.importing.sheets import ConversationError
from ideenschmiede.deliberation.actions.importing.storing import import_conversation
from ideenschmiede.deliberation.actions.importing.unpacking import unpack
from ideenschmiede.deliberation.models import ConversationUpload, Question
from ideenschmiede.deliberation.queries.conversations import Conversation
from ideenschmiede.deliberation.rules.archives import may_import


@transaction.atomic
def keep_upload(*, files: Sequence[tuple[str, bytes]], by: Account, at: datetime) -> ConversationUpload:
    """Read the files of one conversation and keep what they say, but not the files. Raises `ConversationError`."""
    require(may_import, by)
    read = read_conversation(unpack(files))
    checksum = hashlib.sha256()
    for _name, content in files:
        checksum.update(content)
    return keep(
        ConversationUpload,
        file_name=", ".join(name for name, _content in files),
        sha256=checksum.hexdigest(),
        packed=pack(read),
        choices={},
        by=by,
        at=at,
    )


def import_upload(*, upload: ConversationUpload, **fields: Any) -> Question:
    """Store what was kept, and forget it. `fields` and errors: those of `import_conversation`, and `ConversationError`
    where it was imported or discarded meanwhile.

    Whoever presses twice at once stores it once: the second waits for the first, and then it is gone. It is unpacked
    before, so that nobody waits for that who writes something else.
    """
    return _import_once(upload, unpacked(bytes(upload.table)).conversation, fields)


@transaction.atomic
def _import_once(upload: ConversationUpload, conversation: Conversation, fields: dict[str, Any]) -> Question:
    if not ConversationUpload.objects.select_for_update().filter(pk=upload.pk).values_list("pk"):
        raise ConversationError(_("These files were imported or discarded already. Please bring them again."))
    question = import_conversation(conversation=conversation, **fields)
    forget_upload(upload=upload)
    return question


def forget_upload(*, upload: ConversationUpload) -> None:
    """It is not needed any longer."""
    upload.delete()
