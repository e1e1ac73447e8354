"""The operator's own pages (imprint, privacy, accessibility), and the days whose work was done."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SitePage(models.Model):
    """A page that the law asks for and whose text only the operator can know."""

    class Kind(models.TextChoices):
        IMPRINT = "impressum", _("Imprint")
        PRIVACY = "datenschutz", _("Privacy")
        ACCESSIBILITY = "barrierefreiheit", _("Accessibility statement")

    kind = models.CharField(_("page"), max_length=20, choices=Kind.choices, unique=True)
    text_de = models.TextField(_("German text"), max_length=50_000)
    text_en = models.TextField(_("English text"), max_length=50_000, blank=True, default="")
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("page of the operator")
        verbose_name_plural = _("pages of the operator")

    def __str__(self) -> str:
        return self.get_kind_display()

    def text(self, language: str) -> str:
        """The text in this language, else in German."""
        return (self.text_en if language.startswith("en") else "") or self.text_de


class Day(models.Model):
    """A day on which the daily work was enqueued; `done_at` when it was done (see calendar.py)."""

    date = models.DateField(_("day"), unique=True)
    done_at = models.DateTimeField(_("done"), null=True)

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")

    def __str__(self) -> str:
        return self.date.isoformat()
