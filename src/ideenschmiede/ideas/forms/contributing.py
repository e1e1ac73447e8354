"""What one says to an idea, and what one brings to it; why it rests, where it goes on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Line, Lines


class CommentForm(forms.Form):
    """A comment."""

    text = Lines(label=_("Your comment"), rows=4, max_length=2_000)


class OfferForm(forms.Form):
    """ "Ich bringe ein: …" """

    text = Lines(
        label=_("I bring"), help_text=_("Time, knowledge, a place, money: what you could do"), rows=3, max_length=1_000
    )


class HidingForm(forms.Form):
    """Why a comment is hidden; whoever wrote it needs no reason."""

    reason = Line(label=_("Reason"), help_text=_("Everybody who reads the idea sees it."), max_length=300)

    def __init__(self, data: Any = None, *, own: bool) -> None:
        super().__init__(data)
        self.fields["reason"].required = not own


class ParkForm(forms.Form):
    """Why an idea rests."""

    reason = Lines(
        label=_("Why does it rest?"),
        help_text=_("And what would have to happen for it to go on?"),
        rows=4,
        max_length=2_000,
    )


class StageForm(forms.Form):
    """Where the pilot runs: asked for only on the way there."""

    pilot_note = Lines(
        label=_("Where does the pilot run?"), help_text=_("A sentence, or a link to its page"), rows=3, max_length=2_000
    )
