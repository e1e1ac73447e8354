"""Releases: drafted, changed, published only with consent, withdrawn."""

from datetime import UTC, date, datetime

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event
from ideenschmiede.people.actions.consents import give_consent, withdraw_consent
from ideenschmiede.people.models import Consent
from ideenschmiede.press.actions.errors import ReleaseError
from ideenschmiede.press.actions.releases import (
    NAMED,
    change_release,
    draft_release,
    paragraphs,
    publish_release,
    withdraw_release,
    write_release,
)
from ideenschmiede.press.models import Release

AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def erika(make_person, kalletal):
    return make_person(place=kalletal, form_of_address="frau")


@pytest.fixture
def appointment(erika, make_appointment):
    return make_appointment(erika)


def verbs():
    return [(event.verb, event.visibility, event.data) for event in Event.objects.order_by("pk")]


def test_a_draft_tells_the_facts_of_the_appointment(appointment, office):
    release = draft_release(appointment=appointment, by=office, at=AT)
    text = f"{release.title} {release.subtitle} {release.body}"
    for fact in ("Erika Muster", "Kalletal", "Bürgermeisterin", "Der Bürgerbus ist seit fünf Jahren ein Vorbild"):
        assert fact in text
    assert (release.status, release.published_on, release.written_by) == ("draft", None, office)
    assert release.appointment == appointment
    assert verbs()[-1] == ("release.drafted", "group", {})


def test_a_draft_takes_reason_and_office_as_they_were_sent(appointment, office):
    frozen = {
        "reason": "So stand es im Brief.",
        "evidence": [],
        "office": {"title": "Erste Bürgermeisterin", "place": "Altdorf", "kind": "Gemeinde"},
    }
    appointment.frozen = frozen
    release = draft_release(appointment=appointment, by=office, at=AT)
    assert "So stand es im Brief" in release.body
    assert "Vorbild" not in release.body
    assert "Altdorf" in f"{release.title} {release.body}"


def test_a_person_without_office_or_reason(make_person, make_appointment, office):
    bare = make_appointment(make_person("Madonna", ""), reason="", office=None, starts_on=None)
    release = draft_release(appointment=bare, by=office, at=AT)
    assert "Madonna" in release.title
    assert "None" not in release.body
    assert "  " not in release.body


@pytest.mark.parametrize("who", ["member", "partner"])
def test_only_the_office_writes(request, who, make_release, appointment):
    by, release = request.getfixturevalue(who), make_release()
    for action in (publish_release, withdraw_release):
        with pytest.raises(NotAllowed):
            action(release=release, by=by, at=AT)
    with pytest.raises(NotAllowed):
        change_release(release=release, values={"title": "Anders"}, by=by, at=AT)
    with pytest.raises(NotAllowed):
        write_release(values={"title": "Neu", "body": "Neu"}, by=by, at=AT)
    with pytest.raises(NotAllowed):
        draft_release(appointment=appointment, by=by, at=AT)
    assert [(one.title, one.status) for one in Release.objects.all()] == [("Neues aus dem Netzwerk", "draft")]


def test_without_consent_nobody_is_named(appointment, office):
    release = draft_release(appointment=appointment, by=office, at=AT)
    with pytest.raises(ReleaseError, match="Erika Muster has not agreed") as caught:
        publish_release(release=release, by=office, at=AT)
    assert caught.value.field == NAMED
    assert Release.objects.get().status == "draft"


@pytest.mark.parametrize("said", ["MUSTER kommt", "Die Rede Musters", "Frau Mus-\n\nMuster"])
def test_the_family_name_alone_is_a_name_too(appointment, office, make_release, said):
    release = make_release(said, "Text", appointment=appointment)
    with pytest.raises(ReleaseError):
        publish_release(release=release, by=office, at=AT)


def test_with_consent_it_is_published_on_the_local_day(appointment, office, agree):
    agree(appointment.person)
    release = draft_release(appointment=appointment, by=office, at=AT)
    publish_release(release=release, by=office, at=AT)
    release.refresh_from_db()
    assert (release.status, release.published_on) == ("published", date(2026, 11, 23))  # past midnight in Berlin
    assert verbs()[-1] == ("release.published", "public", {})


