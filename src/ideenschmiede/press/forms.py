"""What the office types: articles that come in, corrections, the confirmation, releases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideenschmiede.base.dates import as_typed, parse_span
from ideenschmiede.base.fields import Line, Lines
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.base.sdgs import SDGS
from ideenschmiede.people.models import Person
from ideenschmiede.people.models.names import split_name
from ideenschmiede.places.fields import PlaceField, PlaceForm
from ideenschmiede.places.models import Place
from ideenschmiede.press.actions.article import LONGEST_QUOTE, Article
from ideenschmiede.press.actions.confirming import Confirmation
from ideenschmiede.press.actions.facts import Correction
from ideenschmiede.press.models import Clipping, Mention, Release
from ideenschmiede.press.queries.drafts import DraftFact

NEW_PERSON = "neu"
SHOWN_TO = [
    (Visibility.NETWORK, gettext_lazy("The network only")),
    (Visibility.PUBLIC, gettext_lazy("Everyone: headline, newspaper, date, facts and the short quote, never the text")),
]


WITH_PICTURES = gettext_lazy("Text (.txt), web page (.html), PDF with text, and pictures (PNG, JPEG, TIFF).")
WITHOUT_PICTURES = gettext_lazy(
    "Text (.txt), web page (.html) and PDF with text. Pictures cannot be read on this computer: the program tesseract "
    "with the German language (Debian: tesseract-ocr-deu) is not installed."
)


class TakeInForm(forms.Form):
    """An article: pasted, or as a file."""

    expected = ("text", "file")  # not called optional, though neither is needed with the other
    text = forms.CharField(
        label=gettext_lazy("Paste the text"),
        help_text=gettext_lazy(
            "As it is, with all line ends and hyphens: they help to mend it. Either the text or a file is needed."
        ),
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        required=False,
        strip=False,
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        required=False,
        allow_empty_file=True,  # the reading says what is wrong with it, in better words
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.pdf,.png,.jpg,.jpeg,.tif,.tiff"}),
    )

    def __init__(self, *args: Any, reads_pictures: bool = True) -> None:
        super().__init__(*args)
        self.fields["file"].help_text = WITH_PICTURES if reads_pictures else WITHOUT_PICTURES

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("file") and (data.get("text") or "").strip():
            raise ValidationError(_("Please either paste the text or choose a file, not both."))
        if not data.get("file") and not (data.get("text") or "").strip() and not self.errors:
            raise ValidationError(_("There is nothing yet. Please paste the text of the article or choose a file."))
        return data


class Day(Line):
    """A day, written as Germans write it; the value is a `date` or None."""

    def prepare_value(self, value: Any) -> Any:
        return as_typed(value) if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            span = parse_span(text)
        except ValueError as error:
            raise ValidationError(_("Please write the date as 17.05.2023.")) from error
        if span.first != span.last:
            raise ValidationError(_("Please give the day, too: 17.05.2023."))
        return span.first


class FactForm(PlaceForm):
    """A fact of the article, corrected or added; which fields there are depends on its kind."""

    value = Line(label=gettext_lazy("What the text says"), max_length=300)
    office = Line(
        label=gettext_lazy("Office held"),
        help_text=gettext_lazy("For example Bürgermeisterin"),
        required=False,
        max_length=120,
    )
    abbreviation = Line(label=gettext_lazy("Abbreviation"), required=False, max_length=30)
    place = PlaceField(label=gettext_lazy("Place"), help_text=gettext_lazy("Name or key (AGS)"), required=False)
    person = forms.ChoiceField(label=gettext_lazy("Who is it?"), required=False, widget=forms.RadioSelect)

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str,
        fact: DraftFact | None = None,
        place: Place | None = None,
        persons: Sequence[Person] = (),
    ) -> None:
        self.kind = kind
        super().__init__(data, initial=_fact_initial(kind, fact, place))
        self._shape(persons)

    def _shape(self, persons: Sequence[Person]) -> None:
        for name in {"value", "office", "abbreviation", "place", "person"} - set(_FIELDS.get(self.kind, ("value",))):
            del self.fields[name]
        if self.kind == Mention.Kind.PLACE:
            self.fields["place"].required = True
        if self.kind == Mention.Kind.PERSON:
            self.fields["value"].label = _("Name")
            self.fields["value"].help_text = _("With title: Dr. Karla Freifrau von Stein")
            self.fields["place"].label = _("Place of the office")
            choices = [
                ("", _("Not said yet, or nobody for the network")),
                *((str(p.pk), told_apart(p)) for p in persons),
            ]
            self.fields["person"] = forms.ChoiceField(
                label=_("Who is it?"),
                choices=[*choices, (NEW_PERSON, _("Somebody new: record the person on confirmation"))],
                required=False,
                widget=forms.RadioSelect,
            )
        if self.kind == Mention.Kind.DATE:
            self.fields["value"] = Day(label=_("Date"), help_text=_("For example 17.05.2023"))
        if self.kind == Mention.Kind.TOPIC:
            topics = [(topic.slug, str(topic)) for topic in Topic.objects.all()]
            self.fields["value"] = forms.ChoiceField(label=_("Topic"), choices=topics)
        if self.kind == Mention.Kind.SDG:
            goals = [(str(number), f"{number} · {goal}") for number, goal in SDGS.items()]
            self.fields["value"] = forms.ChoiceField(label=_("Sustainability goal"), choices=goals)

    def correction(self, persons: Sequence[Person]) -> Correction:
        """What `correct_fact` and `add_fact` take."""
        data = self.cleaned_data
        value = data.get("value", "")
        detail: dict[str, str] = {}
        if isinstance(value, date):
            value = value.isoformat()
        if self.kind == Mention.Kind.PERSON:
            value, detail = self._person(value)
        if "abbreviation" in data:
            detail["abbreviation"] = data["abbreviation"]
        chosen = next((one for one in persons if str(one.pk) == data.get("person")), None)
        return Correction(
            value=value,
            detail=detail,
            place=data.get("place"),
            person=chosen,
            new_person=data.get("person") == NEW_PERSON,
        )

    def _person(self, written: str) -> tuple[str, dict[str, str]]:
        name = split_name(written)
        parts = {"title": name.title, "given": name.given_name, "family": name.family_name}
        place: Place | None = self.cleaned_data.get("place")
        where = {"place": place.key if place else "", "place_name": place.full_name if place else ""}
        said = " ".join(filter(None, (name.given_name, name.family_name))) or written
        return said, {**parts, **where, "office": self.cleaned_data.get("office") or name.office}


_FIELDS: dict[str, tuple[str, ...]] = {
    Mention.Kind.PLACE: ("place",),
    Mention.Kind.PERSON: ("value", "office", "place", "person"),
    Mention.Kind.ORGANISATION: ("value", "abbreviation"),
}


def told_apart(person: Person) -> str:
    """A name with what tells two of it apart: offices with their places, memberships."""
    offices = [f"{office.title}, {office.place.full_name}" for office in person.offices.all()]
    members = [str(membership.organisation) for membership in person.memberships.all()]
    more = "; ".join(offices + members) or _("no office recorded")
    return f"{person.name} ({more})"


def _fact_initial(kind: str, fact: DraftFact | None, place: Place | None) -> dict[str, Any]:
    if fact is None:
        return {"person": NEW_PERSON} if kind == Mention.Kind.PERSON else {}
    value: Any = fact.value
    if kind == Mention.Kind.DATE:
        value = date.fromisoformat(fact.value)
    if kind == Mention.Kind.PERSON:
        value = " ".join(filter(None, (fact.detail.get("title"), fact.value)))
    person = NEW_PERSON if fact.new_person else str(fact.person or "")
    names = ("office", "abbreviation")
    return {"value": value, "place": place, "person": person, **{name: fact.detail.get(name, "") for name in names}}


class ArticleForm(forms.Form):
    """What the office says about the article as a whole."""

    title = Line(label=gettext_lazy("Headline"), max_length=300)
    paper = Line(label=gettext_lazy("Newspaper"), max_length=200, required=False)
    published_on = Day(label=gettext_lazy("Date of the newspaper"), required=False)
    url = forms.URLField(
        label=gettext_lazy("Link to the article"), max_length=500, required=False, assume_scheme="https"
    )
    quote = Lines(
        label=gettext_lazy("Short quote"),
        help_text=gettext_lazy("Copied from the text, at most 600 characters; leave parts out with […]"),
        rows=4,
        max_length=LONGEST_QUOTE,
        required=False,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see it?"), choices=SHOWN_TO, initial=Visibility.NETWORK, widget=forms.RadioSelect
    )

    def article(self) -> Article:
        """What `correct_article` takes."""
        return Article(**{**self.cleaned_data, "visibility": Visibility(self.cleaned_data["visibility"])})


class ConfirmForm(ArticleForm):
    """The article as a whole, and what it is evidence for."""

    persons = forms.MultipleChoiceField(
        label=gettext_lazy("For whom is it evidence?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    places = forms.MultipleChoiceField(
        label=gettext_lazy("For which places?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    shows = Lines(
        label=gettext_lazy("What does it show?"),
        help_text=gettext_lazy(
            "In one or two sentences of your own. This is where the reason of an appointment begins."
        ),
        rows=3,
        max_length=2_000,
        required=False,
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=gettext_lazy("About which topics do these persons know something?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, initial: Any, persons: Any, places: Any) -> None:
        super().__init__(data, initial=initial)
        self.fields["visibility"] = self.fields.pop("visibility")  # asked last, as it is about all of it
        for name, choices in (("persons", persons), ("places", places)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices
            if not choices:
                del self.fields[name]

    def said(self) -> Confirmation:
        """What `confirm` takes."""
        data = {"persons": [], "places": [], **self.cleaned_data}
        return Confirmation(**{**data, "visibility": Visibility(data["visibility"])})


class ReleaseForm(forms.Form):
    """A press release."""

    title = Line(label=gettext_lazy("Headline"), max_length=200)
    subtitle = Line(label=gettext_lazy("Subhead"), max_length=300, required=False)
    body = Lines(
        label=gettext_lazy("Text"), help_text=gettext_lazy("A blank line begins a new paragraph."), rows=20,
        max_length=20_000,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, release: Release | None = None) -> None:
        names = ("title", "subtitle", "body")
        super().__init__(data, initial={name: getattr(release, name) for name in names} if release else None)


def clipping_kinds() -> Iterator[tuple[str, str]]:
    """Kinds of facts that one can add by hand."""
    yield from ((kind.value, str(kind.label)) for kind in Mention.Kind if kind != Mention.Kind.PAPER)


def status_labels() -> list[tuple[str, str]]:
    return [(status.value, str(status.label)) for status in Clipping.Status]
