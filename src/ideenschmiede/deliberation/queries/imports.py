"""Conversations between upload and confirmation."""

from datetime import datetime
from uuid import UUID

from ideenschmiede.base.importing import kept_table
from ideenschmiede.base.models import Who
from ideenschmiede.deliberation.models import ConversationUpload


def upload_for(who: Who, pk: UUID, now: datetime) -> ConversationUpload | None:
    """An uploaded conversation of this account that is not a day old yet, else None."""
    return kept_table(ConversationUpload, who, pk, now)
