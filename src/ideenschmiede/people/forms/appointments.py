"""Forms about appointments: propose, renew, say why it ends, name a deputy, open a body."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Line, Lines, LooseDate
from ideenschmiede.people.models import Appointment, Body, Capacity, Evidence, Person, PublicOffice
from ideenschmiede.people.queries.appointments import bodies_open, evidence_for, offices_of

AUTOCOMPLETE_OFF = {"autocomplete": "off"}  # somebody else is meant, not who types
DATE_HINT = _("For example 01.03.2027")


class EvidenceChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # a class of Django, not generic when it runs
    """Pieces of evidence, each with its kind, year and place."""

    def label_from_instance(self, obj: Any) -> str:
        parts = (obj.get_kind_display(), str(obj.date.year) if obj.date else "", obj.place.name if obj.place else "")
        return f"{obj.title} ({', '.join(filter(None, parts))})"


class OfficeChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # as above
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title}, {obj.place.name}"


class TermForm(forms.Form):
    """From when to when."""

    starts_on = LooseDate(
        label=_("Term begins"), help_text=_("For example 01.03.2027; the invitation needs it."), required=False
    )
    ends_on = LooseDate(
        label=_("Term ends"), help_text=_("The last day; without one, until further notice."), required=False, end=True
    )


class DraftForm(TermForm):
    """What the invitation will say: as what, on account of which office, why, and on which evidence."""

    field_order = ["body", "capacity", "office", "starts_on", "ends_on", "reason", "evidence"]

    capacity = forms.ChoiceField(
        label=_("As what?"), choices=Capacity.choices, initial=Capacity.MEMBER, widget=forms.RadioSelect
    )
    office = OfficeChoice(
        PublicOffice.objects.none(),
        label=_("On account of which office?"),
        help_text=_("When it ends, you are reminded that the appointment rests on it."),
        required=False,
        empty_label=_("on account of none"),
    )
    reason = Lines(
        label=_("Why this person?"),
        help_text=_(
            "What they have done, in two or three sentences. It stands in the letter, on the certificate and on the "
            "page of the appointment, and cannot be changed once the invitation has gone out."
        ),
        max_length=2_000,
    )
    evidence = EvidenceChoice(
        Evidence.objects.none(),
        label=_("On which evidence does it rest?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, person: Person, today: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.choose("evidence", evidence_for(person))
        self.choose("office", offices_of(person, today))

    def choose(self, name: str, rows: QuerySet[Any]) -> None:
        """Let `name` choose among these rows; a field without any is left out."""
        field: Any = self.fields[name]
        field.queryset = rows
        if not rows.exists():
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        """As the actions take them."""
        return {"office": None, "evidence": [], **self.cleaned_data}


class ProposalForm(DraftForm):
    """Propose somebody for a body."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("To what?"),
        empty_label=None,
        help_text=_("Also what begins later."),
        error_messages={"invalid_choice": _("It was closed or is no longer there. Please choose another body.")},
    )

    def __init__(self, data: Any = None, *, person: Person, today: date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, person=person, today=today, initial=initial)
        self.choose("body", bodies_open(today))


def draft_of(appointment: Appointment) -> dict[str, Any]:
    """What stands in a draft, as the form begins with it."""
    names = ("capacity", "office", "starts_on", "ends_on", "reason")
    chosen = [one.pk for one in appointment.evidence.all()]
    return {**{name: getattr(appointment, name) for name in names}, "evidence": chosen}


class StepForm(forms.Form):
    """Words to a step that cannot be undone."""

    reason = Lines(
        label=_("In words"), help_text=_("Only the office sees this."), rows=3, required=False, max_length=2_000
    )


class ResignForm(forms.Form):
    """One leaves."""

    reason = Lines(
        label=_("Would you like to say why?"),
        help_text=_("Only the office sees this."),
        rows=3,
        required=False,
        max_length=2_000,
    )


class DeputyForm(forms.Form):
    """Who comes instead."""

    name = Line(label=_("Name"), max_length=200, widget=forms.TextInput(attrs=AUTOCOMPLETE_OFF))
    function = Line(label=_("Function"), required=False, max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"), required=False, max_length=254, widget=forms.EmailInput(attrs=AUTOCOMPLETE_OFF)
    )
    occasion = Line(
        label=_("For which gathering?"),
        help_text=_("Leave both empty if this person comes instead of you until further notice."),
        required=False,
        max_length=200,
    )
    on = LooseDate(label=_("On which day?"), help_text=DATE_HINT, required=False)


class BodyForm(forms.Form):
    """A working group or a jury."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind.value, kind.label) for kind in (Body.Kind.WORKING_GROUP, Body.Kind.JURY)],
        initial=Body.Kind.WORKING_GROUP,
        widget=forms.RadioSelect,
    )
    name = Line(label=_("Name"), max_length=200)
    into = Line(
        label=_("How does it go on after “appointed to”?"),
        help_text=_(
            "In German, with its article: “die Arbeitsgruppe Digitales”. Without it, letters say “die Arbeitsgruppe "
            "„Digitales“”."
        ),
        required=False,
        max_length=220,
    )
    purpose = Lines(label=_("What is it for?"), rows=4, required=False, max_length=2_000)
    begins_on = LooseDate(label=_("Begins"), help_text=_("Leave it empty if it works already."), required=False)
