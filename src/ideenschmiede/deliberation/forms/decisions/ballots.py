"""The ballot of each method: what one says, as `counting.read_choice` takes it.

What is missing or wrong in it `counting` says; a form checks only what would be tedious to hear of one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.fields import Lines
from ideenschmiede.deliberation.counting import STAYS_AS_IT_IS
from ideenschmiede.deliberation.forms.decisions.fields import complain
from ideenschmiede.deliberation.models import Decision, Method, Option

ABSTAIN = "abstain"
OPTION = "option_"
MOST_STEPS = 10  # a scale with more steps is typed, not tapped
MOST_RESISTANCE = 10
STANCES = {
    "consent": gettext_lazy("Consent – I can live with it"),
    "reservation": gettext_lazy("Consent with reservations – I have doubts and do not stand in the way"),
    "objection": gettext_lazy("Objection – there is a serious reason against it"),
    ABSTAIN: gettext_lazy("I abstain"),
}
VOTES = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No"), ABSTAIN: gettext_lazy("I abstain")}

Said = Mapping[str, Any]


class BallotForm(forms.Form):
    """What is common to all ballots. `shape` names the template; `choice()` is what the action takes."""

    shape = ""
    guide: str | Promise = ""
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, decision: Decision, options: Sequence[Option], version: int, said: Said | None, **more: Any
    ) -> None:
        """`said`: the choice as it was voted before, to begin with."""
        self.decision, self.options, self.newest = decision, options, version
        reason = more.pop("reason", "")
        initial = self.initial_of(said) if said else {}
        super().__init__(data, initial={**initial, "reason": reason, "version": version}, **more)
        self.build()

    def build(self) -> None:
        """Add or leave out the fields that depend on the decision."""

    def initial_of(self, said: Said) -> dict[str, Any]:
        """The form's fields as they were when this was voted."""
        raise NotImplementedError

    def choice(self) -> dict[str, Any]:
        """As `counting.read_choice` takes it."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Nobody votes on a version that they have not seen."""
        data = super().clean() or {}
        if data.get("version") != self.newest:
            sent: Any = self.data
            self.data = sent = sent.copy()
            sent[self.add_prefix("version")] = str(self.newest)
            message = _("Meanwhile there is a new version of the proposal. Please read it and vote again.")
            raise forms.ValidationError(message)
        return data

    def complain(self, error: ActionError) -> None:
        """Show what the action refused, at the option where it was one."""
        name = f"{OPTION}{getattr(error, 'option', None)}"
        if name in self.fields:
            self.add_error(name, str(error))
        else:
            complain(self, error)

    @property
    def option_fields(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith(OPTION)]

    @property
    def secrecy(self) -> str:
        """What becomes of the vote, said before it is cast."""
        if self.decision.is_secret:
            return _("The vote is secret. You get a receipt with which you can check later that your vote counted.")
        return _("The vote is open: after the end it is shown with your name.")


class ConsentBallot(BallotForm):
    """Consent, with reservations or not, or an objection with its reason."""

    shape = "stance"
    expected = frozenset({"reason"})  # not called optional: an objection needs it
    stance = forms.ChoiceField(
        label=gettext_lazy("Can you live with the proposal?"), choices=list(STANCES.items()), widget=forms.RadioSelect
    )
    reason = Lines(
        label=gettext_lazy("Reason of an objection"),
        help_text=gettext_lazy(
            "Which damage do you see, and what would have to change? Everybody who sees the decision reads it, without "
            "your name. Whoever does not object need not write anything."
        ),
        rows=4,
        required=False,
        max_length=2_000,
    )
    named = forms.BooleanField(label=gettext_lazy("Show my name beside my objection"), required=False)

    def build(self) -> None:
        if not self.decision.is_secret or self.decision.is_confidential:
            del self.fields["named"]
        if not self.decision.is_secret:
            self.fields["reason"].help_text = _(
                "Which damage do you see, and what would have to change? Everybody who sees the decision reads it, "
                "with your name. Whoever does not object need not write anything."
            )

    def initial_of(self, said: Said) -> dict[str, Any]:
        return {"stance": _stance_of(said, "stance")}

    def choice(self) -> dict[str, Any]:
        return _said("stance", self.cleaned_data["stance"])


class MajorityBallot(BallotForm):
    """Yes, no or abstention."""

    shape = "stance"
    stance = forms.ChoiceField(
        label=gettext_lazy("Do you agree to the proposal?"), choices=list(VOTES.items()), widget=forms.RadioSelect
    )

    def initial_of(self, said: Said) -> dict[str, Any]:
        return {"stance": _stance_of(said, "vote")}

    def choice(self) -> dict[str, Any]:
        return _said("vote", self.cleaned_data["stance"])


class OptionBallot(BallotForm):
    """A ballot over options, with a way to abstain from all of it."""

    abstain = forms.BooleanField(label=gettext_lazy("I abstain from the whole vote"), required=False)

    def initial_of(self, said: Said) -> dict[str, Any]:
        return {ABSTAIN: True} if said.get(ABSTAIN) else self.initial_of_options(said)

    def choice(self) -> dict[str, Any]:
        return {ABSTAIN: True} if self.cleaned_data[ABSTAIN] else self.said()

    def initial_of_options(self, said: Said) -> dict[str, Any]:
        raise NotImplementedError

    def said(self) -> dict[str, Any]:
        """What was said of the options."""
        raise NotImplementedError

    def filled(self) -> dict[str, Any]:
        """Number of the option as text → what was chosen for it."""
        found = {name.removeprefix(OPTION): self.cleaned_data[name] for name in self.fields if name.startswith(OPTION)}
        return {number: value for number, value in found.items() if value is not None}


