"""What worked where, and what did not: practices, their adoptions, the needs of places, and what ideas build on."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import Account, ImportReport, Topic, Upload, Visibility
from ideenschmiede.base.plain import slug_of
from ideenschmiede.ideas.models import Idea
from ideenschmiede.places.models import Place


class Outcome(models.TextChoices):
    """How it went. A failure is as welcome as a success: it spares others the same way."""

    WORKED = "worked", _("Worked")
    PARTLY = "partly", _("Worked in part")
    FAILED = "failed", _("Did not work")
    STOPPED = "stopped", _("Stopped early")
    OPEN = "open", _("Not known yet")


class Status(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")


class Practice(models.Model):
    """Something that a place did about a problem, told so that others can decide whether to do it, too."""

    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("in one sentence"), max_length=1_000)
    problem = models.TextField(_("what was the problem?"), blank=True, default="", max_length=20_000)
    done = models.TextField(_("what was done?"), blank=True, default="", max_length=20_000)
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="practices"
    )
    # where it ran when that is no place of the register: another country, a whole state, a company
    place_text = models.CharField(_("where (in words)"), max_length=200, blank=True, default="")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="practices")
    sdgs = models.JSONField(_("sustainability goals"), blank=True, default=list)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.RUNNING)
    started_on = models.DateField(_("start"), null=True, blank=True)
    ended_on = models.DateField(_("end"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    results = models.TextField(_("what came of it?"), blank=True, default="", max_length=20_000)
    hard = models.TextField(_("what was hard?"), blank=True, default="", max_length=20_000)
    conditions = models.TextField(_("what must be given for it to work?"), blank=True, default="", max_length=20_000)
    lessons = models.TextField(_("what would you do differently?"), blank=True, default="", max_length=20_000)
    cost_once = models.BigIntegerField(_("cost, one-off (€)"), null=True, blank=True, validators=[MinValueValidator(0)])
    cost_yearly = models.BigIntegerField(
        _("cost per year (€)"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    staff_hours_week = models.DecimalField(
        _("staff time (hours a week)"),
        max_digits=6,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(10_000)],
    )
    partners = models.TextField(_("partners"), blank=True, default="", max_length=5_000)
    sources = models.JSONField(_("links to sources"), blank=True, default=list)
    contact_name = models.CharField(_("contact person"), max_length=200, blank=True, default="")
    contact_role = models.CharField(_("function of the contact person"), max_length=200, blank=True, default="")
    contact_email = models.EmailField(_("e-mail of the contact person"), blank=True, default="")
    contact_phone = models.CharField(_("telephone of the contact person"), max_length=60, blank=True, default="")
    contact_confirmed_on = models.DateField(_("contact last confirmed on"), null=True, blank=True)
    visibility = models.CharField(
        _("visibility"),
        max_length=12,
        choices=[(v.value, v.label) for v in (Visibility.PUBLIC, Visibility.NETWORK)],
        default=Visibility.PUBLIC,
    )
    origin = models.CharField(_("where the record comes from"), max_length=200, blank=True, default="")
    external_id = models.CharField(_("key in the source"), max_length=200, blank=True, default="")
    is_example = models.BooleanField(_("invented example"), default=False)
    recorded_by = models.ForeignKey(
        Account,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="practices",
    )
    created_at = models.DateTimeField(_("recorded"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["-changed_at", "-pk"]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="practice_latest"),
            models.Index(fields=["outcome"], name="practice_outcome"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "external_id"], condition=~models.Q(external_id=""), name="practice_once_per_source"
            ),
            models.CheckConstraint(
                condition=models.Q(started_on=None)
                | models.Q(ended_on=None)
                | models.Q(started_on__lte=models.F("ended_on")),
                name="practice_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The readable part of its address."""
        return slug_of(self.title, "loesung")


class Adoption(models.Model):
    """Another place takes a practice up."""

    class State(models.TextChoices):
        INTERESTED = "interested", _("Interested")
        PLANNED = "planned", _("Planned")
        RUNNING = "running", _("Running")
        KEPT = "kept", _("Kept for good")
        ENDED = "ended", _("Ended")

    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="adoptions"
    )
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="adoptions")
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    since = models.DateField(_("since"), null=True, blank=True)
    note = models.TextField(_("in one sentence"), blank=True, default="", max_length=1_000)
    recorded_by = models.ForeignKey(
        Account,
        verbose_name=_("reported by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="adoptions",
    )
    changed_at = models.DateTimeField(_("changed"))

    LIVE: ClassVar[tuple[str, ...]] = (State.RUNNING, State.KEPT)

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["-since", "pk"]
        constraints = [models.UniqueConstraint(fields=["practice", "place"], name="adoption_once_per_place")]

    def __str__(self) -> str:
        return f"{self.practice_id} → {self.place_id}"


class Need(models.Model):
    """A place looks for a solution (Gesuch)."""

    text = models.TextField(_("what do you need?"), max_length=20_000)
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="needs")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="needs")
    account = models.ForeignKey(
        Account, verbose_name=_("asked by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="needs"
    )
    visibility = models.CharField(
        _("visibility"),
        max_length=12,
        choices=[(v.value, v.label) for v in (Visibility.PUBLIC, Visibility.NETWORK)],
        default=Visibility.NETWORK,
    )
    is_open = models.BooleanField(_("still looking"), default=True)
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Precedent(models.Model):
    """Somebody found that what an idea is about has been done somewhere already."""

    idea = models.ForeignKey(Idea, verbose_name=_("idea"), on_delete=models.CASCADE, related_name="precedents")
    practice = models.ForeignKey(
        Practice, verbose_name=_("practice"), on_delete=models.CASCADE, related_name="precedents"
    )
    linked_by = models.ForeignKey(
        Account, verbose_name=_("linked by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    linked_at = models.DateTimeField(_("linked"))

    class Meta:
        verbose_name = _("precedent")
        verbose_name_plural = _("precedents")
        ordering = ["linked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["idea", "practice"], name="precedent_once")]

    def __str__(self) -> str:
        return f"{self.idea_id} ← {self.practice_id}"


class PracticeImport(ImportReport):
    """An import of practices. Its rows are [row, column, code, value]."""

    origin = models.CharField(_("where the records come from"), max_length=200)
    duplicates = models.PositiveIntegerField(_("duplicates"), default=0)
    remarks = models.JSONField(_("rows kept without a value that was not understood"), default=list)

    class Meta(ImportReport.Meta):
        verbose_name = _("import of practices")
        verbose_name_plural = _("imports of practices")


class PracticeUpload(Upload):
    """A table between upload and confirmation. Private to who brought it; gone after the import, or after a day."""

    class Meta(Upload.Meta):
        verbose_name = _("uploaded table")
        verbose_name_plural = _("uploaded tables")
