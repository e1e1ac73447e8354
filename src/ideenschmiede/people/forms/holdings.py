"""Forms about offices, memberships, organisations, expertise and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.fields import Line, Lines, LooseDate
from ideenschmiede.base.files import AttachmentField
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.people.models import (
    Evidence,
    EvidenceKind,
    Expertise,
    Membership,
    OfficeKind,
    Organisation,
    Person,
    PublicOffice,
    Sector,
)
from ideenschmiede.places.fields import PlaceField, PlaceForm

DATES = gettext_lazy("As exactly as you know it: 2023, 05/2023 or 17.05.2023")
ENDS = gettext_lazy("Leave empty while it goes on")


class _Term(forms.Form):
    since = LooseDate(label=gettext_lazy("Since when?"), help_text=DATES, required=False)
    until = LooseDate(label=gettext_lazy("Until when?"), help_text=ENDS, required=False, end=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end is before the start."))
        return data


class OfficeForm(PlaceForm, _Term):
    """A public office that somebody holds or held."""

    field_order = ["kind", "title", "place", "since", "until"]

    kind = forms.ChoiceField(label=gettext_lazy("Kind of office"), choices=OfficeKind.choices)
    title = Line(
        label=gettext_lazy("Title of the office"),
        help_text=gettext_lazy("As it is held: “Erste Bürgermeisterin”"),
        max_length=120,
    )
    place = PlaceField(label=gettext_lazy("Where?"), help_text=gettext_lazy("Name or key (AGS)"))

    def __init__(self, data: Any = None, *, office: PublicOffice | None = None) -> None:
        super().__init__(data, initial=_values(office, self.base_fields))


class MembershipForm(_Term):
    """Somebody belongs or belonged to an organisation."""

    field_order = ["organisation", "function", "since", "until"]

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("If it is missing, ask the office to record it."),
    )
    function = Line(label=gettext_lazy("Function"), required=False, max_length=120)

    def __init__(self, data: Any = None, *, membership: Membership | None = None) -> None:
        super().__init__(data, initial=_values(membership, self.base_fields))


class OrganisationForm(PlaceForm):
    """An organisation that persons belong to."""

    name = Line(label=gettext_lazy("Name"), max_length=200)
    abbreviation = Line(label=gettext_lazy("Abbreviation"), required=False, max_length=30)
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), choices=Sector.choices)
    place = PlaceField(label=gettext_lazy("Place"), help_text=gettext_lazy("Name or key (AGS)"), required=False)
    website = forms.URLField(label=gettext_lazy("Website"), required=False, max_length=300, assume_scheme="https")

    def __init__(self, data: Any = None, *, organisation: Organisation | None = None) -> None:
        super().__init__(data, initial=_values(organisation, self.base_fields))


class ExpertiseForm(forms.Form):
    """What somebody can be asked about, and on what that rests."""

    topic = forms.ModelChoiceField(Topic.objects.all(), label=gettext_lazy("Topic"))
    helps_with = Line(
        label=gettext_lazy("What can others ask about?"),
        help_text=gettext_lazy("For example: “How do I convince a council of an on-call bus?”"),
        required=False,
        max_length=500,
    )
    evidence = forms.ModelMultipleChoiceField(
        Evidence.objects.none(),
        label=gettext_lazy("On what does it rest?"),
        help_text=gettext_lazy("Evidence that has been recorded. You can add more on the page of the profile."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, person: Person, expertise: Expertise | None = None) -> None:
        initial: dict[str, Any] = {}
        if expertise:
            backing = list(expertise.evidence.values_list("pk", flat=True))
            initial = {"topic": expertise.topic_id, "helps_with": expertise.helps_with, "evidence": backing}
        super().__init__(data, initial=initial)
        offered = Q(person=person) | Q(person=None, place__in=person.offices.values("place"))
        if expertise:
            offered |= Q(expertise=expertise)
            del self.fields["topic"]
        else:
            known = person.expertise.values("topic")
            self._choose("topic").queryset = Topic.objects.exclude(pk__in=known)
        self._choose("evidence").queryset = Evidence.objects.filter(offered).distinct()

    def _choose(self, name: str) -> forms.ModelChoiceField[Any]:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        return field


class EvidenceForm(PlaceForm):
    """Something that can be looked up."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=EvidenceKind.choices)
    title = Line(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("“German Sustainability Award 2021, finalist”"),
        max_length=300,
    )
    date = LooseDate(label=gettext_lazy("When?"), help_text=DATES, required=False)
    place = PlaceField(
        label=gettext_lazy("Where did it happen?"),
        help_text=gettext_lazy("It says in which setting the experience was gained. Name or key (AGS)"),
        required=False,
    )
    shows = Lines(label=gettext_lazy("What does it show?"), rows=4, required=False, max_length=2_000)
    url = forms.URLField(
        label=gettext_lazy("Link to the source"), required=False, max_length=500, assume_scheme="https"
    )
    file = AttachmentField(label=gettext_lazy("File"), required=False)
    without_file = forms.BooleanField(label=gettext_lazy("Remove the file that is there"), required=False)
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"),
        choices=[
            (Visibility.PUBLIC, gettext_lazy("Everyone who may see the profile")),
            (Visibility.NETWORK, gettext_lazy("The network only")),
        ],
        initial=Visibility.NETWORK,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, files: Any = None, *, evidence: Evidence | None = None) -> None:
        shown = [name for name in self.base_fields if name not in ("file", "without_file")]
        super().__init__(data, files, initial=_values(evidence, shown))
        if evidence is None or not evidence.file:
            del self.fields["without_file"]

    def values(self) -> dict[str, Any]:
        """The fields of the row, without the file."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("file", "without_file")}


def _values(row: models.Model | None, names: Sequence[str] | dict[str, Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names} if row else {}
