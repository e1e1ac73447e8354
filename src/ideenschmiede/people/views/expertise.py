"""What a person knows, and the evidence on which that rests."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideenschmiede.base.files import serve
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.people.actions.expertise import (
    change_evidence,
    record_evidence,
    remove_evidence,
    remove_expertise,
    set_expertise,
)
from ideenschmiede.people.forms.holdings import EvidenceForm, ExpertiseForm
from ideenschmiede.people.models import Evidence, Expertise, Person
from ideenschmiede.people.queries.persons import person_for
from ideenschmiede.people.rules import may_change_evidence, may_change_person, may_see_evidence
from ideenschmiede.people.views.finding import changeable_or_404, row_or_404
from ideenschmiede.people.views.pages import form_page, page_about, removal_page


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def new_expertise(request: HttpRequest, pk: int) -> HttpResponse:
    """The person can be asked about one more topic."""
    person = changeable_or_404(request, pk)
    form = ExpertiseForm(request.POST if request.method == "POST" else None, person=person)
    page = page_about(person, _("Add a topic that others can ask about"), _("Add"))
    return form_page(request, form, lambda **signed: set_expertise(person=person, **form.cleaned_data, **signed), page)


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def expertise(request: HttpRequest, pk: int) -> HttpResponse:
    """What can be asked, and on what it rests."""
    row = _expertise(request, pk)
    form = ExpertiseForm(request.POST if request.method == "POST" else None, person=row.person, expertise=row)
    page = page_about(
        row.person, str(row.topic), _("Save changes"), remove=reverse("people:remove_expertise", args=(pk,))
    )
    return form_page(
        request,
        form,
        lambda **signed: set_expertise(person=row.person, topic=row.topic, **form.cleaned_data, **signed),
        page,
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def no_expertise(request: HttpRequest, pk: int) -> HttpResponse:
    """The person is not to be asked about this any more."""
    row = _expertise(request, pk)
    page = page_about(
        row.person,
        _("Remove “%(what)s”?") % {"what": row.topic},
        _("Remove"),
        intro=_("The evidence stays in the profile."),
    )
    return removal_page(request, lambda **signed: remove_expertise(expertise=row, **signed), page)


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def new_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Something more that can be looked up."""
    person = changeable_or_404(request, pk)
    form = EvidenceForm(*_sent(request))
    page = page_about(
        person,
        _("Add evidence"),
        _("Add"),
        intro=_("What shows that you know: a solution, an award, a decision of the council, a newspaper article."),
    )
    return form_page(
        request,
        form,
        lambda **signed: record_evidence(values={**form.values(), "person": person}, **_file(request, form), **signed),
        page,
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a piece of evidence."""
    row, person = _evidence(request, pk)
    form = EvidenceForm(*_sent(request), evidence=row)
    page = page_about(
        person, _("Change evidence"), _("Save changes"), remove=reverse("people:remove_evidence", args=(pk,))
    )
    return form_page(
        request,
        form,
        lambda **signed: change_evidence(
            evidence=row,
            values=form.values(),
            **_file(request, form),
            without_file=form.cleaned_data.get("without_file", False),
            **signed,
        ),
        page,
    )


@only(is_signed_in)
@require_http_methods(["GET", "POST"])
def no_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """It was recorded by mistake."""
    row, person = _evidence(request, pk)
    page = page_about(
        person,
        _("Remove “%(what)s”?") % {"what": row.title},
        _("Remove"),
        intro=_("It goes with its file, and cannot be brought back."),
    )
    return removal_page(request, lambda **signed: remove_evidence(evidence=row, **signed), page)


@require_safe
def evidence_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of a piece of evidence, for who may see it and the person whom it is about."""
    row = Evidence.objects.select_related("person").filter(pk=pk).first()
    if row is None or not may_see_evidence(request.user, row):
        raise Http404
    if row.person_id and person_for(request.user, row.person_id) is None:
        raise Http404
    name, _dot, _suffix = row.file_name.rpartition(".")
    return serve(request, row.file, filename=name or row.file_name or row.title)


def _expertise(request: HttpRequest, pk: int) -> Expertise:
    return row_or_404(request, Expertise, pk, may_change_person)


def _evidence(request: HttpRequest, pk: int) -> tuple[Evidence, Person]:
    """Evidence about a person; what is about a place alone is changed where it was recorded."""
    row = row_or_404(request, Evidence, pk, may_change_evidence)
    if row.person is None:
        raise Http404
    return row, row.person


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _file(request: HttpRequest, form: EvidenceForm) -> dict[str, Any]:
    upload = request.FILES.get("file")
    return {"file": form.cleaned_data["file"], "file_name": str(upload.name) if upload else ""}
