"""Tasks: all of a group, one of them, giving, changing, finishing."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.http import only
from ideenschmiede.base.rules import is_signed_in
from ideenschmiede.groups.actions import tasks as acts
from ideenschmiede.groups.forms import ResultForm, TaskForm
from ideenschmiede.groups.models import WorkingGroup
from ideenschmiede.groups.queries.tasks import is_late, lines_of, tasks_of
from ideenschmiede.groups.rules import is_still_open, may_finish_task, may_run, sees_lateness, sees_work
from ideenschmiede.groups.views.finding import group_or_404, open_group_or_404, page_of, task_or_404, url_of
from ideenschmiede.people.views.finding import account_of
from ideenschmiede.people.views.pages import form_page

ORIGINS = {"entscheidung": "deliberation.decision", "idee": "ideas.idea"}
"""What a task can follow from, as the address names it: “?aus=idee-12”."""


@only(is_signed_in)
@require_safe
def tasks(request: HttpRequest, slug: str) -> HttpResponse:
    """All tasks of a group: what is open, then what is done."""
    found = group_or_404(request, slug, sees_work)
    lines = lines_of(request.user, tasks_of(found), timezone.localdate())
    context = {
        "group": found,
        "tasks": [line for line in lines if not line.task.done_at],
        "done": [line for line in lines if line.task.done_at],
        "may_change": found.is_open and may_run(request.user, found),
    }
    return render(request, "groups/tasks.html", context)


@only(is_signed_in)
@require_safe
def task(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One task."""
    found = task_or_404(request, slug, pk)
    is_open = found.group.is_open
    context = {
        "task": found,
        "group": found.group,
        "is_late": is_late(found, timezone.localdate()) and sees_lateness(request.user, found),
        "may_change": is_open and may_run(request.user, found),
        "may_finish": is_open and may_finish_task(request.user, found),
    }
    return render(request, "groups/task.html", context)


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """A new task."""
    found = open_group_or_404(request, slug, may_run)
    form = TaskForm(request.POST if request.method == "POST" else None, group=found)
    origin = origin_of(request)
    return form_page(
        request,
        form,
        lambda **signed: acts.give_task(group=found, **form.cleaned_data, origin=origin, **signed),
        page_of(found, _("Give a task"), _("Give the task"), thanks=_("The task is given."), back=_tasks_of(found)),
    )


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another title, somebody else, another day."""
    found = task_or_404(request, slug, pk, may_run & is_still_open)
    form = TaskForm(request.POST if request.method == "POST" else None, group=found.group, task=found)
    return form_page(
        request,
        form,
        lambda **signed: acts.change_task(task=found, **form.cleaned_data, **signed),
        page_of(found.group, _("Change the task"), _("Save"), back=url_of(found.group, "task", pk)),
    )


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It is done: what came of it."""
    found = task_or_404(request, slug, pk, may_finish_task & is_still_open)
    form = ResultForm(request.POST if request.method == "POST" else None, initial={"result": found.result})
    return form_page(
        request,
        form,
        lambda **signed: acts.finish_task(task=found, **form.cleaned_data, **signed),
        page_of(found.group, found.title, _("Done"), thanks=_("Well done."), back=_tasks_of(found.group)),
    )


@only(is_signed_in)
@require_POST
def reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It is not done after all."""
    found = task_or_404(request, slug, pk, may_finish_task & is_still_open)
    try:
        acts.reopen_task(task=found, by=account_of(request), at=timezone.now())
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The task is open again."))
    return redirect(_tasks_of(found.group))


@only(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once, then drop."""
    found = task_or_404(request, slug, pk, may_run & is_still_open)
    form = forms.Form(request.POST if request.method == "POST" else None)
    return form_page(
        request,
        form,
        lambda **signed: acts.drop_task(task=found, **signed),
        page_of(
            found.group,
            _("Drop this task?"),
            _("Drop"),
            intro=found.title,
            thanks=_("The task is dropped."),
            back=_tasks_of(found.group),
        ),
    )


def origin_of(request: HttpRequest) -> tuple[str, int] | None:
    """What the task follows from, as the address says it. Raises `Http404` for nonsense."""
    said = request.GET.get("aus", "")
    if not said:
        return None
    kind, _dash, number = said.partition("-")
    if kind not in ORIGINS or not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    return ORIGINS[kind], int(number)


def _tasks_of(group: WorkingGroup) -> str:
    return url_of(group, "tasks")
