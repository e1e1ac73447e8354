"""Recording, changing and confirming: what is stored, what the chronicle says, who may not."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Topic
from ideenschmiede.transfer.actions.practices import PracticeError, change_practice, confirm_contact, record_practice
from ideenschmiede.transfer.models import Practice

AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def values(kalletal):
    return {"title": "Bürgerbus", "summary": "Ein Bus, den Ehrenamtliche fahren.", "place": kalletal, "sdgs": [3, 11]}


def topics(*slugs):
    return list(Topic.objects.filter(slug__in=slugs))


def events():
    return [(event.verb, event.subject_id, event.visibility, event.actor) for event in Event.objects.order_by("pk")]


def test_a_member_records_a_practice(values, member):
    Event.objects.exists()
    before = len(events())
    practice = record_practice(values=values, topics=topics("klima", "it"), by=member, at=AT)
    stored = Practice.objects.get()
    assert (stored.title, stored.place, stored.sdgs) == ("Bürgerbus", values["place"], [3, 11])
    assert {topic.slug for topic in stored.topics.all()} == {"klima", "it"}
    assert (stored.recorded_by, stored.created_at, stored.changed_at) == (member, AT, AT)
    assert events()[before:] == [("practice.recorded", practice.pk, "public", member.pk)]


def test_the_event_is_as_visible_as_the_practice(values, office):
    record_practice(values={**values, "visibility": "network"}, topics=[], by=office, at=AT)
    assert events()[-1][2] == "network"


def test_guests_and_partners_record_nothing(values, partner):
    with pytest.raises(NotAllowed):
        record_practice(values=values, topics=[], by=partner, at=AT)
    assert not Practice.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"outcome": "great"}, "outcome"),
        ({"contact_email": "nobody"}, "e-mail"),
        ({"cost_once": -1}, "cost"),
        ({"visibility": "confidential"}, "visibility"),
        ({"started_on": date(2021, 1, 1), "ended_on": date(2020, 1, 1)}, "practice_starts"),
    ],
)
def test_values_that_do_not_fit_are_refused_with_the_field_and_nothing_is_stored(values, office, wrong, message):
    with pytest.raises(PracticeError, match=message):
        record_practice(values={**values, **wrong}, topics=[], by=office, at=AT)
    assert not Practice.objects.exists()


def test_fields_that_are_not_for_writing_are_a_mistake_of_the_caller(values, office):
    with pytest.raises(TypeError, match="changed_at"):
        record_practice(values={**values, "changed_at": AT}, topics=[], by=office, at=AT)


def test_a_change_is_stored_and_recorded_once(values, office):
    practice = record_practice(values=values, topics=topics("klima"), by=office, at=AT)
    count = len(events())
    new = {**values, "outcome": "failed", "staff_hours_week": Decimal("12.5")}
    assert change_practice(practice=practice, values=new, topics=topics("it"), by=office, at=LATER)
    stored = Practice.objects.get()
    assert (stored.outcome, stored.staff_hours_week, stored.changed_at) == ("failed", Decimal("12.5"), LATER)
    assert [topic.slug for topic in stored.topics.all()] == ["it"]
    assert [event[0] for event in events()[count:]] == ["practice.changed"]
    assert not change_practice(practice=stored, values=new, topics=topics("it"), by=office, at=LATER)
    assert len(events()) == count + 1


def test_a_member_may_not_change_what_others_recorded(values, office, member):
    practice = record_practice(values=values, topics=[], by=office, at=AT)
    with pytest.raises(NotAllowed):
        change_practice(practice=practice, values={**values, "title": "Anders"}, topics=[], by=member, at=LATER)
    assert Practice.objects.get().title == "Bürgerbus"


def test_confirming_remembers_the_local_day(values, office):
    practice = record_practice(values={**values, "contact_role": "Bauamt"}, topics=[], by=office, at=AT)
    assert confirm_contact(practice=practice, by=office, at=AT) == date(2026, 11, 23)  # past midnight in Berlin
    assert Practice.objects.get().contact_confirmed_on == date(2026, 11, 23)
    assert events()[-1][0] == "practice.contact_confirmed"


def test_without_a_contact_there_is_nothing_to_confirm(values, office, member):
    practice = record_practice(values=values, topics=[], by=office, at=AT)
    with pytest.raises(PracticeError, match="contact person"):
        confirm_contact(practice=practice, by=office, at=AT)
    with pytest.raises(NotAllowed):
        confirm_contact(practice=practice, by=member, at=AT)


def test_texts_are_stored_without_what_no_text_needs(values, office):
    dirty = {**values, "title": " Bürger\x00bus\ud800 ", "done": "eins\r\nzwei\x07"}
    practice = record_practice(values=dirty, topics=[], by=office, at=AT)
    practice.refresh_from_db()
    assert (practice.title, practice.done) == ("Bürgerbus", "eins\nzwei")


def test_the_operator_at_the_terminal_records_without_an_account(values):
    practice = record_practice(values=values, topics=[], by=None, at=AT)
    assert practice.recorded_by is None
    assert events()[-1][3] is None


def test_the_chronicle_holds_no_text_of_the_practice(values, office):
    record_practice(values={**values, "contact_name": "Erika Muster"}, topics=[], by=office, at=AT)
    event = Event.objects.order_by("-pk").first()
    assert event.data == {}
