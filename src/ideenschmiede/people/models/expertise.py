"""What a person knows, and the evidence on which that rests."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import Account, Topic, Visibility
from ideenschmiede.people.models.persons import Person
from ideenschmiede.places.models import Place


class EvidenceKind(models.TextChoices):
    """What kind of thing shows that somebody knows."""

    PRACTICE = "practice", _("Solution")
    PILOT = "pilot", _("Pilot project")
    STRATEGY = "strategy", _("Strategy")
    AWARD = "award", _("Award")
    DECISION = "decision", _("Council decision")
    PUBLICATION = "publication", _("Publication")
    CLIPPING = "clipping", _("Newspaper article")


class Evidence(models.Model):
    """Something that can be looked up: what a person did, or what happened at a place, and what it shows."""

    kind = models.CharField(_("kind"), max_length=12, choices=EvidenceKind.choices)
    title = models.CharField(_("title"), max_length=300)
    date = models.DateField(_("date"), null=True, blank=True)
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    url = models.URLField(_("link to the source"), max_length=500, blank=True, default="")
    file = models.FileField(_("file"), max_length=200, blank=True, default="")
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True, default="")
    shows = models.TextField(_("what it shows"), max_length=2_000, blank=True, default="")
    visibility = models.CharField(
        _("visibility"),
        max_length=12,
        choices=[(v.value, v.label) for v in (Visibility.PUBLIC, Visibility.NETWORK)],
        default=Visibility.NETWORK,
    )
    recorded_by = models.ForeignKey(
        Account, verbose_name=_("recorded by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(place__isnull=False),
                name="evidence_is_about_somebody",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=EvidenceKind.values), name="evidence_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.title


class Expertise(models.Model):
    """A person knows about a topic: as much as its evidence shows, never a score."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="expertise")
    topic = models.ForeignKey(Topic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="expertise")
    helps_with = models.CharField(_("what you can ask me about"), max_length=500, blank=True, default="")
    evidence = models.ManyToManyField(Evidence, verbose_name=_("evidence"), blank=True, related_name="expertise")
    created_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("expertise")
        verbose_name_plural = _("expertise")
        ordering = ["person", "topic"]
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="expertise_once_per_topic")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.topic_id}"
