"""Who has a vote in a decision, the ballots, and the receipts of those that were counted.

A seat says who may vote, not whether they did. A ballot is found by a pseudonym: an HMAC of the seat's number with the
decision's own key, which lies apart from the database. When the decision closes the key is destroyed, ballots are
shuffled, and receipts are cut off them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideenschmiede.base.guarded import Guarded
from ideenschmiede.deliberation.models.decisions import Decision, Proposal
from ideenschmiede.people.models import Person


class Seat(Guarded):
    """A person has a vote in a decision: fixed when it opens."""

    decision = models.ForeignKey(Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="seats")
    # none: erased since; the seat still counts for the quorum
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, on_delete=models.SET_NULL, related_name="seats"
    )

    class Meta:
        verbose_name = pgettext_lazy("decision", "seat")
        verbose_name_plural = _("seats")
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="seat_once")]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.person_id}"


class Ballot(Guarded):
    """One vote in a decision; one for each seat and version."""

    decision = models.ForeignKey(Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="ballots")
    proposal = models.ForeignKey(Proposal, verbose_name=_("version"), on_delete=models.CASCADE, related_name="ballots")
    # secret decisions: the pseudonym, replaced by a random number at the end; open ones: the number of the seat
    voter = models.BigIntegerField(_("pseudonym"))
    person = models.ForeignKey(
        Person, verbose_name=_("person"), null=True, blank=True, on_delete=models.SET_NULL, related_name="ballots"
    )
    choice = models.JSONField(_("choice"))  # its form depends on the method, see `counting`
    receipt = models.CharField(_("checksum of the receipt"), max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [models.UniqueConstraint(fields=["proposal", "voter"], name="ballot_once")]

    def __str__(self) -> str:
        return f"{self.decision_id}"


class CountedReceipt(Guarded):
    """The checksum of a receipt whose ballot was counted, without the ballot."""

    decision = models.ForeignKey(
        Decision, verbose_name=_("decision"), on_delete=models.CASCADE, related_name="counted_receipts"
    )
    checksum = models.CharField(_("checksum"), max_length=64)

    class Meta:
        verbose_name = _("counted receipt")
        verbose_name_plural = _("counted receipts")
        ordering = ["decision", "checksum"]
        constraints = [models.UniqueConstraint(fields=["decision", "checksum"], name="receipt_once")]

    def __str__(self) -> str:
        return self.checksum
