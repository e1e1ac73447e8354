"""Facts are corrected, added, dropped and fetched back; all of it in the draft alone."""

from datetime import UTC, datetime

import pytest
from tests.press.conftest import ARTICLE, make_place

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.people.models import Person
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.facts import Correction, add_fact, correct_fact, remove_fact, restore_fact
from ideenschmiede.press.actions.taking_in import discard, take_in
from ideenschmiede.press.models import Clipping, Mention
from ideenschmiede.press.queries.drafts import draft_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clipping(office, kalletal):
    return take_in(text=ARTICLE, by=office, at=AT)


def fact_of(kind):
    return next(fact for fact in draft_of(Clipping.objects.get()).facts if fact.kind == kind)


def add(clipping, office, kind, **said):
    return add_fact(clipping=clipping, kind=kind, to=Correction(**said), by=office, at=AT)


def test_a_place_is_another_one(clipping, office, luebz):
    correct_fact(clipping=clipping, fact=fact_of("place").id, to=Correction(place=luebz), by=office, at=AT)
    fact = fact_of("place")
    assert (fact.value, fact.place, fact.state, fact.label) == ("13076090", luebz.pk, "corrected", "Lübz")
    assert fact.spans


def test_a_place_must_be_one_of_the_register(clipping, office):
    with pytest.raises(ClippingError) as caught:
        correct_fact(clipping=clipping, fact=fact_of("place").id, to=Correction(value="Atlantis"), by=office, at=AT)
    assert caught.value.field == "place"


def test_a_person_is_known_new_or_nobody(clipping, office, make_person, kalletal):
    known = make_person(place=kalletal)
    key = add(clipping, office, "person", value="Max Muster", detail={"family": "Muster"}, person=known)
    assert draft_of(Clipping.objects.get()).fact(key).person == known.pk
    correct_fact(clipping=clipping, fact=key, to=Correction(value="Max Muster", new_person=True), by=office, at=AT)
    fact = draft_of(Clipping.objects.get()).fact(key)
    assert (fact.person, fact.new_person, fact.detail["family"]) == (None, True, "Muster")
    correct_fact(clipping=clipping, fact=key, to=Correction(value="Max Muster"), by=office, at=AT)
    fact = draft_of(Clipping.objects.get()).fact(key)
    assert (fact.person, fact.new_person) == (None, False)
    assert Person.objects.count() == 1


def test_what_is_added_is_found_in_the_text(clipping, office):
    key = add(clipping, office, "group", value="Zwei Vereine")
    stored = Clipping.objects.get()
    fact = draft_of(stored).fact(key)
    assert [stored.mended[start:end] for start, end in fact.spans] == ["Zwei Vereine"]
    assert [stored.original[start:end] for start, end in fact.originals] == ["Zwei Vereine"]
    assert (fact.state, fact.confidence) == ("added", None)


def test_what_the_text_does_not_say_has_no_place_in_it(clipping, office):
    key = add(clipping, office, "programme", value="Land in Bewegung")
    assert draft_of(Clipping.objects.get()).fact(key).spans == ()


def test_an_added_fact_stays_added_when_it_is_corrected(clipping, office):
    key = add(clipping, office, "programme", value="Land in Bewegung")
    correct_fact(clipping=clipping, fact=key, to=Correction(value="Land bewegt"), by=office, at=AT)
    assert fact_of("programme").state == "added"


def test_twice_is_an_error_unless_it_was_dropped(clipping, office):
    key = add(clipping, office, "programme", value="Land in Bewegung")
    with pytest.raises(ClippingError, match="already in the list"):
        add(clipping, office, "programme", value="Land in Bewegung")
    remove_fact(clipping=clipping, fact=key, by=office, at=AT)
    assert add(clipping, office, "programme", value="Land in Bewegung") == key
    assert not draft_of(Clipping.objects.get()).fact(key).is_dropped


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "2020-01-31"),
        ("topic", "klima"),
        ("sdg", "11"),
        ("organisation", "Verein zur Güte"),
        ("format", "Lounge"),
    ],
)
def test_values_that_a_kind_has(clipping, office, kind, value):
    key = add(clipping, office, kind, value=value)
    assert draft_of(Clipping.objects.get()).fact(key).value == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("date", "gestern"), ("date", "2021-02-30"), ("topic", "wetter"), ("sdg", "18"), ("sdg", "x"), ("person", " "),
        ("programme", "x" * 301), ("weather", "Regen"), ("", "Regen"),
    ],
)  # fmt: skip
def test_values_that_it_cannot_have(clipping, office, kind, value):
    before = Clipping.objects.get().draft
    with pytest.raises(ClippingError):
        add(clipping, office, kind, value=value)
    assert Clipping.objects.get().draft == before


def test_drop_and_fetch_back(clipping, office):
    key = fact_of("place").id
    remove_fact(clipping=clipping, fact=key, by=office, at=AT)
    remove_fact(clipping=clipping, fact=key, by=office, at=AT)
    assert draft_of(Clipping.objects.get()).fact(key).is_dropped
    restore_fact(clipping=clipping, fact=key, by=office, at=AT)
    assert not draft_of(Clipping.objects.get()).fact(key).is_dropped


def test_a_fact_that_is_not_there_is_an_error(clipping, office):
    for action in (remove_fact, restore_fact):
        with pytest.raises(ClippingError, match="no longer there"):
            action(clipping=clipping, fact="person-0", by=office, at=AT)


def test_nobody_else_corrects(clipping, member):
    key = fact_of("place").id
    for call in (
        lambda: remove_fact(clipping=clipping, fact=key, by=member, at=AT),
        lambda: restore_fact(clipping=clipping, fact=key, by=member, at=AT),
        lambda: correct_fact(clipping=clipping, fact=key, to=Correction(), by=member, at=AT),
        lambda: add(clipping, member, "programme", value="X"),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_what_is_discarded_is_not_corrected(clipping, office):
    key = fact_of("place").id
    discard(clipping=clipping, by=office, at=AT)
    with pytest.raises(ClippingError, match="no longer under review"):
        remove_fact(clipping=clipping, fact=key, by=office, at=AT)


def test_nothing_is_saved_before_confirmation(clipping, office, luebz):
    add(clipping, office, "person", value="Max Muster", new_person=True)
    add(clipping, office, "place", place=luebz)
    assert not Mention.objects.exists()
    assert not Person.objects.exists()


def test_a_name_of_several_places_stays_open_until_somebody_chooses(office, kalletal):
    make_place("05766044", "Neustadt")
    make_place("13076099", "Neustadt")
    clipping = take_in(text="Neustadt. In Neustadt fährt jetzt ein Bus.", by=office, at=AT)
    open_places = [fact for fact in draft_of(clipping).facts if fact.kind == "place" and fact.place is None]
    assert [fact.candidates for fact in open_places] == [["05766044", "13076099"]]
