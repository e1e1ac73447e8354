"""What others bring to an idea: support, comments, help, and changes to its text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideenschmiede.base.models import Account
from ideenschmiede.ideas.models.ideas import Idea, Version


class Support(models.Model):
    """Somebody wants this idea to go on; can be withdrawn."""

    idea = models.ForeignKey(Idea, verbose_name=_("idea"), on_delete=models.CASCADE, related_name="supports")
    account = models.ForeignKey(Account, verbose_name=_("by"), on_delete=models.CASCADE, related_name="supports")
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        constraints = [models.UniqueConstraint(fields=["idea", "account"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.account_id}"


class Comment(models.Model):
    """What somebody says to an idea."""

    idea = models.ForeignKey(Idea, verbose_name=_("idea"), on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("comment"), max_length=2_000)
    author = models.ForeignKey(
        Account, verbose_name=_("author"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"))
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    hidden_reason = models.CharField(_("reason"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.pk}"


class Offer(models.Model):
    """“I bring …”: somebody offers help, or answers the call for partners."""

    idea = models.ForeignKey(Idea, verbose_name=_("idea"), on_delete=models.CASCADE, related_name="offers")
    text = models.TextField(_("I bring"), max_length=1_000)
    author = models.ForeignKey(
        Account, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answers_call = models.BooleanField(_("answers the call for partners"), default=False)
    at = models.DateTimeField(_("time"))
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.pk}"


class Change(models.Model):
    """A change to the text that somebody proposes; accepted, or not with a reason."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("question", "Open")
        ACCEPTED = "accepted", pgettext_lazy("decision", "Accepted")
        DECLINED = "declined", _("Not accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    idea = models.ForeignKey(Idea, verbose_name=_("idea"), on_delete=models.CASCADE, related_name="changes")
    base = models.ForeignKey(Version, verbose_name=_("based on"), on_delete=models.CASCADE, related_name="changes")
    text = models.JSONField(_("proposed text"))  # field → text, only of fields that change
    why = models.TextField(_("why"), max_length=1_000, blank=True, default="")
    author = models.ForeignKey(
        Account, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"))
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.OPEN)
    reason = models.TextField(_("reason"), max_length=1_000, blank=True, default="")
    decided_by = models.ForeignKey(
        Account, verbose_name=_("decided by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    version = models.OneToOneField(
        Version, verbose_name=_("became"), null=True, blank=True, on_delete=models.SET_NULL, related_name="change"
    )

    class Meta:
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.status}"
