"""An archived conversation between its upload and the moment in which the office confirms it."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import Account


class ConversationUpload(models.Model):
    """Private to who brought it; gone after the import, or after a day. See `base.importing`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, verbose_name=_("uploaded by"), on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("checksum"), max_length=64)
    table = models.BinaryField(_("statements and votes, packed"))
    choices = models.JSONField(_("what was chosen so far"), default=dict)
    uploaded_at = models.DateTimeField(_("uploaded"))

    class Meta:
        verbose_name = _("uploaded conversation")
        verbose_name_plural = _("uploaded conversations")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name
