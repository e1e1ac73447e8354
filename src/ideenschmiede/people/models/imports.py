"""Tables of persons: what waits for confirmation, and what was imported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import ImportReport, Upload


class PersonUpload(Upload):
    """A table between upload and confirmation. Private to who brought it; gone after the import, or after a day."""

    class Meta(Upload.Meta):
        verbose_name = _("uploaded table of persons")
        verbose_name_plural = _("uploaded tables of persons")


class PersonImport(ImportReport):
    """An import of persons. Holds no name of a person: its rows are [row, column, code]."""

    class Meta(ImportReport.Meta):
        verbose_name = _("import of persons")
        verbose_name_plural = _("imports of persons")
