"""Confirmation: drafts become mentions, evidence, persons and expertise, all at once or not at all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.conftest import ARTICLE

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Topic, Visibility
from ideenschmiede.people.models import Appointment, Evidence, Expertise, Person, PublicOffice
from ideenschmiede.people.rules.appointments import StepNotAllowed
from ideenschmiede.press.actions.article import stands_in
from ideenschmiede.press.actions.confirming import Confirmation, confirm, office_kind
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.facts import Correction, add_fact, correct_fact, remove_fact
from ideenschmiede.press.actions.noticing import notice_person, reason_of
from ideenschmiede.press.actions.taking_in import take_in
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import draft_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUOTE = "Er fährt durch alle Ortsteile der Gemeinde Kalletal."

pytestmark = pytest.mark.django_db


@pytest.fixture
def clipping(office, kalletal):
    return take_in(text=ARTICLE, by=office, at=AT)


def facts(kind):
    return [fact for fact in draft_of(Clipping.objects.get()).kept() if fact.kind == kind]


def erika():
    return next(fact for fact in facts("person") if fact.value == "Erika Muster")


def said(**more):
    return Confirmation(
        **{
            "title": "Erika Muster erklärt den Bürgerbus",
            "paper": "Lipper Bote",
            "published_on": date(2021, 5, 12),
            "quote": QUOTE,
            "shows": "Der Bürgerbus fährt durch alle Ortsteile.",
            "persons": [erika().id],
            "places": [fact.id for fact in facts("place")],
            "visibility": Visibility.PUBLIC,
            **more,
        }
    )


def test_the_article_becomes_evidence_for_a_new_person_and_the_place(clipping, office, kalletal):
    topics = list(Topic.objects.filter(slug__in=("klima", "kooperation")))
    confirm(clipping=clipping, said=said(topics=topics), by=office, at=AT)
    stored, person = Clipping.objects.get(), Person.objects.get()
    assert (stored.status, stored.draft, stored.quote) == ("confirmed", None, QUOTE)
    assert (person.given_name, person.family_name) == ("Erika", "Muster")
    held = PublicOffice.objects.get()
    assert (held.person, held.kind, held.title, held.place) == (person, "mayor", "Bürgermeisterin", kalletal)
    rows = [(one.kind, one.person, one.place, one.date, one.visibility) for one in stored.evidence.order_by("pk")]
    assert rows == [
        ("clipping", person, kalletal, date(2021, 5, 12), "public"),
        ("clipping", None, kalletal, date(2021, 5, 12), "public"),
    ]
    assert {one.topic.slug for one in Expertise.objects.filter(person=person)} == {"klima", "kooperation"}
    assert all(list(one.evidence.all()) == [stored.evidence.get(person=person)] for one in Expertise.objects.all())


def test_every_place_in_the_text_becomes_a_mention(clipping, office, kalletal):
    expected = {(fact.kind, span) for fact in draft_of(Clipping.objects.get()).kept() for span in fact.spans}
    confirm(clipping=clipping, said=said(), by=office, at=AT)
    stored = Clipping.objects.get()
    assert {(one.kind, (one.start, one.end)) for one in Mention.objects.all()} == expected
    for mention in Mention.objects.filter(kind="place"):
        assert (stored.mended[mention.start : mention.end], mention.place) == ("Kalletal", kalletal)
    assert {mention.person for mention in Mention.objects.filter(value="Erika Muster")} == {Person.objects.get()}


def test_a_known_person_gets_one_more_piece_of_evidence(clipping, office, make_person, kalletal):
    known = make_person(place=kalletal)
    earlier = Evidence.objects.create(kind="award", title="Preis", person=known, created_at=AT)
    klima = Topic.objects.get(slug="klima")
    expertise = Expertise.objects.create(person=known, topic=klima, helps_with="Bus fahren", created_at=AT)
    expertise.evidence.add(earlier)
    to = Correction(value="Erika Muster", person=known)
    correct_fact(clipping=clipping, fact=erika().id, to=to, by=office, at=AT)
    confirm(clipping=clipping, said=said(topics=[klima]), by=office, at=AT)
    assert Person.objects.count() == 1
    expertise.refresh_from_db()
    assert expertise.helps_with == "Bus fahren"
    assert set(expertise.evidence.all()) == {earlier, Evidence.objects.get(kind="clipping", person=known)}


def test_a_person_of_the_same_name_must_be_told_apart_first(office, make_person, luebz, kalletal):
    make_person(place=luebz)
    clipping = take_in(text=ARTICLE, by=office, at=AT)
    with pytest.raises(ClippingError, match="which person “Erika Muster” is") as caught:
        confirm(clipping=clipping, said=said(), by=office, at=AT)
    assert caught.value.field == "persons"
    assert not Evidence.objects.exists()


def test_a_person_of_the_same_name_and_office_is_the_same(office, make_person, kalletal):
    known = make_person(place=kalletal)
    take_in(text=ARTICLE, by=office, at=AT)
    assert (erika().person, erika().new_person) == (known.pk, False)


def test_facts_that_were_dropped_or_not_chosen(clipping, office):
    place = facts("place")[0]
    remove_fact(clipping=clipping, fact=place.id, by=office, at=AT)
    confirm(clipping=clipping, said=said(places=[place.id]), by=office, at=AT)
    assert not Mention.objects.filter(kind="place").exists()
    assert [one.person is not None for one in Evidence.objects.all()] == [True]


def test_a_person_who_was_not_chosen_is_not_recorded(clipping, office):
    confirm(clipping=clipping, said=said(persons=[]), by=office, at=AT)
    assert not Person.objects.exists()
    assert set(Mention.objects.filter(kind="person").values_list("person", flat=True)) == {None}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"quote": "Das steht nicht da."}, "quote"),
        ({"quote": "x" * 601}, "quote"),
        ({"persons": [], "places": []}, ""),
        ({"persons": ["person-unknown"], "places": []}, ""),
    ],
    ids=["no-title", "not-in-the-text", "long-quote", "for-nobody", "for-somebody-unknown"],
)
def test_what_is_missing_is_said_and_nothing_is_saved(clipping, office, wrong, field):
    events = Event.objects.count()
    with pytest.raises(ClippingError) as caught:
        confirm(clipping=clipping, said=said(**wrong), by=office, at=AT)
    assert caught.value.field == field
    stored = Clipping.objects.get()
    assert (stored.status, stored.title, Mention.objects.count(), Event.objects.count()) == (
        "new",
        clipping.title,
        0,
        events,
    )


def test_a_date_to_come_undoes_all_of_it(clipping, office):
    with pytest.raises(Exception, match="still to come"):
        confirm(clipping=clipping, said=said(published_on=date(2027, 1, 1)), by=office, at=AT)
    assert not Person.objects.exists()
    assert Clipping.objects.get().status == "new"


def test_a_place_that_is_open_must_be_chosen_first(clipping, office):
    stored = Clipping.objects.get()
    for fact in stored.draft["facts"]:
        fact["place"] = None
    stored.save()
    with pytest.raises(ClippingError, match="which place") as caught:
        confirm(clipping=clipping, said=said(persons=[]), by=office, at=AT)
    assert caught.value.field == "places"


def test_only_the_office_confirms_and_only_once(clipping, office, member):
    what = said()
    with pytest.raises(NotAllowed):
        confirm(clipping=clipping, said=what, by=member, at=AT)
    confirm(clipping=clipping, said=what, by=office, at=AT)
    with pytest.raises(ClippingError, match="no longer under review"):
        confirm(clipping=clipping, said=what, by=office, at=AT)
    assert Evidence.objects.count() == 2


def test_the_chronicle_holds_ids_alone(clipping, office):
    confirm(clipping=clipping, said=said(), by=office, at=AT)
    event = Event.objects.get(verb="clipping.confirmed")
    assert event.data == {"evidence": [one.pk for one in Evidence.objects.order_by("pk")]}
    assert event.visibility == "group"
    assert "Muster" not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_fact_of_the_office_has_no_place_in_the_text(clipping, office):
    add_fact(clipping=clipping, kind="programme", to=Correction(value="Land in Bewegung"), by=office, at=AT)
    confirm(clipping=clipping, said=said(), by=office, at=AT)
    mention = Mention.objects.get(kind="programme")
    assert (mention.start, mention.end, mention.value) == (None, None, "Land in Bewegung")


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("neuen Bürgerbus", True),
        ("neuen\n Bürgerbus", True),
        ("»Wir wollten«", True),
        ("Wir wollten […] warten", True),
        ("Wir … warten", True),
        ("warten … Wir", False),
        ("Wir wollten warten", False),
        ("[...]", True),
    ],
)
def test_a_quote_stands_in_the_text(quote, found):
    assert stands_in(quote, "Den neuen Bürgerbus. „Wir wollten nicht warten“") is found


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_part_of_a_text_stands_in_it(text, start, end):
    assert stands_in(text[start:end], text)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Bürgermeister", "mayor"), ("Erste Bürgermeisterin", "mayor"), ("Oberbürgermeisterin", "lord_mayor"),
        ("Landrat", "district_head"), ("Landrätin", "district_head"), ("Erster Beigeordneter", "deputy"),
        ("Stadträtin", "council"), ("Imker", "other"), ("", "other"),
    ],
)  # fmt: skip
def test_kinds_of_office(title, kind):
    assert office_kind(title) == kind


def test_an_appointment_begins_with_the_reason_and_the_evidence(clipping, office, network):
    confirm(clipping=clipping, said=said(), by=office, at=AT)
    person = Person.objects.get()
    appointment = notice_person(clipping=Clipping.objects.get(), person=person, by=office, at=AT)
    assert (appointment.status, appointment.person, appointment.body) == ("noticed", person, network)
    assert appointment.reason == "Der Bürgerbus fährt durch alle Ortsteile. (Lipper Bote, 12\u00a0May 2021)".replace(
        "12\u00a0May", "12.\u00a0Mai"
    )
    assert list(appointment.evidence.all()) == list(Evidence.objects.filter(person=person))
    assert appointment.office == PublicOffice.objects.get()
    with pytest.raises(StepNotAllowed):
        notice_person(clipping=Clipping.objects.get(), person=person, by=office, at=AT)
    assert Appointment.objects.count() == 1


def test_no_appointment_without_evidence(clipping, office, make_person, member):
    confirm(clipping=clipping, said=said(), by=office, at=AT)
    with pytest.raises(ClippingError, match="no evidence"):
        notice_person(clipping=Clipping.objects.get(), person=make_person("Anders"), by=office, at=AT)
    with pytest.raises(NotAllowed):
        notice_person(clipping=Clipping.objects.get(), person=Person.objects.first(), by=member, at=AT)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"paper": "Bote"}, "Sie hat es gezeigt. (Bote)"),
        ({}, "Sie hat es gezeigt."),
        ({"published_on": date(2021, 5, 12)}, "Sie hat es gezeigt. (12.\u00a0Mai 2021)"),
    ],
)
def test_the_reason_says_where_it_stands(values, expected):
    assert reason_of(Clipping(title="T", **values), "Sie hat es gezeigt. ") == expected


def test_without_words_the_headline_is_the_reason():
    assert reason_of(Clipping(title="T", paper="Bote"), "") == "“T” (Bote)"
