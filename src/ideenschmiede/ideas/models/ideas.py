"""An idea, its stages on the way to a concept, and every version of its text."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.guarded import Guarded
from ideenschmiede.base.models import Account, Topic, Visibility
from ideenschmiede.base.plain import slug_of
from ideenschmiede.deliberation.models import Decision, Question, Statement
from ideenschmiede.people.models import Body, Person


class IdeaStage(models.TextChoices):
    """How far an idea has come; `rules` says what the next stage asks for."""

    SPARK = "spark", _("Spark")
    WORKED_OUT = "worked_out", _("Worked out")
    CONCEPT = "concept", _("Concept")
    DECIDED = "decided", _("Decided")
    PILOT = "pilot", _("Pilot")
    PARKED = "parked", _("Parked")


class Idea(Guarded):
    """What somebody noted in a minute, and what became of it. The text is that of the newest version."""

    title = models.CharField(_("title"), max_length=200)
    problem = models.TextField(_("what is the problem?"), max_length=5_000, blank=True, default="")
    for_whom = models.TextField(_("for whom?"), max_length=1_000, blank=True, default="")
    thought = models.TextField(_("first thought"), max_length=5_000, blank=True, default="")
    # what makes a concept of it
    aim = models.TextField(_("aim"), max_length=5_000, blank=True, default="")
    target_group = models.TextField(_("target group"), max_length=5_000, blank=True, default="")
    approach = models.TextField(_("approach"), max_length=20_000, blank=True, default="")
    partners = models.TextField(_("partners"), max_length=5_000, blank=True, default="")
    costs = models.TextField(_("costs"), max_length=5_000, blank=True, default="")
    risks = models.TextField(_("risks"), max_length=5_000, blank=True, default="")
    success = models.TextField(_("how success would be seen"), max_length=5_000, blank=True, default="")

    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="ideas")
    sdgs = models.JSONField(_("sustainability goals"), blank=True, default=list)
    stage = models.CharField(_("stage"), max_length=10, choices=IdeaStage.choices, default=IdeaStage.SPARK)
    parked_from = models.CharField(_("stage before"), max_length=10, blank=True, default="")
    parked_reason = models.TextField(_("why it is parked"), max_length=2_000, blank=True, default="")
    visibility = models.CharField(
        _("visibility"),
        max_length=12,
        choices=[(v.value, v.label) for v in (Visibility.PUBLIC, Visibility.NETWORK, Visibility.GROUP)],
        default=Visibility.NETWORK,
    )
    body = models.ForeignKey(
        Body, verbose_name=_("carried by"), null=True, blank=True, on_delete=models.PROTECT, related_name="ideas"
    )
    author = models.ForeignKey(
        Account, verbose_name=_("author"), null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    # where it comes from: the family tree begins here
    question = models.ForeignKey(
        Question, verbose_name=_("question"), null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    inspired_by = models.ForeignKey(
        Person, verbose_name=_("inspired by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    # what it led to
    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas"
    )
    pilot_note = models.TextField(_("where the pilot runs"), max_length=2_000, blank=True, default="")
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged with"), null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    # an open call for partners stands on a public page until this day
    call = models.TextField(_("call for partners"), max_length=5_000, blank=True, default="")
    call_until = models.DateField(_("answers until"), null=True, blank=True)
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("noted"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["-changed_at", "-id"], name="idea_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(visibility="group") | models.Q(body__isnull=False), name="idea_of_a_group_has_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(stage="parked") | ~models.Q(parked_reason=""), name="idea_parked_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def slug(self) -> str:
        """The readable part of its address."""
        return slug_of(self.title, "idee")


FIELDS: tuple[str, ...] = (
    "title", "problem", "for_whom", "thought",
    "aim", "target_group", "approach", "partners", "costs", "risks", "success",
)  # fmt: skip
"""The text of an idea: what versions keep and changes propose."""


class Version(Guarded):
    """The text of an idea as it stood, never changed."""

    KEEPS: ClassVar[tuple[str, ...]] = FIELDS

    idea = models.ForeignKey(Idea, verbose_name=_("idea"), on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    text = models.JSONField(_("text"))  # field of FIELDS → text
    note = models.CharField(_("what changed"), max_length=300, blank=True, default="")
    by = models.ForeignKey(
        Account, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("version of an idea")
        verbose_name_plural = _("versions of ideas")
        ordering = ["idea", "number"]
        constraints = [models.UniqueConstraint(fields=["idea", "number"], name="version_number_unique")]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.number}"
