"""The forms of the press: what they read, and what they say when it is wrong."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.press.conftest import NOW

from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.people.models import Membership, Organisation
from ideenschmiede.press.forms import (
    NEW_PERSON,
    ConfirmForm,
    FactForm,
    ReleaseForm,
    TakeInForm,
    clipping_kinds,
    status_labels,
    told_apart,
)
from ideenschmiede.press.models import Mention, Release
from ideenschmiede.press.queries.drafts import DraftFact

pytestmark = pytest.mark.django_db


def fact(kind, value, **more):
    return DraftFact(id=f"{kind}-1", kind=kind, value=value, **more)


def read(form, persons=()):
    assert form.is_valid(), form.errors
    return form.correction(persons)


class TestTakingIn:
    def test_the_text_stays_as_it_is(self):
        form = TakeInForm({"text": "  Erste Zei-\r\n le \n"}, {})
        assert form.is_valid()
        assert form.cleaned_data["text"] == "  Erste Zei-\r\n le \n"

    @pytest.mark.parametrize("text", ["", "   ", "\n\n"])
    def test_nothing(self, text):
        form = TakeInForm({"text": text}, {})
        assert "nothing yet" in str(form.non_field_errors())

    def test_a_file_alone(self):
        form = TakeInForm({"text": " "}, {"file": SimpleUploadedFile("a.txt", b"x")})
        assert form.is_valid()

    def test_both(self):
        form = TakeInForm({"text": "x"}, {"file": SimpleUploadedFile("a.txt", b"x")})
        assert "not both" in str(form.non_field_errors())

    def test_neither_is_called_optional_for_one_of_them_is_needed(self):
        text, file = str(TakeInForm(reads_pictures=False)).split('id="id_file"')[0].split("Or choose a file")
        assert "optional" not in text + file
        assert "Either the text or a file is needed" in text
        assert "cannot be read on this computer" in file  # what it takes stands at the file
        assert "cannot be read on this computer" not in str(TakeInForm(reads_pictures=True))

    def test_an_empty_file_is_left_to_the_reading(self):
        assert TakeInForm({}, {"file": SimpleUploadedFile("a.txt", b"")}).is_valid()


class TestFacts:
    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            ("place", ["place"]),
            ("person", ["value", "office", "place", "person"]),
            ("organisation", ["value", "abbreviation"]),
            ("date", ["value"]),
            ("topic", ["value"]),
            ("sdg", ["value"]),
            ("programme", ["value"]),
            ("format", ["value"]),
            ("group", ["value"]),
            ("paper", ["value"]),
        ],
    )
    def test_each_kind_has_its_fields(self, kind, fields):
        assert list(FactForm(kind=kind).fields) == fields

    def test_a_place(self, kalletal):
        assert read(FactForm({"ort": "05766036"}, kind="place")).place == kalletal

    def test_a_place_must_be_named(self):
        assert "place" in FactForm({"ort": ""}, kind="place").errors

    def test_a_name_in_its_parts(self, kalletal):
        typed = {
            "value": "Dr. Karla Freifrau von Stein",
            "office": "Landrätin",
            "ort": "Kalletal",
            "person": NEW_PERSON,
        }
        said = read(FactForm(typed, kind="person"))
        assert (said.value, said.new_person, said.person, said.place) == (
            "Karla Freifrau von Stein",
            True,
            None,
            kalletal,
        )
        assert said.detail == {
            "title": "Dr.",
            "given": "Karla",
            "family": "Freifrau von Stein",
            "office": "Landrätin",
            "place": "05766036",
            "place_name": "Kalletal",
        }

    def test_an_office_before_the_name(self):
        said = read(FactForm({"value": "Bürgermeister Mario Hecker", "person": ""}, kind="person"))
        assert (said.value, said.detail["office"], said.new_person) == ("Mario Hecker", "Bürgermeister", False)

    @pytest.mark.parametrize("name", ["O’Neill", "Madonna", "D'Angelo"])
    def test_names_of_one_word(self, name):
        said = read(FactForm({"value": name, "person": ""}, kind="person"))
        assert said.detail["family"] == name

    def test_one_of_those_who_are_known(self, make_person, kalletal):
        known = make_person(place=kalletal)
        form = FactForm({"value": "Erika Muster", "person": str(known.pk)}, kind="person", persons=[known])
        assert read(form, [known]).person == known

    def test_somebody_else_cannot_be_smuggled_in(self, make_person):
        known, other = make_person(), make_person("Anders")
        form = FactForm({"value": "Erika Muster", "person": str(other.pk)}, kind="person", persons=[known])
        assert "person" in form.errors

    @pytest.mark.parametrize(("typed", "expected"), [("3.10.2020", "2020-10-03"), ("2020-10-03", "2020-10-03")])
    def test_a_day(self, typed, expected):
        assert read(FactForm({"value": typed}, kind="date")).value == expected

    @pytest.mark.parametrize("typed", ["", "2020", "10/2020", "gestern", "31.2.2020"])
    def test_no_day(self, typed):
        assert "value" in FactForm({"value": typed}, kind="date").errors

    def test_a_topic_of_the_network(self):
        slug = Topic.objects.first().slug
        assert read(FactForm({"value": slug}, kind="topic")).value == slug
        assert "value" in FactForm({"value": "wetter"}, kind="topic").errors

    @pytest.mark.parametrize(("typed", "fine"), [("1", True), ("17", True), ("0", False), ("18", False), ("", False)])
    def test_a_goal(self, typed, fine):
        assert FactForm({"value": typed}, kind="sdg").is_valid() is fine

    def test_an_organisation(self):
        said = read(FactForm({"value": "Bund der Orte", "abbreviation": "BdO"}, kind="organisation"))
        assert (said.value, said.detail) == ("Bund der Orte", {"abbreviation": "BdO"})

    def test_it_begins_with_what_was_found(self, kalletal):
        found = fact("person", "Karla Stein", detail={"title": "Dr.", "office": "Landrätin"}, new_person=True)
        initial = FactForm(kind="person", fact=found, place=kalletal).initial
        assert initial["value"] == "Dr. Karla Stein"
        assert (initial["office"], initial["person"], initial["place"]) == ("Landrätin", NEW_PERSON, kalletal)
        assert FactForm(kind="person", fact=fact("person", "K", person=7)).initial["person"] == "7"
        assert FactForm(kind="person", fact=fact("person", "K")).initial["person"] == ""
        assert FactForm(kind="date", fact=fact("date", "2020-10-03")).initial["value"] == date(2020, 10, 3)


class TestConfirming:
    CHOICES = [("person-1", "Erika Muster"), ("person-2", "Max Muster")]
    PLACES = [("place-1", "Kalletal")]
    TYPED = {"title": "Bus fährt", "visibility": "public"}

    def form(self, **more):
        return ConfirmForm({**self.TYPED, **more}, initial={}, persons=self.CHOICES, places=self.PLACES)

    def test_what_the_action_takes(self):
        topic = Topic.objects.first()
        form = self.form(
            paper=" Lipper  Bote ", published_on="12.05.2021", url="https://zeitung.example/bus", quote="Er fährt.",
            persons=["person-2"], places=["place-1"], shows="Er fährt wirklich.", topics=[topic.pk],
        )  # fmt: skip
        assert form.is_valid(), form.errors
        said = form.said()
        assert (said.title, said.paper, said.published_on) == ("Bus fährt", "Lipper Bote", date(2021, 5, 12))
        assert (list(said.persons), list(said.places), list(said.topics)) == (["person-2"], ["place-1"], [topic])
        assert said.visibility is Visibility.PUBLIC

    def test_little_is_enough(self):
        form = self.form(persons=["person-1"])
        assert form.is_valid()
        assert (form.said().published_on, form.said().places) == (None, [])

    def test_what_there_is_nothing_to_choose_from_is_left_out(self):
        form = ConfirmForm(self.TYPED, initial={}, persons=[], places=self.PLACES)
        assert "persons" not in form.fields
        assert form.is_valid()
        assert list(form.said().persons) == []

    @pytest.mark.parametrize(
        ("field", "wrong"),
        [
            ("title", ""),
            ("title", "x" * 301),
            ("quote", "x" * 601),
            ("url", "javascript:alert(1)"),
            ("url", "ftp:"),
            ("published_on", "Mai 2021"),
            ("persons", ["person-9"]),
            ("visibility", "confidential"),
            ("topics", ["999"]),
        ],
    )
    def test_what_is_wrong(self, field, wrong):
        assert list(self.form(**{field: wrong}).errors) == [field]


def test_people_are_told_apart_by_office_and_organisation(make_person, kalletal):
    person = make_person(place=kalletal)
    assert told_apart(person) == "Erika Muster (Bürgermeisterin, Kalletal)"
    bund = Organisation.objects.create(name="Bund der Orte", sector="association", created_at=NOW)
    Membership.objects.create(person=person, organisation=bund)
    assert told_apart(person) == "Erika Muster (Bürgermeisterin, Kalletal; Bund der Orte)"
    assert told_apart(make_person("Anders")) == "Erika Anders (no office recorded)"


def test_a_release_begins_with_what_is_written():
    release = Release(title="Titel", subtitle="Mehr", body="Text")
    assert ReleaseForm(release=release).initial == {"title": "Titel", "subtitle": "Mehr", "body": "Text"}
    form = ReleaseForm({"title": "", "subtitle": "x" * 301, "body": "x" * 20_001})
    assert list(form.errors) == ["title", "subtitle", "body"]


def test_kinds_and_statuses_to_choose_from():
    kinds = [kind for kind, _label in clipping_kinds()]
    assert kinds == [kind.value for kind in Mention.Kind if kind != "paper"]
    assert [status for status, _label in status_labels()] == ["new", "confirmed", "discarded"]
