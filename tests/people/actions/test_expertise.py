"""Expertise rests on evidence; evidence is about somebody or some place, and brings its file."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from tests.base.files.making import upload

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.files import read_attachment
from ideenschmiede.base.models import Event, Topic
from ideenschmiede.people.actions import expertise as actions
from ideenschmiede.people.actions.filling import PersonError
from ideenschmiede.people.models import Evidence, Expertise

pytestmark = pytest.mark.django_db


@pytest.fixture
def klima(db):
    return Topic.objects.get(slug="klima")


def told(verb):
    return [event.data for event in Event.objects.filter(verb=verb).order_by("pk")]


def test_an_expertise_rests_on_evidence_about_the_person_or_a_place(
    office, make_person, make_evidence, klima, kalletal, now
):
    person = make_person()
    own, place = make_evidence("Preis", person), make_evidence("Konzept", place=kalletal)
    made = actions.set_expertise(
        person=person, topic=klima, helps_with=" Wie? ", evidence=[own, place], by=office, at=now
    )
    assert (made.helps_with, made.evidence.count()) == ("Wie?", 2)
    assert told("expertise.recorded") == [{"expertise": made.pk, "topic": klima.pk}]


def test_said_again_it_replaces_what_was_said(office, make_person, make_evidence, klima, now):
    person = make_person()
    proof = make_evidence("Preis", person)
    for _again in range(2):
        actions.set_expertise(person=person, topic=klima, evidence=[proof], by=office, at=now)
    assert told("expertise.changed") == []
    actions.set_expertise(person=person, topic=klima, evidence=[], by=office, at=now)
    assert Expertise.objects.get().evidence.count() == 0
    assert len(told("expertise.changed")) == 1


def test_evidence_about_somebody_else_backs_nothing(office, make_person, make_evidence, klima, now):
    other = make_evidence("Preis", make_person("Andere"))
    with pytest.raises(PersonError, match="about another person"):
        actions.set_expertise(person=make_person(), topic=klima, evidence=[other], by=office, at=now)
    assert not Expertise.objects.exists()


def test_removing_an_expertise_keeps_the_evidence(office, make_person, make_evidence, make_expertise, now):
    person = make_person()
    row = make_expertise(person, "klima", make_evidence("Preis", person))
    actions.remove_expertise(expertise=row, by=office, at=now)
    assert (Expertise.objects.count(), Evidence.objects.count()) == (0, 1)
    assert Event.objects.get(verb="expertise.removed").subject_id == person.pk


# ── evidence ──────────────────────────────────────────────────────────────────────────────────────────────────────────

LEAST = {"kind": "award", "title": "Preis", "visibility": "public"}


def test_evidence_with_a_file_that_is_replaced_and_removed(
    office, make_person, files, now, django_capture_on_commit_callbacks
):
    person = make_person()
    text = read_attachment(upload(b"Beschluss"))
    made = actions.record_evidence(
        values={**LEAST, "person": person}, file=text, file_name="C:\\Beschluss 1.txt", by=office, at=now
    )
    first = str(made.file)
    assert (made.file_name, made.recorded_by) == ("C:\\Beschluss 1.txt", office)
    assert default_storage.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.change_evidence(evidence=made, values={}, file=text, file_name="neu.txt", by=office, at=now)
    assert not default_storage.exists(first)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.change_evidence(evidence=made, values={}, without_file=True, by=office, at=now)
    assert (made.file, made.file_name) == ("", "")
    assert default_storage.listdir("people/evidence") == ([], [])
    assert not actions.change_evidence(evidence=made, values={"title": "Preis"}, by=office, at=now)
    assert told("evidence.changed") == [{"person": person.pk, "place": None}] * 2


def test_removed_evidence_takes_its_file_along(office, make_person, files, now, django_capture_on_commit_callbacks):
    made = actions.record_evidence(
        values={**LEAST, "person": make_person()}, file=read_attachment(upload(b"x")), by=office, at=now
    )
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_evidence(evidence=made, by=office, at=now)
    assert default_storage.listdir("people/evidence") == ([], [])
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({}, "whom or which place"),
        ({"date": date(2026, 11, 23)}, "still to come"),
        ({"kind": "rumour"}, "is not a valid choice"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"title": ""}, "Title: This field cannot be blank"),
    ],
)
def test_evidence_that_cannot_be(office, make_person, now, more, problem):
    about = {"person": make_person()} if more else {}
    with pytest.raises(PersonError, match=problem):
        actions.record_evidence(values={**LEAST, **about, **more}, by=office, at=now)
    assert not Evidence.objects.exists()


def test_today_is_not_to_come_where_it_is_already_tomorrow(office, kalletal, now):
    late = now.replace(hour=23, minute=30)  # half past midnight in Berlin
    values = {**LEAST, "place": kalletal, "date": (late + timedelta(hours=1)).date()}
    assert actions.record_evidence(values=values, by=office, at=late).date == date(2026, 11, 23)


def test_a_person_records_and_changes_only_what_is_their_own(member, office, make_person, kalletal, now):
    own, other = make_person(account=member), make_person("Andere")
    mine = actions.record_evidence(values={**LEAST, "person": own}, by=member, at=now)
    assert actions.change_evidence(evidence=mine, values={"title": "Neu"}, by=member, at=now)
    of_the_office = actions.record_evidence(values={**LEAST, "person": own}, by=office, at=now)
    for call in (
        lambda: actions.record_evidence(values={**LEAST, "person": other}, by=member, at=now),
        lambda: actions.record_evidence(values={**LEAST, "place": kalletal}, by=member, at=now),
        lambda: actions.change_evidence(evidence=of_the_office, values={"title": "x"}, by=member, at=now),
        lambda: actions.remove_evidence(evidence=of_the_office, by=member, at=now),
        lambda: actions.set_expertise(person=other, topic=Topic.objects.first(), by=member, at=now),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_nobody_moves_own_evidence_to_somebody_else(member, make_person, now):
    mine = actions.record_evidence(values={**LEAST, "person": make_person(account=member)}, by=member, at=now)
    other = make_person("Andere")
    with pytest.raises(NotAllowed):
        actions.change_evidence(evidence=mine, values={"person": other}, by=member, at=now)
    mine.refresh_from_db()
    assert mine.person != other
