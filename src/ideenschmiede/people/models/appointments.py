"""Appointments (Berufungen): to what, as what, for how long, and every step on the way."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.guarded import Guarded
from ideenschmiede.base.models import Account, AppendOnlyError
from ideenschmiede.people.models.expertise import Evidence
from ideenschmiede.people.models.persons import Person, PublicOffice


class Body(models.Model):
    """What one is appointed to (Gremium): the network itself, a working group, a jury."""

    class Kind(models.TextChoices):
        NETWORK = "network", _("Network")
        WORKING_GROUP = "working_group", _("Working group")
        JURY = "jury", _("Jury")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    # grammar that cannot be guessed: "in den Innovators Club", "in die Arbeitsgruppe Digitales"
    into = models.CharField(_("with its article, as after “in”"), max_length=220, blank=True, default="")
    purpose = models.TextField(_("what it is for"), max_length=2_000, blank=True, default="")
    begins_on = models.DateField(_("begins"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    # what ended at this moment was ended by the closing; none where it was closed before this was kept
    closed_at = models.DateTimeField(_("time of closing"), null=True, blank=True)
    # a confidential one: only the office and those in it know of it, and who is in it
    is_discreet = models.BooleanField(_("only those in it know of it"), default=False)
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="body_name_unique"),
            models.UniqueConstraint(fields=["kind"], condition=models.Q(kind="network"), name="body_one_network"),
        ]

    def __str__(self) -> str:
        return self.name


class Capacity(models.TextChoices):
    """As what one is appointed."""

    MEMBER = "member", _("Member")
    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")
    GUEST = "guest", _("Guest")


class Status(models.TextChoices):
    """Where an appointment stands; `people.rules` says which step follows which."""

    NOTICED = "noticed", _("Noticed")
    PROPOSED = "proposed", _("Proposed")
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Accepted")
    ACTIVE = "active", _("Active")
    ENDED = "ended", _("Ended")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")
    RESIGNED = "resigned", _("Resigned")
    OFFICE_LOST = "office_lost", _("Office lost")


class Appointment(Guarded):
    """A person, a body, a capacity, a term, and why. Renewing makes a new one that points to this."""

    OPEN: ClassVar[tuple[str, ...]] = (Status.NOTICED, Status.PROPOSED, Status.INVITED, Status.ACCEPTED)

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="appointments")
    body = models.ForeignKey(Body, verbose_name=_("to what"), on_delete=models.PROTECT, related_name="appointments")
    capacity = models.CharField(_("as what"), max_length=8, choices=Capacity.choices, default=Capacity.MEMBER)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.NOTICED)
    office = models.ForeignKey(
        PublicOffice,
        verbose_name=_("on account of which office"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="appointments",
    )
    reason = models.TextField(_("why"), max_length=2_000, blank=True, default="")
    evidence = models.ManyToManyField(Evidence, verbose_name=_("evidence"), blank=True, related_name="appointments")
    # reason and evidence as they were when the invitation went out; nobody changes them afterwards
    frozen = models.JSONField(_("as it was sent"), null=True, blank=True)
    starts_on = models.DateField(_("term begins"), null=True, blank=True)
    ends_on = models.DateField(_("term ends"), null=True, blank=True)
    previous = models.OneToOneField(
        "self", verbose_name=_("renews"), null=True, blank=True, on_delete=models.PROTECT, related_name="renewal"
    )
    answer_by = models.DateField(_("answer until"), null=True, blank=True)
    link_number = models.PositiveIntegerField(_("number of the letter"), default=0)  # links of older letters are dead
    number = models.CharField(_("number of the certificate"), max_length=20, blank=True, default="")
    reminded_on = models.DateField(_("reminded of the end"), null=True, blank=True)
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["status", "ends_on"], name="appointment_terms")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on=None) | models.Q(ends_on=None)
                | models.Q(starts_on__lte=models.F("ends_on")),
                name="appointment_starts_before_it_ends",
            ),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="appointment_status_is_known"),
            models.UniqueConstraint(
                fields=["person", "body"],
                condition=models.Q(status__in=["noticed", "proposed", "invited", "accepted"]),
                name="appointment_one_under_way",
            ),
            models.UniqueConstraint(
                fields=["person", "body"], condition=models.Q(status="active"), name="appointment_one_active"
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="appointment_number_unique"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} → {self.body_id} ({self.status})"


class AppointmentStep(Guarded):
    """One step of an appointment: what it became, when, by whom, with which words. Written once."""

    appointment = models.ForeignKey(
        Appointment, verbose_name=_("appointment"), on_delete=models.PROTECT, related_name="steps"
    )
    status = models.CharField(_("became"), max_length=12, choices=Status.choices)
    at = models.DateTimeField(_("time"))
    # no account: the invited person through the link, or the calendar
    by = models.ForeignKey(
        Account, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(_("in words"), max_length=2_000, blank=True, default="")

    class Meta:
        verbose_name = _("step of an appointment")
        verbose_name_plural = _("steps of appointments")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.appointment_id}: {self.status}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("Steps of an appointment are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Steps of an appointment are never removed.")


class Purpose(models.TextChoices):
    """What a person may agree to, each by itself."""

    PUBLIC_PROFILE = "public_profile", _("Show my profile to everybody")
    PORTRAIT = "portrait", _("Show my portrait")
    PRESS = "press", _("Name me in press releases")
    INTRODUCTIONS = "introductions", _("Pass questions of other municipalities on to me")
    DIGEST = "digest", _("Write to me about what is new")


class Consent(models.Model):
    """A person agreed to a purpose, until it was withdrawn."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    wording = models.CharField(_("what was agreed to"), max_length=300)
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["person", "given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=models.Q(withdrawn_at=None), name="consent_once_per_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.purpose}"


class Deputy(models.Model):
    """Whom an appointed person sends instead: for one gathering, or until further notice."""

    appointment = models.ForeignKey(
        Appointment, verbose_name=_("appointment"), on_delete=models.CASCADE, related_name="deputies"
    )
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True, default="")
    email = models.EmailField(_("e-mail address"), blank=True, default="")
    occasion = models.CharField(_("for which gathering"), max_length=200, blank=True, default="")
    on = models.DateField(_("on"), null=True, blank=True)  # none: until further notice
    named_at = models.DateTimeField(_("named"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ["appointment", "-named_at"]

    def __str__(self) -> str:
        return f"{self.appointment_id}: {self.pk}"


class YearlyQuestion(models.Model):
    """Once a year: do you stay?"""

    appointment = models.ForeignKey(
        Appointment, verbose_name=_("appointment"), on_delete=models.CASCADE, related_name="yearly_questions"
    )
    asked_on = models.DateField(_("asked"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    stays = models.BooleanField(_("stays"), null=True, blank=True)

    class Meta:
        verbose_name = _("yearly question")
        verbose_name_plural = _("yearly questions")
        ordering = ["-asked_on"]
        constraints = [models.UniqueConstraint(fields=["appointment", "asked_on"], name="yearly_question_once_a_day")]

    def __str__(self) -> str:
        return f"{self.appointment_id}: {self.asked_on}"
