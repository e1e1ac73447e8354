"""The form in which one notes an idea in a minute, and the one that says where it belongs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.models import Topic, Visibility, Who
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.ideas.forms.fields import text_of
from ideenschmiede.ideas.models import Idea
from ideenschmiede.ideas.queries.ideas import own_bodies
from ideenschmiede.people.models import Body
from ideenschmiede.people.rules.bodies import knows_its_body

NOBODY_ELSE = (Visibility.GROUP, gettext_lazy("Only the group that carries it"))
SHOWN_TO = (
    (Visibility.NETWORK, gettext_lazy("The network")),
    (Visibility.PUBLIC, gettext_lazy("Everyone. Names, comments and offers are shown to the network only.")),
)


class PlacingForm(forms.Form):
    """Where an idea belongs: topics, goals, group, who may see it."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=gettext_lazy("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Sustainability goals"),
        help_text=gettext_lazy("Which of the United Nations' goals does it serve?"),
        choices=lambda: [(number, f"{number} · {goal}") for number, goal in SDGS.items()],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=gettext_lazy("Which working group carries it?"),
        empty_label=gettext_lazy("None: it is mine, and everybody's"),
        required=False,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"), choices=SHOWN_TO, initial=Visibility.NETWORK, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, who: Who, idea: Idea | None = None, initial: Any = None) -> None:
        super().__init__(data, initial={**(_placing(idea) if idea else {}), **(initial or {})})
        bodies = own_bodies(who)
        # of a confidential group that carries it, who noted it need not know: it stays, unseen
        self.kept = idea.body if idea is not None and idea.body and not knows_its_body(who, idea.body) else None
        if idea is not None and idea.body_id and not self.kept:
            bodies = bodies | Body.objects.filter(pk=idea.body_id)
        chosen, shown = self.fields["body"], self.fields["visibility"]
        assert isinstance(chosen, forms.ModelChoiceField)
        assert isinstance(shown, forms.ChoiceField)
        chosen.queryset = bodies
        if bodies and not self.kept:
            shown.choices = [*SHOWN_TO, NOBODY_ELSE]
        else:
            del self.fields["body"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("visibility") == Visibility.GROUP and not data.get("body"):
            self.add_error("body", _("Only a group can keep an idea to itself. Please choose the group, too."))
        return data

    def placing(self) -> dict[str, Any]:
        """What `note_idea` and `classify_idea` take of it."""
        data = self.cleaned_data
        return {
            "topics": data["topics"],
            "sdgs": data["sdgs"],
            "body": self.kept or data.get("body"),
            "visibility": Visibility(data["visibility"]),
        }


class NotingForm(PlacingForm):
    """Only the title is needed; everything else can come later."""

    title = text_of("title", gettext_lazy("Say it as you would say it to a colleague"), required=True)
    problem = text_of("problem", gettext_lazy("What is not good today?"), rows=3)
    for_whom = text_of("for_whom", gettext_lazy("Who would be better off?"), rows=2)
    thought = text_of("thought", gettext_lazy("How could it work? It need not be finished."), rows=4)
    seen = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, who: Who, initial: Any = None) -> None:
        super().__init__(data, who=who, initial=initial)
        # an idea like this one is shown as soon as the title is written; without JavaScript, when one sends the form
        asks = {"hx-get": reverse_lazy("ideas:similar"), "hx-trigger": "change", "hx-target": "#aehnliche"}
        self.fields["title"].widget.attrs.update(asks)

    def texts(self) -> dict[str, str]:
        """Title, problem, for whom and thought."""
        return {name: self.cleaned_data[name] for name in ("title", "problem", "for_whom", "thought")}

    def show_similar(self) -> None:
        """Remember in the form that similar ideas were shown: sent again, it is stored."""
        self.data = MultiValueDict({**self.data, "seen": ["on"]})


def _placing(idea: Idea) -> dict[str, Any]:
    return {
        "topics": [topic.pk for topic in idea.topics.all()],
        "sdgs": idea.sdgs,
        "body": idea.body_id,
        "visibility": idea.visibility,
    }
