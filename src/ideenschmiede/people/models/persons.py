"""Persons with their offices, memberships and contacts, and organisations."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import Account, Topic, Visibility
from ideenschmiede.base.plain import slug_of
from ideenschmiede.places.models import Place


class Sector(models.TextChoices):
    """Where an organisation, and whoever speaks for it, comes from."""

    MUNICIPALITY = "municipality", _("Municipality")
    ASSOCIATION = "association", _("Association")
    BUSINESS = "business", _("Business")
    SCIENCE = "science", _("Science")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    POLITICS = "politics", _("Politics")
    MEDIA = "media", _("Media")


class OfficeKind(models.TextChoices):
    """Kinds of public office; the title itself is as the person holds it ("Erste Bürgermeisterin")."""

    MAYOR = "mayor", _("Mayor")
    LORD_MAYOR = "lord_mayor", _("Lord mayor")
    DISTRICT_HEAD = "district_head", _("District administrator (Landrat)")
    DEPUTY = "deputy", _("Deputy mayor or head of department")
    ADMINISTRATION = "administration", _("Leading administrator")
    COUNCIL = "council", _("Member of a council")
    OTHER = "other", _("Other office")


class Organisation(models.Model):
    """A municipality's company, an association, a firm, a university …, which persons belong to."""

    name = models.CharField(_("name"), max_length=200)
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True, default="")
    sector = models.CharField(_("sector"), max_length=15, choices=Sector.choices)
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    website = models.URLField(_("website"), max_length=300, blank=True, default="")
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="organisation_name_unique"),
            models.CheckConstraint(condition=models.Q(sector__in=Sector.values), name="organisation_sector_is_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """The readable part of the address."""
        return slug_of(self.name, "organisation")


class Person(models.Model):
    """Somebody the network knows; a member as long as an appointment to the network is active.

    An erased person keeps the row, so that appointments and the chronicle stay whole, and nothing that says who it was.
    """

    class FormOfAddress(models.TextChoices):
        HERR = "herr", _("Herr")
        FRAU = "frau", _("Frau")
        NONE = "", _("without")

    account = models.OneToOneField(
        Account,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    form_of_address = models.CharField(
        _("form of address"), max_length=4, choices=FormOfAddress.choices, blank=True, default=""
    )
    title = models.CharField(_("title"), max_length=60, blank=True, default="")  # Dr., Prof. Dr.
    given_name = models.CharField(_("given name"), max_length=100, blank=True, default="")
    family_name = models.CharField(_("family name"), max_length=120)  # with its particles: "Freiherr von Stein"
    headline = models.CharField(_("in one sentence"), max_length=300, blank=True, default="")
    about = models.TextField(_("about me"), max_length=5_000, blank=True, default="")
    languages = models.JSONField(_("languages"), default=list, blank=True)  # ISO 639-1
    portrait = models.FileField(_("portrait"), max_length=200, blank=True, default="")
    portrait_alt = models.CharField(_("what the portrait shows"), max_length=300, blank=True, default="")
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="persons")
    visibility = models.CharField(
        _("who sees the profile"),
        max_length=12,
        choices=[(v.value, v.label) for v in (Visibility.PUBLIC, Visibility.NETWORK)],
        default=Visibility.NETWORK,
    )
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    is_example = models.BooleanField(_("invented example"), default=False)
    created_at = models.DateTimeField(_("recorded"))
    changed_at = models.DateTimeField(_("changed"))

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["family_name", "given_name", "pk"]
        indexes = [models.Index(fields=["-changed_at", "-id"], name="person_latest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(portrait="") | ~models.Q(portrait_alt=""), name="person_portrait_is_described"
            ),
            models.CheckConstraint(
                condition=~models.Q(family_name="") | models.Q(erased_at__isnull=False), name="person_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """As one writes it: "Dr. Karla Freifrau von Stein"."""
        if self.erased_at:
            return str(_("Erased person"))
        return " ".join(filter(None, (self.title, self.given_name, self.family_name)))

    @property
    def slug(self) -> str:
        """The readable part of the address."""
        return slug_of(f"{self.given_name} {self.family_name}", "person")


class Contact(models.Model):
    """One way to reach a person, with who may see it. The e-mail address is also where letters go."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Telephone")
        MOBILE = "mobile", _("Mobile")
        WEBSITE = "website", _("Website")
        POST = "post", _("Postal address")

    class Reach(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        NETWORK = "network", _("Members")
        INTRODUCTION = "introduction", _("Only when the office introduces us")

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    value = models.CharField(_("contact"), max_length=300)
    reach = models.CharField(_("who may see it"), max_length=12, choices=Reach.choices, default=Reach.INTRODUCTION)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["person", "kind"]
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="contact_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.kind}"


class PublicOffice(models.Model):
    """A public office that a person holds or held at a place (Amt)."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="offices")
    kind = models.CharField(_("kind of office"), max_length=15, choices=OfficeKind.choices)
    title = models.CharField(_("title of the office"), max_length=120)
    place = models.ForeignKey(Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="offices")
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("public office")
        verbose_name_plural = _("public offices")
        ordering = ["person", "-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since=None) | models.Q(until=None) | models.Q(since__lte=models.F("until")),
                name="office_begins_before_it_ends",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=OfficeKind.values), name="office_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.place}"


class Membership(models.Model):
    """A person belongs to an organisation, in some function."""

    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="memberships"
    )
    function = models.CharField(_("function"), max_length=120, blank=True, default="")
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["person", "-since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(since=None) | models.Q(until=None) | models.Q(since__lte=models.F("until")),
                name="membership_begins_before_it_ends",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.organisation_id}"
