"""Forms about a person: one thing a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Line, Lines
from ideenschmiede.base.files import PictureField
from ideenschmiede.base.models import Topic
from ideenschmiede.people.models import Consent, Contact, OfficeKind, Person, Purpose
from ideenschmiede.people.models.names import Name, split_name
from ideenschmiede.places.fields import PlaceField, PlaceForm

LANGUAGES = (
    "de en fr nl da pl cs sk hu ro bg hr sr sl it es pt el tr ru uk ar sv nb fi lt lv et hsb dsb".split()  # noqa: SIM905  a list of codes reads better so
)
AUTOCOMPLETE_OFF = {"autocomplete": "off"}  # somebody else is meant, not who types
KEYBOARDS = {  # of a phone; what was typed wrong is said by us and not by the browser, so the type stays "text"
    Contact.Kind.EMAIL: {"inputmode": "email", "autocapitalize": "none"},
    Contact.Kind.PHONE: {"inputmode": "tel"},
    Contact.Kind.MOBILE: {"inputmode": "tel"},
    Contact.Kind.WEBSITE: {"inputmode": "url", "autocapitalize": "none"},
}
# what is agreed to, as it is put to the person; it is stored with the consent
WORDINGS = {
    Purpose.PUBLIC_PROFILE: _("My profile may be shown to everybody, not only to members."),
    Purpose.PORTRAIT: _("My portrait may be shown wherever my profile may be seen."),
    Purpose.PRESS: _("I may be named in press releases about my appointment."),
    Purpose.INTRODUCTIONS: _("The office may pass questions of other municipalities on to me."),
    Purpose.DIGEST: _("The network may write to me about what is new."),
}


def languages() -> list[tuple[str, str]]:
    """Code → name in the reader's language, in the order in which a German office needs them."""
    return [(code, str(get_language_info(code)["name_translated"])) for code in LANGUAGES]


class RecordPersonForm(PlaceForm):
    """Note somebody, with as little as is known: a name, perhaps an office and an e-mail address."""

    field_order = ["name", "form_of_address", "kind", "title", "place", "email", "another"]

    name = Line(
        label=_("Name"),
        help_text=_("As one writes it, with titles: “Dr. Karla Freifrau von Stein”"),
        max_length=200,
        widget=forms.TextInput(attrs=AUTOCOMPLETE_OFF),
    )
    form_of_address = forms.ChoiceField(
        label=_("Form of address"), choices=Person.FormOfAddress.choices, required=False, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=_("Kind of office"), choices=[("", _("no public office")), *OfficeKind.choices], required=False
    )
    title = Line(
        label=_("Title of the office"), help_text=_("As it is held: “Erste Bürgermeisterin”"), required=False,
        max_length=120,
    )  # fmt: skip
    place = PlaceField(label=_("Where?"), help_text=_("Name or key (AGS)"), required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Where an invitation would be sent. Nobody else sees it until the person allows it."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs=AUTOCOMPLETE_OFF),
    )
    another = forms.BooleanField(label=_("This is somebody else of the same name"), required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        if not data:
            del self.fields["another"]

    def split(self) -> Name:
        """The name in its parts."""
        return split_name(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, title, place = data.get("kind"), data.get("title"), data.get("place")
        if (title or kind) and not place and "place" not in self.errors:
            self.add_error("place", _("Please say where the office is held."))
        if (title or place) and not kind:
            self.add_error("kind", _("Please choose which kind of office it is."))
        return data


class NameForm(forms.Form):
    """How somebody is called and addressed."""

    form_of_address = forms.ChoiceField(
        label=_("Form of address"), choices=Person.FormOfAddress.choices, required=False, widget=forms.RadioSelect
    )
    title = Line(label=_("Title"), help_text=_("Dr., Prof. Dr. …"), required=False, max_length=60)
    given_name = Line(label=_("Given name"), required=False, max_length=100)
    family_name = Line(
        label=_("Family name"),
        help_text=_("With what belongs to it: “Freifrau von Stein”. A name of one word stands here, too."),
        max_length=120,
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={name: getattr(person, name) for name in self.base_fields})


class AboutForm(forms.Form):
    """What a person says of themselves."""

    headline = Line(
        label=_("In one sentence"),
        help_text=_("What others can learn from you: “We halved the way to the doctor with an on-call bus.”"),
        required=False,
        max_length=300,
    )
    about = Lines(label=_("About me"), rows=8, required=False, max_length=5_000)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=languages, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        initial = {name: getattr(person, name) for name in ("headline", "about", "languages")}
        super().__init__(data, initial={**initial, "topics": [topic.pk for topic in person.topics.all()]})


class ContactsForm(forms.Form):
    """Each way to reach somebody, with who may see it."""

    expected = tuple(f"{kind}_reach" for kind in Contact.Kind)  # not called optional: there is always a value

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data)
        there = {contact.kind: contact for contact in person.contacts.all()}
        for kind in Contact.Kind:
            known = there.get(kind)
            self.fields[kind] = Lines(rows=4) if kind == Contact.Kind.POST else Line(max_length=300)
            field = self.fields[kind]
            field.widget.attrs.update(KEYBOARDS.get(kind, {}))
            field.label, field.required, field.initial = kind.label, False, known.value if known else ""
            self.fields[f"{kind}_reach"] = forms.ChoiceField(
                label=_("Who may see it?"),
                choices=Contact.Reach.choices,
                initial=known.reach if known else Contact.Reach.INTRODUCTION,
                required=False,
            )

    def contacts(self) -> dict[str, tuple[str, str]]:
        """As `set_contacts` takes them."""
        data = self.cleaned_data
        return {kind: (data[kind], data[f"{kind}_reach"] or Contact.Reach.INTRODUCTION) for kind in Contact.Kind}

    def pairs(self) -> list[tuple[Any, Any]]:
        """(contact, who may see it), for the page."""
        return [(self[kind], self[f"{kind}_reach"]) for kind in Contact.Kind]


class PortraitForm(forms.Form):
    """A picture, and words for those who do not see it."""

    picture = PictureField(label=_("Portrait"), longest=800)
    alt = Line(
        label=_("What does it show?"),
        help_text=_("One sentence for those who do not see it: “Karla Stein in front of the town hall, smiling”"),
        max_length=300,
    )

    def __init__(self, data: Any = None, files: Any = None, *, person: Person) -> None:
        super().__init__(data, files, initial={"alt": person.portrait_alt})
        self.fields["picture"].required = not person.portrait


class ConsentsForm(forms.Form):
    """What the person agrees to, each by itself."""

    purposes = forms.MultipleChoiceField(
        label=_("I agree to this"),
        help_text=_("Each by itself. You can change it at any time, and it holds at once."),
        choices=list(WORDINGS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        given = Consent.objects.filter(person=person, withdrawn_at=None).values_list("purpose", flat=True)
        super().__init__(data, initial={"purposes": list(given)})


class IntroductionForm(forms.Form):
    """What one would like to talk about."""

    text = Lines(
        label=_("What is it about?"),
        help_text=_("Two or three sentences. The office reads them and makes the two of you known to each other."),
        rows=5,
        max_length=2_000,
    )


class ErasureForm(forms.Form):
    """Asks once."""

    sure = forms.BooleanField(label=_("Yes, erase this person for good"))
