"""What a question and a decision have in common: prepared, open for a time, closed; and who sees it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideenschmiede.base.models import Visibility
from ideenschmiede.base.plain import slug_of


class Stage(models.TextChoices):
    """Where a question or decision stands."""

    DRAFT = "draft", _("In preparation")
    OPEN = "open", pgettext_lazy("question", "Open")
    CLOSED = "closed", _("Closed")


class Matter(models.Model):
    """Something that people are asked, or that they decide; its `title` and `closes_at` are called differently."""

    title: models.CharField[str, str]
    called: ClassVar[str]  # in the address of one whose title has no letters

    context = models.TextField(_("what it is about"), max_length=5_000, blank=True, default="")
    visibility = models.CharField(
        _("visibility"), max_length=12, choices=Visibility.choices, default=Visibility.NETWORK
    )
    stage = models.CharField(_("stage"), max_length=6, choices=Stage.choices, default=Stage.DRAFT)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_confidential(self) -> bool:
        return self.visibility == Visibility.CONFIDENTIAL

    @property
    def slug(self) -> str:
        """The readable part of its address."""
        return slug_of(self.title, self.called)
