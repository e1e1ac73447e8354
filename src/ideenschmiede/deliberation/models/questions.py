"""A question, the statements that people answer it with, and what they think of each other's statements.

Votes are kept under a pseudonym: the first 63 bits of an HMAC of the account's number with the question's own key
(DESIGN §5). For most questions the key is a column, so that each can find, change and erase their own votes. For a
confidential one it lies in a file apart from the database and is destroyed when the question closes.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.guarded import Guarded
from ideenschmiede.base.models import Account
from ideenschmiede.deliberation.models.matters import Matter
from ideenschmiede.people.models import Body

LONGEST_STATEMENT = 280


class Audience(models.TextChoices):
    """Who may take part."""

    BODY = "body", _("Those appointed to the body")
    NETWORK = "network", _("Everybody in the network")
    SIGNED_IN = "signed_in", _("Everybody with an account")


class Question(Matter):
    """What the network or one of its bodies wants to know."""

    class Moderation(models.TextChoices):
        BEFORE = "before", _("Statements are read before they appear")
        AFTER = "after", _("Statements appear at once")

    called = "frage"

    title = models.CharField(_("question"), max_length=200)
    promise = models.TextField(_("what happens with the result"), max_length=2_000, blank=True, default="")
    body = models.ForeignKey(
        Body, verbose_name=_("body"), null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    audience = models.CharField(
        _("who may take part"), max_length=10, choices=Audience.choices, default=Audience.NETWORK
    )
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    results_early = models.BooleanField(_("results are shown before the end"), default=True)
    moderation = models.CharField(_("moderation"), max_length=6, choices=Moderation.choices, default=Moderation.AFTER)
    key = models.BinaryField(_("key"), null=True, editable=False)  # none: confidential, or never open
    # a vote has come that the newest map does not know; see `tasks.draw_map`
    map_waits = models.BooleanField(_("a new map is on its way"), default=False)
    source = models.CharField(_("where it was taken over from"), max_length=300, blank=True, default="")
    created_by = models.ForeignKey(
        Account, verbose_name=_("asked by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="questions"
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["stage", "closes_at"], name="question_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(body__isnull=False) | ~models.Q(audience="body") & ~models.Q(visibility="group"),
                name="question_of_a_body_has_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(visibility="confidential") | models.Q(key=None), name="question_keeps_no_secret_key"
            ),
        ]


class Statement(Guarded):
    """One sentence that others agree to or not."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waits to be read")
        PUBLISHED = "published", _("Published")
        MERGED = "merged", _("Merged with another")
        HIDDEN = "hidden", _("Not shown")
        WITHDRAWN = "withdrawn", _("Taken back")

    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="statements"
    )
    number = models.PositiveIntegerField(_("number"))
    # longer than LONGEST_STATEMENT only where it was taken over from elsewhere
    text = models.CharField(_("statement"), max_length=1_000)
    # the pseudonym of who wrote it; none: who asked the question
    voter = models.BigIntegerField(_("pseudonym"), null=True)
    # never in a confidential question
    author = models.ForeignKey(
        Account, verbose_name=_("author"), null=True, blank=True, on_delete=models.SET_NULL, related_name="statements"
    )
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.PUBLISHED)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged with"), null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    reason = models.TextField(_("reason"), max_length=1_000, blank=True, default="")
    created_at = models.DateTimeField(_("written"), null=True)  # never in a confidential question

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="statement_number_unique"),
            models.CheckConstraint(
                condition=models.Q(status="merged", merged_into__isnull=False)
                | ~models.Q(status="merged") & models.Q(merged_into=None),
                name="statement_merged_into_one",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Vote(Guarded):
    """What one pseudonym says to one statement. A changed vote is a new row instead of the old one, so that whoever
    follows the numbers of the rows misses nothing; `value` is empty where a vote was taken back."""

    AGREE: ClassVar[int] = 1
    PASS: ClassVar[int] = 0
    DISAGREE: ClassVar[int] = -1

    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="votes", db_index=False
    )
    statement = models.ForeignKey(
        Statement, verbose_name=_("statement"), on_delete=models.CASCADE, related_name="votes", db_index=False
    )
    voter = models.BigIntegerField(_("pseudonym"))
    value = models.SmallIntegerField(_("vote"), null=True)
    at = models.DateTimeField(_("time"), null=True)  # never in a confidential question

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        indexes = [
            models.Index(fields=["question", "id"], name="vote_followed"),
            models.Index(fields=["question", "voter"], name="vote_of_voter"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["statement", "voter"], name="vote_once"),
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value__in=[-1, 0, 1]), name="vote_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.value}"
