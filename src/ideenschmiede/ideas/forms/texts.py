"""The forms in which the text of an idea is changed, a change is proposed, and two changes are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Line, Lines
from ideenschmiede.ideas.forms.fields import text_of
from ideenschmiede.ideas.models import FIELDS, Idea, IdeaStage
from ideenschmiede.ideas.rules.stages import CONCEPT, needed_texts, stage_of

THOUGHT = tuple(name for name in FIELDS if name not in CONCEPT)


class TextForm(forms.Form):
    """All texts of an idea; `base` is the version that one reads while writing."""

    title = text_of("title", required=True)
    problem = text_of("problem", _("What is not good today?"))
    for_whom = text_of("for_whom", _("Who would be better off?"), rows=2)
    thought = text_of("thought", _("How could it work?"))
    aim = text_of("aim", _("What shall be different in the end?"), rows=3)
    target_group = text_of("target_group", _("Who takes part, who benefits?"), rows=3)
    approach = text_of("approach", _("Step by step: who does what?"), rows=8)
    partners = text_of("partners", _("Who has to be in it?"), rows=3)
    costs = text_of("costs", _("Money and working time, roughly, and who pays"), rows=3)
    risks = text_of("risks", _("What could go wrong, and what then?"), rows=3)
    success = text_of("success", _("What would one count or see?"), rows=3)
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, idea: Idea, number: int) -> None:
        super().__init__(data, initial={**{name: getattr(idea, name) for name in FIELDS}, "base": number})
        self.idea = idea
        for name in needed_texts(idea):
            self.fields[name].required = True

    def thought_fields(self) -> Iterator[BoundField]:
        """What every idea has."""
        return (self[name] for name in THOUGHT)

    def concept_fields(self) -> Iterator[BoundField]:
        """What makes a concept of it."""
        return (self[name] for name in CONCEPT)

    @property
    def shows_concept(self) -> bool:
        """Whether the part of the concept is open from the start."""
        written = any(getattr(self.idea, name) for name in CONCEPT)
        return written or stage_of(self.idea) != IdeaStage.SPARK or any(name in self.errors for name in CONCEPT)

    def texts(self) -> dict[str, str]:
        """Every text, as it was written."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def read_now(self, number: int, texts: Mapping[str, str]) -> None:
        """One has this version before one's eyes by now, and these texts: sent again, the form stands against it."""
        shown = {name: [text] for name, text in texts.items()}
        self.data = MultiValueDict({**self.data, **shown, "base": [str(number)]})


class ChangeForm(TextForm):
    """For those who may change the text themselves."""

    note = Line(
        label=_("What did you change?"), help_text=_("One sentence for the others"), required=False, max_length=300
    )


class ProposalForm(TextForm):
    """For everybody else."""

    why = Lines(
        label=_("Why?"),
        help_text=_("Whoever decides about it reads this first."),
        rows=3,
        required=False,
        max_length=1_000,
    )


class WeavingForm(forms.Form):
    """What shall stand in fields that both sides changed; `seen` is the version that one looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, idea: Idea, proposed: Mapping[str, str], fields: Iterable[str], number: int
    ) -> None:
        wanted, needed = tuple(fields), needed_texts(idea)
        super().__init__(data, initial={**{name: proposed[name] for name in wanted}, "seen": number}, auto_id="w_%s")
        for name in wanted:
            hint = _("Put together what both want, or choose one.")
            self.fields[name] = text_of(name, hint, rows=6, required=name in needed)

    def texts(self) -> dict[str, str]:
        """What was decided, field by field."""
        return {name: value for name, value in self.cleaned_data.items() if name in FIELDS}


class ReasonForm(forms.Form):
    """Why a change is not taken over, or a comment hidden."""

    reason = Lines(label=_("Reason"), rows=3, max_length=1_000)