class ScaleBallot(OptionBallot):
    """A number for every option: resistance or points."""

    shape = "scale"

    def build(self) -> None:
        for number, text, hint in self._rows():
            self.fields[f"{OPTION}{number}"] = self._field(text, hint)

    @property
    def resists(self) -> bool:
        return self.decision.method == Method.RESISTANCE

    @property
    def most(self) -> int:
        return MOST_RESISTANCE if self.resists else self.decision.most_points

    @property
    def is_typed(self) -> bool:
        """Too many steps to choose from."""
        return self.most > MOST_STEPS

    @property
    def low(self) -> str:
        return _("0: I have nothing against it") if self.resists else _("0: not at all")

    @property
    def high(self) -> str:
        words = _("%(most)s: I cannot live with it") if self.resists else _("%(most)s: very much")
        return words % {"most": self.most}

    @property
    def guide(self) -> str:  # type: ignore[override]  # said from the decision here
        if self.resists:
            return _("How much speaks against each option? 0: nothing. 10: I cannot live with it.")
        return _("How much do you like each option? 0: not at all. %(most)s: very much.") % {"most": self.most}

    def initial_of_options(self, said: Said) -> dict[str, Any]:
        given = said["resistance" if self.resists else "points"]
        return {f"{OPTION}{number}": value for number, value in given.items()}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.resists and not data.get(ABSTAIN):
            for name in [name for name, value in data.items() if name.startswith(OPTION) and value is None]:
                self.add_error(name, _("Please say how much speaks against it, from 0 to 10."))
        return data

    def said(self) -> dict[str, Any]:
        return {"resistance" if self.resists else "points": self.filled()}

    def _rows(self) -> Iterator[tuple[int, str, str]]:
        for option in self.options:
            yield option.pk, option.text, ""
        if self.resists:
            yield STAYS_AS_IT_IS, _("It stays as it is"), _("The zero option: nothing of all this is done.")

    def _field(self, text: str, hint: str) -> forms.Field:
        if self.is_typed:
            return forms.IntegerField(label=text, help_text=hint, min_value=0, max_value=self.most, required=False)
        steps = [(number, str(number)) for number in range(self.most + 1)]
        return forms.TypedChoiceField(
            label=text, help_text=hint, choices=steps, coerce=int, empty_value=None, required=False,
            widget=forms.RadioSelect,
        )  # fmt: skip


class RankedBallot(OptionBallot):
    """A place for every option; equal ones are allowed, those without come last."""

    shape = "ranking"
    guide = gettext_lazy(
        "1 is best. You may give the same place to several. What has no place comes behind all that have one."
    )

    def build(self) -> None:
        places = [("", _("not ranked")), *((number, str(number)) for number in range(1, len(self.options) + 1))]
        for option in self.options:
            self.fields[f"{OPTION}{option.pk}"] = forms.TypedChoiceField(
                label=option.text, choices=places, coerce=int, empty_value=None, required=False
            )

    def initial_of_options(self, said: Said) -> dict[str, Any]:
        return {f"{OPTION}{pk}": place for place, tier in enumerate(said["ranks"], start=1) for pk in tier}

    def said(self) -> dict[str, Any]:
        return {"ranks": self.filled()}


class ApprovalBallot(OptionBallot):
    """All options that one wants."""

    shape = "approval"
    approved = forms.MultipleChoiceField(
        label=gettext_lazy("What would you have?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def build(self) -> None:
        field: Any = self.fields["approved"]
        field.choices = [(option.pk, option.text) for option in self.options]

    @property
    def guide(self) -> str:  # type: ignore[override]  # said from the decision here
        if self.decision.method == Method.BUDGET:
            return _("Tick all that you would pay for, also if it is more than the budget. The order does not matter.")
        return _("Tick all that you would like on the list, also if they are more than there are places.")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each box with its option."""
        return [{"box": box, "option": option} for box, option in zip(self["approved"], self.options, strict=True)]

    def initial_of_options(self, said: Said) -> dict[str, Any]:
        return {"approved": said["approved"]}

    def said(self) -> dict[str, Any]:
        return {"approved": self.cleaned_data["approved"]}


BALLOTS: Mapping[str, type[BallotForm]] = {
    Method.CONSENT: ConsentBallot,
    Method.MAJORITY: MajorityBallot,
    Method.TWO_THIRDS: MajorityBallot,
    Method.RESISTANCE: ScaleBallot,
    Method.SCORE: ScaleBallot,
    Method.RANKED: RankedBallot,
    Method.BUDGET: ApprovalBallot,
    Method.SHORTLIST: ApprovalBallot,
}


def ballot_for(data: Any, *, decision: Decision, **more: Any) -> BallotForm:
    """The ballot of the decision's method; `data` is None for one that is not sent. `more`: as `BallotForm`."""
    return BALLOTS[decision.method](data, decision=decision, **more)


def _said(key: str, value: str) -> dict[str, Any]:
    return {ABSTAIN: True} if value == ABSTAIN else {key: value}


def _stance_of(said: Said, key: str) -> str:
    return ABSTAIN if said.get(ABSTAIN) else said[key]
