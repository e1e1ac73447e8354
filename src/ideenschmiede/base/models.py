"""Accounts and roles, the chronicle, topics, and the mails that were sent."""

from __future__ import annotations

import re
from typing import Any, ClassVar, NoReturn
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.roles import Role


class Visibility(models.TextChoices):
    """Who may see a thing (DESIGN §5)."""

    PUBLIC = "public", _("Public")
    NETWORK = "network", _("Members")
    GROUP = "group", _("Group")
    CONFIDENTIAL = "confidential", _("Confidential")


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody who can sign in: by a code sent to the e-mail address, or by a passkey. There are no passwords."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=5, default="de")
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"))

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_unique")]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles that this account holds; one query, remembered for the request."""
        return frozenset(self.grants.values_list("role", flat=True))


Who = Account | AnonymousUser
"""Whoever asks for a page: an account, or a guest."""


class RoleGrant(models.Model):
    """An account holds a role. Only `base.actions` writes here."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants", verbose_name=_("account"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    granted_at = models.DateTimeField(_("granted"))

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(fields=["account", "role"], name="role_once_per_account"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.role}"


class AppendOnlyError(TypeError):
    """Somebody tried to change or remove an event of the chronicle."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events are read and appended, nothing else; the sealer alone fills in position and hash."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Events of the chronicle are never changed.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("Events of the chronicle are never removed.")

    def sealed(self) -> EventQuerySet:
        return self.filter(position__isnull=False).order_by("position")

    def waiting(self) -> EventQuerySet:
        return self.filter(position__isnull=True).order_by("pk")

    def write_seals(self, events: list[Event]) -> None:
        """Store position and hash of events that had none. Called by the sealer only."""
        plain: models.QuerySet[Event] = models.QuerySet(Event, using=self.db)  # without the ban on update
        plain.filter(position__isnull=True).bulk_update(events, ["position", "hash"], batch_size=200)


class Event(models.Model):
    """One thing that happened. Holds ids, never names or free text of persons (DESIGN §4.3)."""

    time = models.DateTimeField(_("time"))
    # plain numbers, no foreign keys: an erased account or object leaves the chain as it was
    actor = models.BigIntegerField(_("actor"), null=True)
    verb = models.CharField(_("verb"), max_length=60)
    subject_type = models.CharField(_("kind of subject"), max_length=60)
    subject_id = models.BigIntegerField(_("subject"))
    visibility = models.CharField(_("visibility"), max_length=12, choices=Visibility.choices)
    data = models.JSONField(_("data"), default=dict)
    position = models.BigIntegerField(_("position"), null=True, unique=True)
    hash = models.CharField(_("hash"), max_length=64, default="")

    objects: ClassVar[models.Manager[Event]] = models.Manager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="event_subject"),
            models.Index(fields=["id"], condition=models.Q(position__isnull=True), name="event_waiting"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(position__isnull=True, hash="") | models.Q(position__gt=0) & ~models.Q(hash=""),
                name="event_position_with_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("Events of the chronicle are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Events of the chronicle are never removed.")


class ChronicleHead(models.Model):
    """The last sealed position and its hash: one row, which the sealer locks."""

    position = models.BigIntegerField(_("position"), default=0)
    hash = models.CharField(_("hash"), max_length=64, default="")

    class Meta:
        verbose_name = _("head of the chronicle")
        verbose_name_plural = _("heads of the chronicle")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="chronicle_has_one_head")]

    def __str__(self) -> str:
        return str(self.position)


class Topic(models.Model):
    """A topic of the network; the first seven come with the software, each network changes its own."""

    slug = models.SlugField(_("short name"), max_length=40, unique=True)
    name_de = models.CharField(_("German name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["rank", "slug"]

    def __str__(self) -> str:
        return self.name_en if (get_language() or "de").startswith("en") else self.name_de


class SentMail(models.Model):
    """A mail that the demo kept instead of sending it; shown on the outbox page."""

    time = models.DateTimeField(_("time"))
    to = models.TextField(_("to"))
    subject = models.TextField(_("subject"))
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), default="")

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-time", "-pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def language(self) -> str:
        """Its code, as the HTML says it; "" where it does not. Mails speak the language of who gets them."""
        said = re.search(r'<html lang="([a-z]{2})', self.html)
        return said[1] if said else ""


class SentAttachment(models.Model):
    """A file that came with a mail which the demo kept."""

    mail = models.ForeignKey(SentMail, on_delete=models.CASCADE, related_name="attachments", verbose_name=_("mail"))
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("kind"), max_length=100)
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A table between its upload and the moment in which it is confirmed. Private to who brought it; gone after the
    import, or after a day. See `base.importing`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, verbose_name=_("uploaded by"), on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("checksum"), max_length=64)
    table = models.BinaryField(_("cells, packed"))
    choices = models.JSONField(_("what was chosen so far"), default=dict)
    uploaded_at = models.DateTimeField(_("uploaded"))

    class Meta:
        abstract = True
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.file_name


class ImportReport(models.Model):
    """An import of a table: which file, and what became of its rows. See `base.importing`."""

    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("checksum"), max_length=64)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    left_out = models.PositiveIntegerField(_("left out"), default=0)
    # rows as [row, column, code, …]; the code is put into words when the report is read
    report = models.JSONField(_("rows left out, with the reason"), default=list)
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        abstract = True
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.file_name
