"""The form of an adoption."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Lines, LooseDate
from ideenschmiede.places.fields import PlaceField, PlaceForm
from ideenschmiede.transfer.models import Adoption, Outcome


class AdoptionForm(PlaceForm):
    """Which place takes a practice up, and how that goes. The place is asked for only when it is new."""

    place = PlaceField(label=_("Which place?"), help_text=_("Name or key (AGS)"))
    state = forms.ChoiceField(label=_("How far is it?"), choices=Adoption.State.choices, widget=forms.RadioSelect)
    since = LooseDate(
        label=_("Since when?"), help_text=_("As exactly as you know it: 2023, 05/2023 or 17.05.2023"), required=False
    )
    outcome = forms.ChoiceField(
        label=_("How did it go?"),
        help_text=_("Also when it did not work: others will be grateful."),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
    )
    note = Lines(
        label=_("In one sentence"),
        help_text=_("What did you do differently? Why did it end?"),
        rows=3,
        required=False,
        max_length=1_000,
    )

    def __init__(self, data: Any = None, *, adoption: Adoption | None = None) -> None:
        initial: dict[str, Any] = {"outcome": Outcome.OPEN}
        if adoption is not None:
            initial = {name: getattr(adoption, name) for name in ("state", "since", "outcome", "note")}
        super().__init__(data, initial=initial)
        if adoption is not None:
            del self.fields["place"]
