"""Tables of persons: what waits for confirmation, and what was imported."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import Upload


class PersonUpload(Upload):
    """A table between upload and confirmation. Private to who brought it; gone after the import, or after a day."""

    class Meta(Upload.Meta):
        verbose_name = _("uploaded table of persons")
        verbose_name_plural = _("uploaded tables of persons")


class PersonImport(models.Model):
    """An import of persons: which file, and what became of its rows. Holds no name of a person."""

    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("checksum"), max_length=64)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0)
    report = models.JSONField(_("rows left out, with the reason"), default=list)  # [row, column, code]
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        verbose_name = _("import of persons")
        verbose_name_plural = _("imports of persons")
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.file_name