def test_a_consent_that_was_withdrawn_is_none(appointment, office, agree):
    consent = agree(appointment.person)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_at=AT)
    release = draft_release(appointment=appointment, by=office, at=AT)
    with pytest.raises(ReleaseError):
        publish_release(release=release, by=office, at=AT)


def test_without_the_name_no_consent_is_needed(appointment, office, make_release):
    release = make_release("Eine Bürgermeisterin berufen", "Mehr sagen wir nicht.", appointment=appointment)
    publish_release(release=release, by=office, at=AT)
    assert Release.objects.get().status == "published"


def test_what_is_out_is_not_changed(office, make_release):
    release = make_release(status="published")
    with pytest.raises(ReleaseError, match="Withdraw it first"):
        change_release(release=release, values={"title": "Anders"}, by=office, at=AT)


def test_withdraw_change_and_publish_again(office, make_release):
    release = make_release()
    publish_release(release=release, by=office, at=AT)
    publish_release(release=release, by=office, at=LATER)  # nothing happens
    withdraw_release(release=release, by=office, at=LATER)
    withdraw_release(release=release, by=office, at=LATER)
    assert change_release(release=release, values={"title": "Anders"}, by=office, at=LATER)
    assert not change_release(release=release, values={"title": "Anders"}, by=office, at=LATER)
    publish_release(release=release, by=office, at=LATER)
    stored = Release.objects.get()
    assert (stored.title, stored.published_on) == ("Anders", date(2026, 11, 24))
    told = [(verb, visibility) for verb, visibility, _data in verbs() if verb.startswith("release")]
    assert told == [
        ("release.published", "public"),
        ("release.withdrawn", "public"),
        ("release.changed", "group"),
        ("release.published", "public"),
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"body": " \x00\n"}, "body"),
        ({"body": "x" * 20_001}, "body"),
    ],
    ids=["no-title", "long-title", "no-body", "long-body"],
)
def test_values_that_do_not_fit_name_the_field(office, make_release, wrong, field):
    with pytest.raises(ReleaseError) as caught:
        change_release(release=make_release(), values={"title": "Gut", "body": "Gut", **wrong}, by=office, at=AT)
    assert caught.value.field == field
    assert Release.objects.get().title == "Neues aus dem Netzwerk"


def test_fields_that_are_not_for_writing_are_a_mistake_of_the_caller(office):
    with pytest.raises(TypeError, match="status"):
        write_release(values={"title": "Gut", "body": "Gut", "status": "published"}, by=office, at=AT)


def test_paragraphs_are_tidied_up():
    assert paragraphs(" Eins\nnoch eins\r\n\r\n\r\n \n Zwei\x07 ") == "Eins noch eins\n\nZwei"


def test_who_takes_the_consent_back_is_named_no_longer(appointment, office, agree, make_release, make_person):
    person = appointment.person
    agree(person)
    naming = make_release("Erika Muster berufen", status="published", appointment=appointment)
    silent = make_release("Eine Bürgermeisterin berufen", status="published", appointment=appointment)
    other = make_release("Erika Muster", status="published")  # about somebody else: not ours to judge
    withdraw_consent(person=person, purpose="press", by=office, at=LATER)
    found = {one.pk: one.status for one in Release.objects.all()}
    assert found == {naming.pk: "withdrawn", silent.pk: "published", other.pk: "published"}
    event = Event.objects.get(verb="release.withdrawn")
    assert (event.subject_id, event.actor, event.time) == (naming.pk, None, LATER)


def test_another_purpose_changes_nothing(appointment, office, agree, make_release):
    person = appointment.person
    agree(person)
    give_consent(person=person, purpose="digest", wording="Ja.", by=None, at=AT)
    make_release("Erika Muster berufen", status="published", appointment=appointment)
    withdraw_consent(person=person, purpose="digest", by=office, at=LATER)
    assert Release.objects.get().status == "published"
