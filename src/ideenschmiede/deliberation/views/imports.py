"""A conversation that was held elsewhere comes in as an archived question: bring the files, look, confirm."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only, or_404
from ideenschmiede.base.models import Account, Visibility
from ideenschmiede.deliberation.actions.importing import (
    LONGEST_TITLE,
    AlreadyImported,
    Read,
    forget_upload,
    import_upload,
    keep_upload,
    unpacked,
)
from ideenschmiede.deliberation.forms.imports import ConfirmForm, FilesForm, contents
from ideenschmiede.deliberation.models import ConversationUpload
from ideenschmiede.deliberation.queries.imports import upload_for
from ideenschmiede.deliberation.rules.archives import may_import
from ideenschmiede.deliberation.views.finding import url_of

SHOWN = 10  # statements of the preview


@only(may_import)
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Step 1: the files."""
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, Account)
        try:
            files = contents(form.cleaned_data["export"])
            upload = keep_upload(files=files, by=request.user, at=timezone.now())
        except ActionError as error:
            form.add_error("export", str(error))
        else:
            return redirect("deliberation:import_preview", pk=upload.pk)
    return render(request, "deliberation/import.html", {"form": form})


@only(may_import)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Step 2: what would be stored; a post says what the files do not say, and stores it."""
    upload = _upload_or_404(request, pk)
    read = unpacked(bytes(upload.table))
    initial = {"title": read.conversation.title[:LONGEST_TITLE], "source": read.conversation.url}
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            question = import_upload(
                upload=upload,
                title=form.cleaned_data["title"],
                source=form.cleaned_data["source"],
                visibility=Visibility(form.cleaned_data["visibility"]),
                by=request.user,
                at=timezone.now(),
            )
        except AlreadyImported as error:
            form.add_error("title", str(error))
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The conversation is imported. Its map is being drawn."))
            return redirect(url_of(question))
    return render(request, "deliberation/import_preview.html", {"form": form, "upload": upload, **_shown(read)})


@only(may_import)
@require_POST
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop: nothing was stored, and the files are forgotten."""
    forget_upload(upload=_upload_or_404(request, pk))
    messages.success(request, _("The import is cancelled. Nothing was stored."))
    return redirect("deliberation:import")


def _upload_or_404(request: HttpRequest, pk: UUID) -> ConversationUpload:
    return or_404(upload_for(request.user, pk, timezone.now()))


def _shown(read: Read) -> dict[str, Any]:
    found = read.conversation
    moderated = [one.moderated for one in found.comments]
    return {
        "read": read,
        "published": moderated.count(1),
        "waiting": moderated.count(0),
        "hidden": moderated.count(-1),
        "votes": len(found.votes),
        "participants": len(found.votes.people),
        "comments": [one for one in found.comments if one.moderated == 1][:SHOWN],
    }
