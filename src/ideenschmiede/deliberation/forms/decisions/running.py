"""What whoever runs a decision writes, and what members say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ideenschmiede.base.fields import Line, Lines, LooseDate
from ideenschmiede.deliberation.forms.decisions.ballots import STANCES
from ideenschmiede.deliberation.forms.decisions.fields import End
from ideenschmiede.deliberation.models import FollowUp, Objection, Proposal

LONG = 10_000


class IntegrateForm(forms.Form):
    """A new version of the proposal, from objections to the last one."""

    objections = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Which objections does it take up?"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    text = Lines(label=gettext_lazy("The new version"), rows=12, max_length=LONG)
    note = Lines(
        label=gettext_lazy("What changed, and why?"),
        help_text=gettext_lazy("One or two sentences. They stand beside the comparison of both versions."),
        rows=3,
        max_length=2_000,
    )

    closes_at = End(
        label=gettext_lazy("Votes until"), help_text=gettext_lazy("All vote anew and need at least 24 hours for that.")
    )

    def __init__(self, data: Any, *, proposal: Proposal, objections: Sequence[Objection], ends: datetime) -> None:
        chosen = [one.pk for one in objections] if len(objections) == 1 else []
        super().__init__(data, initial={"text": proposal.text, "objections": chosen, "closes_at": ends})
        field: Any = self.fields["objections"]
        field.choices = [(one.pk, one.reason) for one in objections]


class AnswerForm(forms.Form):
    """Why an objection is not taken up."""

    answer = Lines(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("Why is it not taken up? Everybody who sees the decision reads the answer."),
        rows=5,
        max_length=2_000,
    )


class DissentForm(forms.Form):
    """What those want to be read along who were outvoted."""

    text = Lines(
        label=gettext_lazy("Minority opinion"),
        help_text=gettext_lazy("It stands beside the result for good."),
        rows=6,
        max_length=5_000,
    )
    named = forms.BooleanField(label=gettext_lazy("Show my name beside it"), required=False, initial=True)

    def __init__(self, data: Any, *, is_confidential: bool) -> None:
        super().__init__(data)
        if is_confidential:
            del self.fields["named"]


class FollowUpForm(forms.Form):
    """What became of a decision."""

    state = forms.ChoiceField(
        label=gettext_lazy("How far is it?"), choices=FollowUp.State.choices, widget=forms.RadioSelect
    )
    on = LooseDate(label=gettext_lazy("As of"), help_text=gettext_lazy("For example 17.05.2027"))
    text = Lines(
        label=gettext_lazy("In words"),
        help_text=gettext_lazy("What has happened, what comes next? If it was dropped: why?"),
        rows=4,
        required=False,
        max_length=2_000,
    )


class ExtendForm(forms.Form):
    """A later end."""

    closes_at = End(label=gettext_lazy("Votes until"))

    def __init__(self, data: Any, *, ends: datetime | None) -> None:
        super().__init__(data, initial={"closes_at": ends})


class TakeBackForm(forms.Form):
    """What one votes instead of an objection."""

    stance = forms.ChoiceField(
        label=gettext_lazy("What do you vote instead?"),
        choices=[(value, label) for value, label in STANCES.items() if value != "objection"],
        widget=forms.RadioSelect,
    )


class WithdrawForm(forms.Form):
    """Why a decision is not taken after all."""

    reason = Lines(
        label=gettext_lazy("Why is it withdrawn?"),
        help_text=gettext_lazy("Everybody who sees the decision reads it."),
        rows=3,
        max_length=2_000,
    )


class ReceiptForm(forms.Form):
    """The code of a receipt, as it was shown when the vote was cast."""

    code = Line(
        label=gettext_lazy("Code of your receipt"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
