"""The form of a practice: one column, in sections, with a hint before each error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.fields import Links
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.places.fields import PlaceField, PlaceForm
from ideenschmiede.places.models import Place
from ideenschmiede.transfer.forms.fields import amount, label_of, line, loose_date, story
from ideenschmiede.transfer.models import Outcome, Practice, Status

SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("What it is"), ("title", "summary", "topics", "sdgs")),
    (gettext_lazy("Where and when"), ("place", "place_text", "status", "started_on", "ended_on")),
    (gettext_lazy("The story"), ("problem", "done")),
    (gettext_lazy("What came of it"), ("outcome", "results", "hard", "conditions", "lessons")),
    (gettext_lazy("What it takes"), ("cost_once", "cost_yearly", "staff_hours_week", "partners")),
    (
        gettext_lazy("Who to ask"),
        ("contact_name", "contact_role", "contact_email", "contact_phone", "contact_confirmed_on"),
    ),
    (gettext_lazy("Sources and visibility"), ("sources", "visibility")),
)
SHOWN_TO = {
    Visibility.PUBLIC: gettext_lazy("Everyone. The contact data are shown to the network only."),
    Visibility.NETWORK: gettext_lazy("The network only"),
}


class PracticeForm(PlaceForm):
    """Reads what a practice is told with; `values()` and `topics` are what the actions take."""

    title = line(
        "title", gettext_lazy("Say what was done: “On-call bus brings patients to the practice”"), required=True
    )
    summary = story(
        "summary", gettext_lazy("Two sentences at most: for whom, what, with what effect"), rows=3, required=True
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=label_of("topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=label_of("sdgs"),
        help_text=gettext_lazy("Which of the United Nations' goals does it serve?"),
        choices=lambda: [(number, f"{number} · {goal}") for number, goal in SDGS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = PlaceField(
        label=label_of("place"),
        help_text=gettext_lazy("Name or key (AGS) of the municipality, district or Land"),
        required=False,
    )
    place_text = line("place_text", gettext_lazy("Only if it is no place of the German register"))
    status = forms.ChoiceField(label=label_of("status"), choices=Status.choices, widget=forms.RadioSelect)
    started_on = loose_date("started_on", gettext_lazy("As exactly as you know it: 2023, 05/2023 or 17.05.2023"))
    ended_on = loose_date("ended_on", gettext_lazy("Leave empty while it goes on"), end=True)
    problem = story("problem", gettext_lazy("So that others recognise their own"))
    done = story("done", gettext_lazy("In the order in which it happened"), rows=8)
    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it go?"),
        help_text=gettext_lazy("A failure is as welcome as a success: it spares others the same way."),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
    )
    results = story("results", gettext_lazy("With figures, if there are any"))
    hard = story("hard", rows=4)
    conditions = story("conditions", gettext_lazy("One a line"), rows=4)
    lessons = story("lessons", gettext_lazy("One a line"), rows=4)
    cost_once = amount("cost_once", gettext_lazy("For example 12.500 or 3,2 Mio."))
    cost_yearly = amount("cost_yearly")
    staff_hours_week = amount("staff_hours_week", gettext_lazy("For example 12,5"), decimals=1, largest=10_000)
    partners = story("partners", gettext_lazy("One a line"), rows=3)
    contact_name = line("contact_name")
    contact_role = line("contact_role", gettext_lazy("Shown to everyone, the other contact data to the network only"))
    contact_email = forms.EmailField(label=label_of("contact_email"), required=False)
    contact_phone = line("contact_phone")
    contact_confirmed_on = loose_date(
        "contact_confirmed_on", gettext_lazy("When did this person last agree to be asked?")
    )
    sources = Links(
        label=label_of("sources"),
        help_text=gettext_lazy("One a line, each beginning with https://"),
        rows=3,
        required=False,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"), choices=list(SHOWN_TO.items()), widget=forms.RadioSelect
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, practice: Practice | None = None, place: Place | None = None) -> None:
        self.practice = practice
        super().__init__(data, initial=_initial(practice, place))

    def sections(self) -> Iterator[tuple[Promise, list[BoundField]]]:
        """The fields under their headings."""
        for heading, names in SECTIONS:
            yield heading, [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        started, ended = data.get("started_on"), data.get("ended_on")
        if started and ended and ended < started:
            self.add_error("ended_on", _("The end is before the start."))
        if data.get("place") and data.get("place_text"):
            self.add_error(
                "place_text", _("Please fill in only one: the place of the register, or the place in words.")
            )
        self._check_version(data.get("version", ""))
        return data

    def values(self) -> dict[str, Any]:
        """What `record_practice` and `change_practice` take, the topics aside."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("topics", "version")}

    def _check_version(self, version: str) -> None:
        """Two people at the same form: the second learns of the first, and can still save over it."""
        if self.practice is None or version == _version(self.practice):
            return
        message = _("Somebody changed this solution while you were writing. Look at it in a second window.")
        consequence = _("If you save again, your version replaces it.")
        self.add_error(None, f"{message} {consequence}")
        self.data = MultiValueDict({**self.data, "version": [_version(self.practice)]})


def _initial(practice: Practice | None, place: Place | None) -> dict[str, Any]:
    if practice is None:
        return {"place": place, "status": Status.RUNNING, "outcome": Outcome.OPEN, "visibility": Visibility.PUBLIC}
    names = (name for name in PracticeForm.base_fields if name not in ("topics", "version"))
    initial = {name: getattr(practice, name) for name in names}
    return {**initial, "topics": [topic.pk for topic in practice.topics.all()], "version": _version(practice)}


def _version(practice: Practice) -> str:
    return practice.changed_at.isoformat()
