"""The answer to an invitation, on one plain form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.fields import Lines
from ideenschmiede.people.forms.persons import WORDINGS
from ideenschmiede.people.models import Contact, Person

ACCEPT, DECLINE = "accept", "decline"
REACH = "reach_"  # before the kind of a contact


class AnswerForm(forms.Form):
    """Yes or no; who may see which contact; what one agrees to. Nothing is chosen beforehand."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"),
        choices=[
            (ACCEPT, gettext_lazy("Yes, I accept the appointment.")),
            (DECLINE, gettext_lazy("No, I decline.")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose yes or no.")},
    )
    reason = Lines(
        label=gettext_lazy("If you decline: would you like to say why?"),
        help_text=gettext_lazy("Only the office sees this."),
        rows=3,
        required=False,
        max_length=2_000,
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        for contact in person.contacts.all():
            self.fields[f"{REACH}{contact.kind}"] = forms.ChoiceField(
                label=_("Who may see this: %(kind)s (%(value)s)?")
                % {"kind": contact.get_kind_display(), "value": masked(contact)},
                choices=Contact.Reach.choices,
                initial=contact.reach,
                required=False,
            )
        self.fields["consents"] = forms.MultipleChoiceField(
            label=_("I agree to this"),
            help_text=_("Each by itself, all of it voluntary. You can change it at any time."),
            choices=list(WORDINGS.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def accepts(self) -> bool:
        return bool(self.cleaned_data["answer"] == ACCEPT)

    def reaches(self) -> dict[str, str]:
        """Kind of contact → who may see it, as `accept` takes it."""
        chosen = self.cleaned_data
        return {name.removeprefix(REACH): chosen[name] for name in chosen if name.startswith(REACH) and chosen[name]}

    def wordings(self) -> dict[str, str]:
        """Purpose → what was agreed to, as it stood here."""
        return {purpose: str(WORDINGS[purpose]) for purpose in self.cleaned_data["consents"]}


def masked(contact: Contact) -> str:
    """Enough to recognise one's own, too little for somebody to whom the letter was forwarded."""
    value = contact.value
    if contact.kind == Contact.Kind.EMAIL:
        return f"{value[:1]}…@…"
    if contact.kind in (Contact.Kind.PHONE, Contact.Kind.MOBILE):
        return f"… {value[-2:]}"
    return "…"
