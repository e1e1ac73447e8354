"""Forms about working groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Line, Lines, LooseDate
from ideenschmiede.base.files import AttachmentField
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.groups.models import Task, WorkingGroup
from ideenschmiede.groups.queries.groups import persons_in
from ideenschmiede.people.models import Person

WHO_SEES = (
    (
        Visibility.PUBLIC,
        _("Everybody: the group has a public page with mandate, chair, and the documents marked for it"),
    ),
    (Visibility.NETWORK, _("The network: members see tasks and documents, too")),
    (Visibility.GROUP, _("The network knows the group; tasks and documents are for the group alone")),
    (Visibility.CONFIDENTIAL, _("Confidential: only the group and the office know of it and who is in it")),
)


class MandateForm(forms.Form):
    """What the group is to do."""

    aim = Lines(label=_("Aim, in one sentence"), rows=3, max_length=2_000)
    owes = Lines(
        label=_("What does it owe, and to whom?"),
        help_text=_("For example: a concept for the Forum in autumn."),
        rows=3,
        required=False,
        max_length=2_000,
    )
    until = LooseDate(
        label=_("Until when?"),
        help_text=_("For example 12/2027; empty: until further notice."),
        required=False,
        end=True,
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )


class CharterForm(forms.Form):
    """How the group works together."""

    charter = Lines(
        label=_("How do we work together?"),
        help_text=_("When you meet, how you decide, what you expect of each other."),
        rows=14,
        required=False,
        max_length=20_000,
    )


class VisibilityForm(forms.Form):
    """Who sees the group."""

    visibility = forms.ChoiceField(label=_("Who sees the group?"), choices=WHO_SEES, widget=forms.RadioSelect)
    is_known = forms.BooleanField(
        label=_("If confidential: the network may know that it exists (its name and its aim, nothing else)"),
        required=False,
    )


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a class of Django, not generic when it runs
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class TaskForm(forms.Form):
    """Who does what until when."""

    title = Line(label=_("What is to be done?"), max_length=200)
    person = PersonChoice(
        Person.objects.none(),
        label=_("Who?"),
        required=False,
        empty_label=_("nobody yet"),
        help_text=_("From the group"),
    )
    due_on = LooseDate(label=_("Until when?"), help_text=_("For example 15.03.2027"), required=False, end=True)
    note = Lines(label=_("In words"), rows=4, required=False, max_length=2_000)

    def __init__(self, data: Any = None, *, group: WorkingGroup, task: Task | None = None) -> None:
        super().__init__(data, initial=_values(task) if task else None)
        people = persons_in(group)
        if task and task.person_id:  # also who has left keeps it until somebody else is chosen
            people = (people | Person.objects.filter(pk=task.person_id)).distinct()
        field: Any = self.fields["person"]
        field.queryset = people


def _values(task: Task) -> dict[str, Any]:
    return {name: getattr(task, name) for name in ("title", "person", "due_on", "note")}


class ResultForm(forms.Form):
    """A task is done."""

    result = Line(
        label=_("What came of it?"), help_text=_("One sentence, if you like."), required=False, max_length=500
    )


class DocumentForm(forms.Form):
    """A file or a link."""

    title = Line(label=_("Title"), max_length=200)
    file = AttachmentField(label=_("File"), required=False)
    link = Line(label=_("Or a link"), help_text=_("It begins with https://"), required=False, max_length=500)
    is_public = forms.BooleanField(label=_("Show it on the public page of the group"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, may_show: bool) -> None:
        super().__init__(data, files)
        if not may_show:
            del self.fields["is_public"]


class HandoverForm(forms.Form):
    """What a chair passes on."""

    achieved = Lines(label=_("What have we reached?"), rows=6, required=False, max_length=5_000)
    open_matters = Lines(label=_("What is still open?"), rows=6, required=False, max_length=5_000)
    advice = Lines(
        label=_("What would you tell your successor?"),
        help_text=_("Only the group and the office read this."),
        rows=4,
        required=False,
        max_length=5_000,
    )


class ReportForm(forms.Form):
    """What has become of the mandate."""

    report = Lines(
        label=_("Closing report"),
        help_text=_("What was the mandate, what came of it, what should others know? It stays readable."),
        rows=16,
        max_length=20_000,
    )


class SuggestionForm(forms.Form):
    """Why this person."""

    reason = Lines(
        label=_("Why this person?"),
        help_text=_("The office reads this, and decides whether and how to invite."),
        rows=5,
        max_length=2_000,
    )
