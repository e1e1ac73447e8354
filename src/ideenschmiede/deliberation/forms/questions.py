"""The form of a question: one column, in sections, with a hint before each error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.fields import Line, Lines
from ideenschmiede.base.models import Visibility
from ideenschmiede.base.plain import one_line
from ideenschmiede.deliberation.models import LONGEST_STATEMENT, Audience, Question, Stage
from ideenschmiede.people.models import Body

SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("What you want to know"), ("title", "context", "promise")),
    (gettext_lazy("Who is asked"), ("body", "audience", "visibility")),
    (gettext_lazy("From when to when"), ("opens_at", "closes_at")),
    (gettext_lazy("How it goes"), ("statements", "moderation", "results_early")),
)
SHOWN_TO = {
    Visibility.PUBLIC: gettext_lazy("Everyone can read it. Only those asked vote."),
    Visibility.NETWORK: gettext_lazy("The network only"),
    Visibility.GROUP: gettext_lazy("Only those appointed to the body"),
    Visibility.CONFIDENTIAL: gettext_lazy(
        "Confidential: only those asked see it, and nobody can find out who said or voted what"
    ),
}
FIXED = ("body", "audience", "visibility")  # once it is open
MOST_STATEMENTS = 200
EARLIEST = 2000  # a year; databases do not know the first ones in every time zone


class Moment(forms.DateTimeField):
    """A day and a time, chosen with the browser's own means."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        super().__init__(required=False, widget=widget, **options)

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        if moment is not None and moment.year < EARLIEST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


class QuestionForm(forms.Form):
    """Reads what a question is asked with; `values()` and `cleaned_data["statements"]` are what the actions take.

    `bodies`: those that the reader may ask for; without one of them only the office may ask (`body_needed`).
    """

    expected = frozenset({"body"})  # empty stands for the network; that is no omission

    title = Line(
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("So that one can answer it with one sentence: “What would bring more people to …?”"),
        max_length=200,
    )
    context = Lines(
        label=gettext_lazy("What it is about"),
        help_text=gettext_lazy("What one has to know to take part: five sentences are enough."),
        rows=6,
        max_length=5_000,
        required=False,
    )
    promise = Lines(
        label=gettext_lazy("What happens with the result?"),
        help_text=gettext_lazy("Who reads it, what is decided with it, and when those who took part hear of it."),
        rows=3,
        max_length=2_000,
        required=False,
    )
    body = forms.ModelChoiceField(
        Body.objects.none(), label=gettext_lazy("Who asks?"), empty_label=gettext_lazy("The network"), required=False
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who may take part?"),
        choices=Audience.choices,
        initial=Audience.NETWORK,
        widget=forms.RadioSelect,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"),
        help_text=gettext_lazy("Who takes part and who sees it is fixed as soon as the question is open."),
        choices=list(SHOWN_TO.items()),
        initial=Visibility.NETWORK,
        widget=forms.RadioSelect,
    )
    opens_at = Moment(
        label=gettext_lazy("Opens by itself"), help_text=gettext_lazy("Empty: as soon as you open it yourself.")
    )
    closes_at = Moment(
        label=gettext_lazy("Closes by itself"), help_text=gettext_lazy("Empty: as soon as you close it yourself.")
    )
    statements = Lines(
        label=gettext_lazy("First statements"),
        help_text=gettext_lazy(
            "One a line, at most 280 characters each. Ten to twenty that see it differently make a good beginning; "
            "those asked add theirs. These stand in nobody's name."
        ),
        rows=10,
        max_length=MOST_STATEMENTS * (LONGEST_STATEMENT + 1),
        required=False,
    )
    moderation = forms.ChoiceField(
        label=gettext_lazy("When do new statements appear?"),
        choices=[
            (Question.Moderation.AFTER, gettext_lazy("At once. You can hide or merge them later, with a reason.")),
            (Question.Moderation.BEFORE, gettext_lazy("After you have read them. You will be told that some wait.")),
        ],
        initial=Question.Moderation.AFTER,
        widget=forms.RadioSelect,
    )
    results_early = forms.BooleanField(
        label=gettext_lazy("Show results before the end"),
        help_text=gettext_lazy("Those of a confidential question appear after the end only."),
        initial=True,
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        bodies: Iterable[Body],
        body_needed: bool = False,
        question: Question | None = None,
        body: Body | None = None,
    ) -> None:
        super().__init__(data, initial=initial_of(question) if question else {"body": body})
        chosen: Any = self.fields["body"]
        chosen.queryset = Body.objects.filter(pk__in=[one.pk for one in bodies])
        chosen.required = body_needed
        if body_needed:
            chosen.empty_label = None if len(list(bodies)) == 1 else _("Please choose")
        if question is not None and question.stage == Stage.OPEN:
            for name in (*FIXED, "opens_at"):
                del self.fields[name]
            if not question.results_early:  # people voted trusting in that
                del self.fields["results_early"]

    def sections(self) -> Iterator[tuple[Promise, list[BoundField]]]:
        """The fields under their headings."""
        for heading, names in SECTIONS:
            if fields := [self[name] for name in names if name in self.fields]:
                yield heading, fields

    def clean_statements(self) -> list[str]:
        """One each line; those that are there twice, once."""
        lines = [one_line(line) for line in self.cleaned_data["statements"].splitlines()]
        for number, line in enumerate(lines, start=1):
            if len(line) > LONGEST_STATEMENT:
                message = _("Line %(number)s has %(length)s characters; a statement has at most %(most)s.")
                values = {"number": number, "length": len(line), "most": LONGEST_STATEMENT}
                raise forms.ValidationError(message % values)
        kept = list(dict.fromkeys(filter(None, lines)))
        if len(kept) > MOST_STATEMENTS:
            raise forms.ValidationError(_("Please begin with at most %(most)s statements.") % {"most": MOST_STATEMENTS})
        return kept

    def values(self) -> dict[str, Any]:
        """What `ask` and `change_question` take."""
        return {name: value for name, value in self.cleaned_data.items() if name != "statements"}


def initial_of(question: Question) -> dict[str, Any]:
    """What stands in a question, as the form begins with it."""
    names = [name for name in QuestionForm.base_fields if name != "statements"]
    initial: dict[str, Any] = {name: getattr(question, name) for name in names}
    for name in ("opens_at", "closes_at"):
        moment: datetime | None = initial[name]
        initial[name] = moment.replace(second=0, microsecond=0) if moment else None
    return initial
