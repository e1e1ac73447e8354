"""Put something to the vote: the proposal, its options, and by which rules it is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.fields import Amount, Line, Lines
from ideenschmiede.base.models import Visibility
from ideenschmiede.deliberation.actions.deciding.putting import MOST_OPTIONS, ON_TEXT, OptionText
from ideenschmiede.deliberation.forms.decisions.fields import End
from ideenschmiede.deliberation.models import Decision, Method, Proposal, Question
from ideenschmiede.people.models import Body

WITH_COSTS = frozenset({Method.BUDGET})
USUALLY = timedelta(days=14)
SHOWN_TO = {
    Visibility.PUBLIC: gettext_lazy("Everyone: result and reasons can be read by anybody."),
    Visibility.NETWORK: gettext_lazy("The network"),
    Visibility.GROUP: gettext_lazy("Only those who belong to the body, and the office"),
    Visibility.CONFIDENTIAL: gettext_lazy(
        "Confidential: only those who belong to the body, and the office. It is not found by the search and stands in "
        "no export."
    ),
}


class PutForm(forms.Form):
    """What is decided and by which rules: what the action takes, the options aside."""

    title = Line(
        label=gettext_lazy("What is decided?"),
        help_text=gettext_lazy("One sentence or question that a person understands who was not there"),
        max_length=200,
    )
    context = Lines(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("What has led to it, what is at stake, what was discussed"),
        rows=5,
        required=False,
        max_length=5_000,
    )
    text = Lines(
        label=gettext_lazy("The proposal"),
        help_text=gettext_lazy("Word for word as it shall hold"),
        rows=8,
        max_length=10_000,
    )
    budget = Amount(label=gettext_lazy("Budget"), help_text=gettext_lazy("In euros, for example 12.500"))
    places_to_fill = forms.IntegerField(label=gettext_lazy("How many are chosen?"), min_value=1, max_value=1_000)
    most_points = forms.IntegerField(
        label=gettext_lazy("Most points for an option"),
        help_text=gettext_lazy("5 is enough to tell good from very good."),
        min_value=1,
        max_value=100,
        initial=5,
    )
    closes_at = End(label=gettext_lazy("Votes until"), help_text=gettext_lazy("Then it is counted by itself."))
    quorum = forms.IntegerField(
        label=gettext_lazy("How many must take part, in per cent?"),
        help_text=gettext_lazy(
            "If fewer vote, nothing is decided. 50 means: at least half. Abstaining is taking part."
        ),
        min_value=0,
        max_value=100,
        initial=50,
    )
    is_secret = forms.BooleanField(
        label=gettext_lazy("The vote is secret"),
        help_text=gettext_lazy(
            "Nobody sees who voted how, not even the office. Without it each vote is shown with its name."
        ),
        required=False,
        initial=True,
    )
    allows_deputies = forms.BooleanField(
        label=gettext_lazy("Named deputies may vote for those whom they stand in for"), required=False
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"),
        choices=list(SHOWN_TO.items()),
        initial=Visibility.NETWORK,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any, *, method: Method, initial: dict[str, Any]) -> None:
        self.method = method
        super().__init__(data, initial=initial)
        for name in self._unneeded():
            del self.fields[name]
        if method not in ON_TEXT:
            text: Any = self.fields["text"]
            text.required, text.label = False, _("What holds for all options")
            text.help_text = _("Only if something has to be said that holds whatever is chosen")

    def _unneeded(self) -> Iterator[str]:
        needed = {"budget": Method.BUDGET, "places_to_fill": Method.SHORTLIST, "most_points": Method.SCORE}
        yield from (name for name, method in needed.items() if method != self.method)

    @property
    def about(self) -> list[BoundField]:
        """Fields above the options."""
        return [self[name] for name in ("title", "context", "text")]

    @property
    def rules(self) -> list[BoundField]:
        """Fields below the options."""
        return [field for field in self if field.name not in ("title", "context", "text")]


class OptionForm(forms.Form):
    """One thing to choose."""

    text = Line(label=gettext_lazy("Option"), required=False, max_length=300)
    explanation = Lines(label=gettext_lazy("Explanation"), required=False, rows=2, max_length=2_000)
    cost = Amount(label=gettext_lazy("Cost"), help_text=gettext_lazy("In euros"), required=False)
    expected = frozenset({"text", "cost"})  # not called optional: a row that is begun needs them

    @property
    def is_begun(self) -> bool:
        """Something stands in this row."""
        data = self.cleaned_data
        return bool(data.get("text") or data.get("explanation") or data.get("cost") is not None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.is_begun and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Please say what this is, or empty the whole row."))
        if self.is_begun and "cost" in self.fields and not data.get("cost") and "cost" not in self.errors:
            self.add_error("cost", _("Please say what it costs, in whole euros."))
        return data


class BaseOptions(BaseFormSet):  # type: ignore[type-arg]  # a class of Django, not generic when it runs
    """The options in their order; rows that stay empty are left out."""

    def __init__(self, *args: Any, method: Method, **options: Any) -> None:
        self.method = method
        super().__init__(*args, **options)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if self.method not in WITH_COSTS:
            del form.fields["cost"]

    def values(self) -> list[OptionText]:
        """As the action takes them."""
        rows = [form.cleaned_data for form in self.forms if form.is_begun]
        return [OptionText(row["text"], row["explanation"], row.get("cost")) for row in rows]


def option_rows(data: Any, *, method: Method, initial: Sequence[Mapping[str, Any]] = ()) -> BaseOptions:
    """The rows as they were sent, or with what stands in them now."""
    made = formset_factory(OptionForm, formset=BaseOptions, extra=0, max_num=MOST_OPTIONS)
    rows: Any = made(data, initial=initial, method=method)  # type: ignore[call-arg]  # the class that it was given
    found: BaseOptions = rows
    return found


class StartForm(forms.Form):
    """Who decides?"""

    gremium = forms.TypedChoiceField(label=gettext_lazy("Who decides?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: Any, *, bodies: Sequence[Body], body: int | None) -> None:
        """`body`: the one to begin with."""
        only = bodies[0].pk if len(bodies) == 1 else None
        super().__init__(data, initial={"gremium": body or only})
        field: Any = self.fields["gremium"]
        field.choices = [(body.pk, body.name) for body in bodies]


def initial_for(now: datetime, question: Question | None) -> dict[str, Any]:
    """What a new one begins with; from a question: its title and what it is about."""
    end = timezone.localtime(now + USUALLY).replace(hour=18, minute=0, second=0, microsecond=0)
    if question is None:
        return {"closes_at": end}
    visibility = question.visibility
    return {"closes_at": end, "title": question.title, "context": question.context, "visibility": visibility}


def initial_of(decision: Decision, proposal: Proposal) -> dict[str, Any]:
    """What stands in a draft, as the form begins with it."""
    names = [name for name in PutForm.base_fields if name != "text"]
    return {**{name: getattr(decision, name) for name in names}, "text": proposal.text}
