"""Handover of the chair: what waits, writing it, taking it over. And closing the group."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.groups.actions import closing
from ideenschmiede.groups.actions import handovers as acts
from ideenschmiede.groups.forms import HandoverForm, ReportForm
from ideenschmiede.groups.models import Handover, WorkingGroup
from ideenschmiede.groups.queries.deliberations import decisions_of, questions_of
from ideenschmiede.groups.queries.handovers import handovers_of
from ideenschmiede.groups.queries.tasks import lines_of, tasks_of
from ideenschmiede.groups.rules import may_close, may_run, may_take_over, may_write_handover, sees_work, sits_in
from ideenschmiede.groups.views.finding import group_or_404, handover_or_404, open_group_or_404, page_of, url_of
from ideenschmiede.people.views.finding import account_of
from ideenschmiede.people.views.pages import form_page

FIELDS = ("achieved", "open_matters", "advice")


@only(is_signed_in)
@require_safe
def handovers(request: HttpRequest, slug: str) -> HttpResponse:
    """All handovers of a group, and what waits for whoever leads it next."""
    found = group_or_404(request, slug, sits_in)
    rows = list(handovers_of(found))
    context = {
        "group": found,
        "handovers": rows,
        "waits": what_waits(request, found),
        "may_write": found.is_open and may_run(request.user, found) and all(one.taken_over_at for one in rows),
    }
    return render(request, "groups/handovers.html", context)


@only(is_signed_in)
@require_safe
def handover(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One handover."""
    found = handover_or_404(request, slug, pk)
    waits = found.taken_over_at is None and found.group.is_open
    context = {
        "group": found.group,
        "handover": found,
        "is_inside": sits_in(request.user, found),
        "waits": {} if found.taken_over_at else what_waits(request, found.group),
        "may_write": waits and may_write_handover(request.user, found),
        "may_take_over": waits and found.written_at and may_take_over(request.user, found),
    }
    return render(request, "groups/handover.html", context)


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand over before anybody has asked for it."""
    found = open_group_or_404(request, slug, may_run)
    return _form(request, found, None)


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write what was asked for, or write it anew."""
    found = handover_or_404(request, slug, pk, may_write_handover)
    return _form(request, found.group, found)


def _form(request: HttpRequest, group: WorkingGroup, found: Handover | None) -> HttpResponse:
    initial = {name: getattr(found, name) for name in FIELDS} if found else {}
    form = HandoverForm(request.POST if request.method == "POST" else None, initial=initial)
    back = url_of(group, "handover", found.pk) if found else url_of(group, "handovers")
    return form_page(
        request,
        form,
        lambda **signed: acts.write_handover(group=group, handover=found, **form.cleaned_data, **signed),
        page_of(
            group,
            _("Hand over the chair"),
            _("Hand over"),
            intro=_("Whoever leads the group next reads this first."),
            thanks=_("Written. Whoever leads the group next confirms that they have taken over."),
            back=back,
        ),
        waits=what_waits(request, group),
    )


@only(is_signed_in)
@require_POST
def take_over(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The new chair goes on from here."""
    found = handover_or_404(request, slug, pk, may_take_over)
    try:
        acts.take_over(handover=found, by=account_of(request), at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken over. Good luck!"))
    return redirect(url_of(found.group))


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the closing report; the office closes the group with it."""
    found = group_or_404(request, slug, may_run)
    if not found.is_open and found.closing_report:
        return redirect(f"{url_of(found)}#abschluss")
    closes = "close" in request.POST and may_close(request.user)
    form = ReportForm(request.POST if request.method == "POST" else None, initial={"report": found.closing_report})
    action: Any = closing.close_group if closes else closing.write_report
    thanks = _("The working group is closed. Thank you for the report.") if closes else _("The report is saved.")
    return form_page(
        request,
        form,
        lambda **signed: action(group=found, **form.cleaned_data, **signed),
        page_of(found, _("Closing report"), _("Save"), thanks=thanks),
        may_close=found.is_open and may_close(request.user),
        waits=what_waits(request, found),
        closing=True,
    )


def what_waits(request: HttpRequest, group: WorkingGroup) -> dict[str, Any]:
    """What is open in the group now; nothing for who has left it and still hands over."""
    who = request.user
    if not sees_work(who, group):
        return {}
    return {
        "tasks": lines_of(who, [task for task in tasks_of(group) if not task.done_at], timezone.localdate()),
        "questions": list(questions_of(who, group).filter(stage="open")),
        "decisions": list(decisions_of(who, group).filter(stage="open")),
    }
