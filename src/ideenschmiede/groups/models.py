"""Working groups: their mandate, tasks, documents, and how they are handed over and closed.

Who belongs to a group, and as what, is an appointment to its `people.Body`; nothing of it is repeated here.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import Account, Topic, Visibility
from ideenschmiede.people.models import Body, Person


class WorkingGroup(models.Model):
    """What a body of the kind “working group” is to do. Its name and address come from the body."""

    body = models.OneToOneField(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="working_group", primary_key=True
    )
    aim = models.TextField(_("aim"), max_length=2_000, blank=True, default="")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="working_groups")
    until = models.DateField(_("until when"), null=True, blank=True)
    owes = models.TextField(_("what it owes, and to whom"), max_length=2_000, blank=True, default="")
    charter = models.TextField(_("how we work together"), max_length=20_000, blank=True, default="")
    visibility = models.CharField(
        _("visibility"), max_length=12, choices=Visibility.choices, default=Visibility.NETWORK
    )
    # only asked where it is confidential: may others know that there is this group?
    is_known = models.BooleanField(_("others may know that it exists"), default=False)
    closing_report = models.TextField(_("closing report"), max_length=20_000, blank=True, default="")
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("working group")
        verbose_name_plural = _("working groups")
        ordering = ["body__name"]

    def __str__(self) -> str:
        return self.body.name

    @property
    def is_open(self) -> bool:
        """Whether it still works; afterwards it is only read."""
        return self.body.closed_on is None


class Task(models.Model):
    """Something that somebody has promised to do by a day."""

    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("working group"), on_delete=models.CASCADE, related_name="tasks"
    )
    title = models.CharField(_("what is to be done"), max_length=200)
    note = models.TextField(_("in words"), max_length=2_000, blank=True, default="")
    person = models.ForeignKey(
        Person, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks"
    )
    due_on = models.DateField(_("until when"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    result = models.CharField(_("what came of it"), max_length=500, blank=True, default="")
    # what it follows from, for example "ideas.idea" and its number: ideas stand above groups
    origin_type = models.CharField(_("kind of origin"), max_length=60, blank=True, default="")
    origin_id = models.BigIntegerField(_("origin"), null=True, blank=True)
    created_by = models.ForeignKey(
        Account, verbose_name=_("given by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=models.Q(done_at=None), name="task_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def body_id(self) -> int:
        """The body to which it belongs, by which the rules of `people` go."""
        return int(self.group_id)


class Document(models.Model):
    """A file or a link that a group works with."""

    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("working group"), on_delete=models.CASCADE, related_name="documents"
    )
    title = models.CharField(_("title"), max_length=200)
    link = models.URLField(_("link"), max_length=500, blank=True, default="")
    file = models.FileField(_("file"), max_length=200, blank=True, default="")
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True, default="")
    size = models.PositiveBigIntegerField(_("size (bytes)"), null=True, blank=True)
    # public groups show on their public page what is marked so
    is_public = models.BooleanField(_("shown on the public page"), default=False)
    added_by = models.ForeignKey(
        Account, verbose_name=_("added by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-added_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(link="") & ~models.Q(file="") | ~models.Q(link="") & models.Q(file=""),
                name="document_is_file_or_link",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def body_id(self) -> int:
        """The body to which it belongs, by which the rules of `people` go."""
        return int(self.group_id)


class Handover(models.Model):
    """What a chair passes on to the next one."""

    group = models.ForeignKey(
        WorkingGroup, verbose_name=_("working group"), on_delete=models.CASCADE, related_name="handovers"
    )
    from_person = models.ForeignKey(
        Person, verbose_name=_("from"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    to_person = models.ForeignKey(
        Person, verbose_name=_("to"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    achieved = models.TextField(_("what we have reached"), max_length=5_000, blank=True, default="")
    open_matters = models.TextField(_("what is still open"), max_length=5_000, blank=True, default="")
    advice = models.TextField(_("what I would tell my successor"), max_length=5_000, blank=True, default="")
    # when an appointment of a chair ends it is asked for, and waits until somebody writes it
    asked_at = models.DateTimeField(_("asked for"))
    written_at = models.DateTimeField(_("written"), null=True, blank=True)
    taken_over_at = models.DateTimeField(_("taken over"), null=True, blank=True)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(taken_over_at=None) | models.Q(written_at__isnull=False),
                name="handover_is_written_before_it_is_taken_over",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.pk}"

    @property
    def body_id(self) -> int:
        """The body to which it belongs, by which the rules of `people` go."""
        return int(self.group_id)
