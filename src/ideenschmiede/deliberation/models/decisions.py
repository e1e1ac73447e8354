"""Decisions: what is decided and how, the versions of a proposal, objections, what became of it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideenschmiede.base.guarded import Guarded
from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.models.matters import Matter
from ideenschmiede.deliberation.models.questions import Question
from ideenschmiede.people.models import Body


class Method(models.TextChoices):
    """How a decision is taken; `counting` counts each."""

    CONSENT = "consent", _("Consent")
    RESISTANCE = "resistance", _("Least resistance (0–10)")
    SCORE = "score", _("Points")
    RANKED = "ranked", _("Ranking (Schulze)")
    MAJORITY = "majority", _("Simple majority")
    TWO_THIRDS = "two_thirds", _("Two-thirds majority")
    BUDGET = "budget", _("Sharing out a budget")
    SHORTLIST = "shortlist", _("Short list")


class Decision(Matter):
    """Something that a body decides: one member, one vote."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("decision", "Accepted")
        REJECTED = "rejected", _("Rejected")
        CHOSEN = "chosen", _("Chosen")
        TIED = "tied", _("Tied")
        NO_QUORUM = "no_quorum", _("Too few took part")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    called = "entscheidung"

    title = models.CharField(_("what is decided"), max_length=200)
    method = models.CharField(_("method"), max_length=10, choices=Method.choices)
    body = models.ForeignKey(Body, verbose_name=_("who decides"), on_delete=models.PROTECT, related_name="decisions")
    question = models.ForeignKey(
        Question,
        verbose_name=_("comes from the question"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )
    closes_at = models.DateTimeField(_("votes until"), null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        _("how many must take part (%)"), default=50, validators=[MaxValueValidator(100)]
    )
    allows_deputies = models.BooleanField(_("deputies may vote"), default=False)
    # secret: ballots under a pseudonym whose key is destroyed at the end; else each vote is shown with its name
    is_secret = models.BooleanField(_("secret"), default=True)
    budget = models.PositiveBigIntegerField(_("budget (€)"), null=True, blank=True, validators=[MinValueValidator(1)])
    places_to_fill = models.PositiveSmallIntegerField(
        _("how many are chosen"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    most_points = models.PositiveSmallIntegerField(
        _("most points for an option"), default=5, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    outcome = models.CharField(
        pgettext_lazy("decision", "outcome"), max_length=10, choices=Outcome.choices, blank=True, default=""
    )
    # what `counting` found, with all that is needed to explain it
    result = models.JSONField(_("result"), null=True, blank=True)
    withdrawn_because = models.TextField(_("why it was withdrawn"), max_length=2_000, blank=True, default="")
    created_by = models.ForeignKey(
        Account, verbose_name=_("put by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["stage", "closes_at"], name="decision_due")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(method="budget") | models.Q(budget__isnull=False), name="decision_has_its_budget"
            ),
            models.CheckConstraint(
                condition=~models.Q(method="shortlist") | models.Q(places_to_fill__isnull=False),
                name="decision_has_places_to_fill",
            ),
            models.CheckConstraint(
                condition=~models.Q(visibility="confidential") | models.Q(is_secret=True),
                name="decision_in_confidence_is_secret",
            ),
        ]


class Proposal(Guarded):
    """The text that is decided on, as it stood in one version. Ballots belong to a version: a new one is voted on
    anew."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="proposals"
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    text = models.TextField(_("proposal"), max_length=10_000, blank=True, default="")  # may be empty beside options
    note = models.TextField(_("what changed, and why"), max_length=2_000, blank=True, default="")
    created_by = models.ForeignKey(
        Account, verbose_name=_("written by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["decision", "version"]
        constraints = [models.UniqueConstraint(fields=["decision", "version"], name="proposal_version_unique")]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.version}"


class Option(Guarded):
    """One of several things to choose from."""

    decision = models.ForeignKey(Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="options")
    rank = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(_("option"), max_length=300)
    explanation = models.TextField(_("explanation"), max_length=2_000, blank=True, default="")
    cost = models.PositiveBigIntegerField(_("cost (€)"), null=True, blank=True)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["decision", "rank"]
        constraints = [models.UniqueConstraint(fields=["decision", "rank"], name="option_rank_unique")]

    def __str__(self) -> str:
        return self.text


class Objection(Guarded):
    """Why somebody cannot live with a proposal, and what became of that."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("question", "Open")
        INTEGRATED = "integrated", _("Integrated into a new version")
        ANSWERED = "answered", _("Answered, not integrated")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    proposal = models.ForeignKey(
        Proposal, verbose_name=_("proposal"), on_delete=models.CASCADE, related_name="objections"
    )
    reason = models.TextField(_("reason"), max_length=2_000)
    voter = models.BigIntegerField(_("pseudonym"))
    # only where the objector wanted to be named, or the decision is not secret
    author = models.ForeignKey(
        Account, verbose_name=_("author"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    answer = models.TextField(_("answer"), max_length=2_000, blank=True, default="")
    integrated_into = models.ForeignKey(
        Proposal,
        verbose_name=_("integrated into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="integrated",
    )

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["proposal", "pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "voter"], name="objection_once_per_version")]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.status}"


class MinorityOpinion(models.Model):
    """What those want to be read along who were outvoted."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="minority_opinions"
    )
    text = models.TextField(_("minority opinion"), max_length=5_000)
    author = models.ForeignKey(
        Account, verbose_name=_("author"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("minority opinion")
        verbose_name_plural = _("minority opinions")
        ordering = ["decision", "pk"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.pk}"


class FollowUp(models.Model):
    """What became of a decision, for the register."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Not begun")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")
        REPLACED = "replaced", _("Replaced by another decision")

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="follow_ups"
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    text = models.TextField(_("in words"), max_length=2_000, blank=True, default="")
    on = models.DateField(_("as of"))
    by = models.ForeignKey(
        Account, verbose_name=_("reported by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["decision", "-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.state}"
