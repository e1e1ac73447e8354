"""From an address to the group and what is in it; what one may not see or do is not there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from ideenschmiede.base.http import or_404
from ideenschmiede.base.rules import Rule
from ideenschmiede.groups.models import Document, Handover, Task, WorkingGroup
from ideenschmiede.groups.queries.documents import document_of
from ideenschmiede.groups.queries.groups import group_for
from ideenschmiede.groups.queries.tasks import task_of
from ideenschmiede.groups.rules import is_still_open, is_visible, sees_handovers, sees_work
from ideenschmiede.people.views.pages import FormPage, Words


def group_or_404(request: HttpRequest, slug: str, permission: Rule = is_visible) -> Any:
    group = group_for(request.user, slug)
    if group is None or not permission(request.user, group):
        raise Http404
    return group


def open_group_or_404(request: HttpRequest, slug: str, permission: Rule) -> Any:
    """One in which something can still be done."""
    return group_or_404(request, slug, permission & is_still_open)


def task_or_404(request: HttpRequest, slug: str, pk: int, permission: Rule = sees_work) -> Task:
    group = group_or_404(request, slug)
    task = task_of(group, pk)
    if task is None or not permission(request.user, task):
        raise Http404
    return task


def document_or_404(request: HttpRequest, slug: str, pk: int) -> Document:
    return or_404(document_of(request.user, group_or_404(request, slug), pk))


def handover_or_404(request: HttpRequest, slug: str, pk: int, permission: Rule = sees_handovers) -> Handover:
    """Also for who has left the group and still has to hand over."""
    rows = Handover.objects.select_related("group__body", "from_person", "to_person")
    handover = rows.filter(group__body__slug=slug, pk=pk).first()
    if handover is None or not permission(request.user, handover):
        raise Http404
    return handover


def url_of(group: WorkingGroup, name: str = "detail", *more: object) -> str:
    return resolve_url(f"groups:{name}", group.body.slug, *more)


def page_of(
    group: WorkingGroup, title: Words, submit: Words, *, thanks: Words = "", intro: Words = "", back: str = ""
) -> FormPage:
    """A form that leads back to the group."""
    return FormPage(
        title=title,
        back=back or url_of(group),
        intro=intro,
        submit=submit,
        thanks=thanks or _("Your changes are saved."),
        trail=(group.body.name, url_of(group)),
        template="groups/form.html",
    )
