"""Documents: add one, save it, show it to everybody, remove it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.files import serve
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import Rule, is_signed_in
from ideenschmiede.groups.actions import documents as acts
from ideenschmiede.groups.forms import DocumentForm
from ideenschmiede.groups.models import Document
from ideenschmiede.groups.rules import (
    is_public_group,
    is_still_open,
    may_add_document,
    may_remove_document,
    may_run,
)
from ideenschmiede.groups.views.finding import document_or_404, open_group_or_404, page_of
from ideenschmiede.people.views.finding import account_of
from ideenschmiede.people.views.pages import form_page


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A file or a link."""
    found = open_group_or_404(request, slug, may_add_document)
    may_show = is_public_group(request.user, found) and may_run(request.user, found)
    posted = request.method == "POST"
    form = DocumentForm(request.POST if posted else None, request.FILES if posted else None, may_show=may_show)
    upload = request.FILES.get("file")
    return form_page(
        request,
        form,
        lambda **signed: acts.add_document(
            group=found, **form.cleaned_data, file_name=str(upload.name) if upload else "", **signed
        ),
        page_of(found, _("Add a document"), _("Add"), thanks=_("The document is there."), back=_shelf(found.body.slug)),
    )


@require_safe
def download(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """The file, to be saved."""
    found = document_or_404(request, slug, pk)
    return serve(request, found.file, filename=found.title)


@only(is_signed_in)
@require_POST
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show it on the public page, or no longer."""
    found = _changeable(request, slug, pk, may_run & is_public_group)
    try:
        acts.show_document(document=found, is_public=not found.is_public, by=account_of(request), at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    return redirect(_shelf(slug))


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once, then remove."""
    found = _changeable(request, slug, pk, may_remove_document)
    form = forms.Form(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda **signed: acts.remove_document(document=found, **signed),
        page_of(
            found.group,
            _("Remove this document?"),
            _("Remove"),
            intro=found.title,
            thanks=_("The document is removed."),
            back=_shelf(slug),
        ),
    )


def _changeable(request: HttpRequest, slug: str, pk: int, permission: Rule) -> Document:
    found = document_or_404(request, slug, pk)
    if not (permission & is_still_open)(request.user, found):
        raise Http404
    return found


def _shelf(slug: str) -> str:
    return f"{resolve_url('groups:detail', slug)}#dokumente"
