"""Newspaper clippings with the facts found in them, and releases."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import Account
from ideenschmiede.base.plain import slug_of
from ideenschmiede.people.models import Appointment, Evidence, Organisation, Person
from ideenschmiede.places.models import Place


class Clipping(models.Model):
    """A newspaper article as it came in, and as it was mended. The full text is for the office alone (copyright)."""

    class Kind(models.TextChoices):
        PASTE = "paste", _("pasted text")
        TEXT = "text", _("text file")
        HTML = "html", _("web page")
        PDF = "pdf", _("PDF")
        IMAGE = "image", _("picture")

    class Status(models.TextChoices):
        NEW = "new", _("To be checked")
        CONFIRMED = "confirmed", _("Confirmed")
        DISCARDED = "discarded", _("Discarded")

    kind = models.CharField(_("came as"), max_length=5, choices=Kind.choices)
    file_name = models.CharField(_("file"), max_length=200, blank=True, default="")
    sha256 = models.CharField(_("checksum"), max_length=64, unique=True)
    original = models.TextField(_("as it came in"))
    mended = models.TextField(_("as it was mended"))
    rejected = models.JSONField(_("changes that were taken back"), default=list, blank=True)
    placed = models.JSONField(_("fragments put elsewhere by hand"), default=dict, blank=True)
    draft = models.JSONField(_("facts under correction"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.NEW)
    title = models.CharField(_("headline"), max_length=300, blank=True, default="")
    paper = models.CharField(_("newspaper"), max_length=200, blank=True, default="")
    published_on = models.DateField(_("date of the newspaper"), null=True, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True, default="")
    quote = models.TextField(_("short quote for others"), max_length=600, blank=True, default="")
    evidence = models.ManyToManyField(Evidence, verbose_name=_("evidence"), blank=True, related_name="clippings")
    recorded_by = models.ForeignKey(
        Account, verbose_name=_("recorded by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("clipping")
        verbose_name_plural = _("clippings")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title or f"{self.pk}"

    @property
    def slug(self) -> str:
        return slug_of(self.title, "artikel")


class Mention(models.Model):
    """A confirmed fact with its place in the mended text: what a highlight is made of."""

    class Kind(models.TextChoices):
        DATE = "date", _("Date")
        PAPER = "paper", _("Newspaper")
        PLACE = "place", _("Place")
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")
        TOPIC = "topic", _("Topic")
        SDG = "sdg", _("Sustainability goal")
        PROGRAMME = "programme", _("Programme or prize")
        FORMAT = "format", _("Format")
        GROUP = "group", _("Working group")

    clipping = models.ForeignKey(
        Clipping, verbose_name=_("clipping"), on_delete=models.CASCADE, related_name="mentions"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    # null: said by the office, not by the text
    start = models.PositiveIntegerField(_("begins at character"), null=True)
    end = models.PositiveIntegerField(_("ends at character"), null=True)
    value = models.CharField(_("what it says"), max_length=300)
    detail = models.JSONField(_("further"), default=dict, blank=True)  # office, abbreviation, year …
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="mentions"
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="mentions"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="mentions",
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["clipping", "start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start=None, end=None) | models.Q(start__lt=models.F("end")),
                name="mention_has_a_length",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clipping_id}: {self.kind}"


class Release(models.Model):
    """A press release: a draft of the office until it is published."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    title = models.CharField(_("headline"), max_length=200)
    subtitle = models.CharField(_("subhead"), max_length=300, blank=True, default="")
    body = models.TextField(_("text"), max_length=20_000)  # paragraphs, separated by blank lines
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    appointment = models.ForeignKey(
        Appointment,
        verbose_name=_("appointment"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="releases",
    )
    published_on = models.DateField(_("published"), null=True, blank=True)
    written_by = models.ForeignKey(
        Account, verbose_name=_("written by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("press release")
        verbose_name_plural = _("press releases")
        ordering = ["-published_on", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="published") | models.Q(published_on__isnull=False),
                name="release_published_has_a_date",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        return slug_of(self.title, "mitteilung")
