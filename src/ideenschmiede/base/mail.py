"""Mail with a text and an HTML part, and the demo's outbox."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ideenschmiede.base.models import SentAttachment, SentMail

Attachment = tuple[str, bytes, str]
"""Name of the file, content, MIME type."""


def letterhead() -> dict[str, str]:
    """What the layout of every mail says of the network."""
    return {
        "network_name": settings.NETWORK_NAME,
        "network_email": settings.NETWORK_EMAIL,
        "base_url": settings.BASE_URL,
    }


def send(
    *,
    template: str,
    to: str,
    context: Mapping[str, Any],
    language: str = "de",
    attachments: Sequence[Attachment] = (),
    reply_to: str = "",
) -> None:
    """Send one mail from `<template>.subject.txt`, `<template>.txt` and `<template>.html`, in the reader's language.

    `reply_to` is the address that answers go to; the office's, where none is given. Raises `OSError` or `SMTPException`
    when the mail server does not take it: call it from a task, inside `tasks.deliver`.
    """
    with translation.override(language):
        full = {**context, **letterhead()}
        subject = " ".join(render_to_string(f"{template}.subject.txt", full).split())
        message = EmailMultiAlternatives(
            subject,
            render_to_string(f"{template}.txt", full),
            to=[to],
            reply_to=list(filter(None, [reply_to or settings.NETWORK_EMAIL])),
            attachments=list(attachments),
        )
        message.attach_alternative(render_to_string(f"{template}.html", full), "text/html")
        message.send()


class OutboxBackend(BaseEmailBackend):
    """Keeps mails in the database instead of sending them: the demo shows them on a page."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            with transaction.atomic():
                _keep(message)
        return len(email_messages)


def _keep(message: EmailMessage) -> None:
    kept = SentMail.objects.create(
        time=timezone.now(),
        to=", ".join(message.recipients()),
        subject=str(message.subject),
        text=str(message.body),
        html=_html_of(message),
    )
    for name, content, kind in message.attachments:
        data = content.encode() if isinstance(content, str) else content  # Django decodes texts
        SentAttachment.objects.create(mail=kept, name=name, content=data, content_type=kind)


def _html_of(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", None) or []
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")
