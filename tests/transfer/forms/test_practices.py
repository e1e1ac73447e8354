"""The form of a practice: what people type is read, what does not fit is named, what was stored comes back."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from ideenschmiede.base.fields import is_web_address
from ideenschmiede.base.models import Topic
from ideenschmiede.transfer.forms.practices import SECTIONS, PracticeForm

pytestmark = pytest.mark.django_db
LEAST = {"title": "Bus", "summary": "Fährt.", "status": "running", "outcome": "open", "visibility": "public"}


def form_of(practice=None, **typed):
    data = QueryDict(mutable=True)
    for name, value in {**LEAST, **typed}.items():
        data.setlist("ort" if name == "place" else name, value if isinstance(value, list) else [value])
    return PracticeForm(data, practice=practice)


def test_title_and_a_sentence_are_enough():
    form = form_of()
    assert form.is_valid(), form.errors
    assert form.values()["title"] == "Bus"
    assert form.values()["place"] is None


def test_everything(kalletal):
    klima = Topic.objects.get(slug="klima")
    form = form_of(
        place="kalletal",
        topics=[str(klima.pk)],
        sdgs=["3", "11"],
        started_on="05/2021",
        ended_on="2022",
        cost_once="12.500 €",
        cost_yearly="3,2 Mio.",
        staff_hours_week="12,25",
        sources="https://a.example\n\n http://b.example ",
        contact_confirmed_on="17.5.2026",
        done="eins\r\nzwei\x00\ud800",
    )
    assert form.is_valid(), form.errors
    values = form.values()
    assert values["place"] == kalletal
    assert list(form.cleaned_data["topics"]) == [klima]
    assert values["sdgs"] == [3, 11]
    assert (values["started_on"], values["ended_on"]) == (date(2021, 5, 1), date(2022, 12, 31))
    assert (values["cost_once"], values["cost_yearly"]) == (12_500, 3_200_000)
    assert values["staff_hours_week"] == Decimal("12.3")
    assert values["sources"] == ["https://a.example", "http://b.example"]
    assert values["contact_confirmed_on"] == date(2026, 5, 17)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", " \x00 ", "required"),
        ("title", "x" * 201, "200"),
        ("summary", "x" * 1_001, "1000"),
        ("done", "x" * 100_000, "20000"),
        ("place", "Atlantis", "no place called"),
        ("place", "<script>", "no place called"),
        ("started_on", "bald", "2023, 05/2023"),
        ("cost_once", "viel", "12.500"),
        ("cost_once", "-5", "12.500"),
        ("staff_hours_week", "10001", "too large"),
        ("sources", "javascript:alert(1)", "not a web address"),
        ("sources", "\n".join(["https://a.example"] * 21), "20 links"),
        ("contact_email", "niemand", "valid email"),
        ("outcome", "super", "valid choice"),
        ("sdgs", "18", "valid choice"),
    ],
)
def test_what_does_not_fit_is_named_at_its_field(kalletal, field, typed, message):
    form = form_of(**{field: typed})
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert message in form.errors[field][0]


def test_contradictions(kalletal):
    assert "before the start" in form_of(started_on="2022", ended_on="2021").errors["ended_on"][0]
    assert "only one" in form_of(place="Kalletal", place_text="Wien").errors["place_text"][0]


def test_what_is_stored_comes_back_and_changes_nothing(make_practice, kalletal):
    practice = make_practice(
        topics=("it",),
        place=kalletal,
        sdgs=[4],
        started_on=date(2020, 1, 1),
        ended_on=date(2022, 5, 31),
        cost_once=12_500,
        staff_hours_week=Decimal("12.5"),
        sources=["https://a.example"],
        contact_confirmed_on=date(2026, 5, 17),
    )
    form = PracticeForm(practice=practice)
    typed = {field.html_name: field.value() for field in form if field.value() is not None}
    assert typed["started_on"] == "2020"
    assert typed["ended_on"] == "05/2022"
    assert typed["contact_confirmed_on"] == "17.05.2026"
    assert typed["staff_hours_week"] == "12,5"
    again = form_of(practice, **{k: [str(x) for x in v] if isinstance(v, list) else v for k, v in typed.items()})
    assert again.is_valid(), again.errors
    assert all(getattr(practice, name) == value for name, value in again.values().items())
    assert [topic.slug for topic in again.cleaned_data["topics"]] == ["it"]


def test_two_people_at_the_same_form(make_practice):
    practice = make_practice()
    late = form_of(practice, version="2020-01-01T00:00:00+00:00")
    assert not late.is_valid()
    assert "while you were writing" in late.non_field_errors()[0]
    assert late["title"].value() == "Bus"
    assert form_of(practice, version=late["version"].value()).is_valid()


def test_every_field_stands_in_a_section():
    shown = [name for _heading, names in SECTIONS for name in names]
    assert sorted(shown) == sorted(set(PracticeForm.base_fields) - {"version"})


@pytest.mark.parametrize(
    ("link", "good"),
    [
        ("https://a.example/b?c=d#e", True),
        ("http://1.2.3.4", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("//a.example", False),
        ("https://a b", False),
        ("https://[", False),
        ("https://a.example/" + "x" * 2_000, False),
    ],
)
def test_web_addresses(link, good):
    assert is_web_address(link) is good
