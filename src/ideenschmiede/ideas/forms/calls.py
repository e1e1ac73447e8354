"""Whom one looks for, what one brings, and into which idea another goes."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Lines
from ideenschmiede.ideas.models import Idea


class CallForm(forms.Form):
    """An open call."""

    call = Lines(
        label=_("Whom do you look for, and for what?"),
        help_text=_("Everybody can read this, also those outside the network. Say what a partner would bring and get."),
        rows=8,
        max_length=5_000,
    )
    call_until = forms.DateField(
        label=_("Answers until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class AnswerForm(forms.Form):
    """An answer to a call."""

    text = Lines(
        label=_("What do you bring?"),
        help_text=_("In a few sentences: who you are, what you can do, by when. The people of the idea will read it."),
        rows=5,
        max_length=1_000,
    )


class MergeForm(forms.Form):
    """The idea that goes on."""

    into = forms.TypedChoiceField(label=_("Which idea goes on?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, data: object = None, *, candidates: Sequence[Idea]) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # what Django's stubs call data is a QueryDict or None
        self.fields["into"].choices = [(idea.pk, f"{idea.title} ({idea.get_stage_display()})") for idea in candidates]  # type: ignore[attr-defined]  # a choice field
