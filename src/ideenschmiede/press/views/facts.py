"""Correct, add and drop the facts of a clipping."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.people.models import Person
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.facts import add_fact, correct_fact, remove_fact, restore_fact
from ideenschmiede.press.forms import FactForm, clipping_kinds
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import DraftFact
from ideenschmiede.press.queries.persons import persons_called, place_of, places_by_key
from ideenschmiede.press.rules import may_write_clippings
from ideenschmiede.press.views.finding import clipping_or_404, fact_or_404


@only(may_write_clippings)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int, fact: str) -> HttpResponse:
    """Say what the text means here."""
    found = _under_review(pk)
    old = fact_or_404(found, fact)
    persons = _namesakes(old)
    form = FactForm(
        request.POST if request.method == "POST" else None,
        kind=old.kind,
        fact=old,
        place=place_of(old.place),
        persons=persons,
    )
    if request.method == "POST" and form.is_valid():
        try:
            to = form.correction(persons)
            correct_fact(clipping=found, fact=fact, to=to, by=request.user, at=timezone.now())
        except ClippingError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            return _back(pk, fact)
    context = {
        "form": form,
        "clipping": found,
        "fact": old,
        "kind": Mention.Kind(old.kind).label,
        "candidates": places_by_key(old.candidates).values() if old.candidates else [],
    }
    return render(request, "press/fact_form.html", context)


@only(may_write_clippings)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add what the software did not find. The kind is in the address (`art`)."""
    found = _under_review(pk)
    kind = request.GET.get("art", "")
    if kind not in dict(clipping_kinds()):
        return render(request, "press/fact_kinds.html", {"clipping": found, "kinds": clipping_kinds()})
    form = FactForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            key = add_fact(clipping=found, kind=kind, to=form.correction(()), by=request.user, at=timezone.now())
        except ClippingError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            if kind == Mention.Kind.PERSON and persons_called(form.correction(()).detail["family"]):
                messages.info(request, _("There are persons of this name. Please say whether it is one of them."))
                return redirect("press:correct_fact", pk=pk, fact=key)
            return _back(pk, key)
    return render(request, "press/fact_form.html", {"form": form, "clipping": found, "kind": Mention.Kind(kind).label})


@only(may_write_clippings)
@require_POST
def remove(request: HttpRequest, pk: int, fact: str) -> HttpResponse:
    """It is no fact."""
    return _switch(request, pk, fact, remove_fact)


@only(may_write_clippings)
@require_POST
def restore(request: HttpRequest, pk: int, fact: str) -> HttpResponse:
    """It is one after all."""
    return _switch(request, pk, fact, restore_fact)


def _switch(request: HttpRequest, pk: int, fact: str, action: Callable[..., None]) -> HttpResponse:
    found = _under_review(pk)
    fact_or_404(found, fact)
    try:
        action(clipping=found, fact=fact, by=request.user, at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    return _back(pk, fact)


def _under_review(pk: int) -> Clipping:
    found = clipping_or_404(pk)
    if found.status != Clipping.Status.NEW:
        raise Http404
    return found


def _namesakes(fact: DraftFact) -> Sequence[Person]:
    if fact.kind != Mention.Kind.PERSON:
        return ()
    return persons_called(fact.detail.get("family") or fact.value, and_this=fact.person)


def _back(pk: int, fact: str) -> HttpResponse:
    return redirect(f"{resolve_url('press:clipping', pk=pk)}#angabe-{fact}")
