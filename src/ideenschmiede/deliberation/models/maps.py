"""Maps as they were drawn: pages serve the newest, the next one begins from it, older ones show how it developed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideenschmiede.deliberation.models.questions import Question


class DrawnMap(models.Model):
    """One opinion map. Written by `tasks.maps` only; of a confidential question only the newest is kept."""

    question = models.ForeignKey(Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="maps")
    drawn_at = models.DateTimeField(_("drawn"))
    last_vote = models.BigIntegerField(_("newest vote that it knows"), default=0)
    participants = models.PositiveIntegerField(_("participants"), default=0)
    votes = models.PositiveIntegerField(_("votes"), default=0)
    # groups, statements with counts and intervals, bridges, what is shared: what pages show, see `opinion_map`
    numbers = models.JSONField(_("numbers"), default=dict)
    # voter, position and group of each participant, packed by `opinion_map`; empty for older ones, which only show
    people = models.BinaryField(_("where each one stands"))

    class Meta:
        verbose_name = _("opinion map")
        verbose_name_plural = _("opinion maps")
        ordering = ["question", "-pk"]
        get_latest_by = "pk"

    def __str__(self) -> str:
        return f"{self.question_id}: {self.pk}"
