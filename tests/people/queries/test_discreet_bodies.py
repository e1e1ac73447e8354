"""Who is in a discreet body is known to the office and to those in it, wherever persons and bodies are shown."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import reverse
from tests.people import appointing
from tests.people.appointing import AT, TODAY, fresh

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.models import Event, Visibility
from ideenschmiede.base.roles import Role
from ideenschmiede.people.actions import appointments as acts
from ideenschmiede.people.actions.appointments.stepping import AppointmentError
from ideenschmiede.people.actions.consents import give_consent
from ideenschmiede.people.documents import Persons
from ideenschmiede.people.models import Body, Purpose
from ideenschmiede.people.queries import appointments as queries
from ideenschmiede.people.queries.balance.reading import balance
from ideenschmiede.people.queries.bodies import known_bodies
from ideenschmiede.people.queries.directory.listing import PersonListing
from ideenschmiede.people.queries.persons import visible_persons
from ideenschmiede.people.queries.profiles import profile_for
from ideenschmiede.press.actions.errors import ReleaseError
from ideenschmiede.press.actions.releases import draft_release

GUEST = AnonymousUser()
NAME = "Arbeitsgruppe Stille"


@pytest.fixture
def body(db):
    made = appointing.working_group(NAME, into="die Arbeitsgruppe Stille")
    acts.set_discretion(body=made, is_discreet=True, by=None, at=AT)
    return Body.objects.get(pk=made.pk)


@pytest.fixture
def inside(body):
    """In the network, agreed to be shown to everybody, and in the discreet body."""
    person = appointing.person("Innen")
    appointing.active(person)
    for purpose in (Purpose.PUBLIC_PROFILE, Purpose.PRESS):
        give_consent(person=person, purpose=purpose, wording="Ja.", by=None, at=AT)
    appointing.active(person, body)
    person.refresh_from_db()
    return person


@pytest.fixture
def only_inside(body):
    """In the discreet body, and nowhere else."""
    person = appointing.person("Nur", "nur@example.org")
    give_consent(person=person, purpose=Purpose.PUBLIC_PROFILE, wording="Ja.", by=None, at=AT)
    appointing.active(person, body)
    return person


def names(who, query=""):
    listing = PersonListing(QueryDict(query), who)
    return [choice.label for _filter, choices in listing.listing.groups() for choice in choices]


def test_bodies_that_one_may_know(body, inside, office, member):
    assert body in Body.objects.filter(known_bodies(office))
    assert body in Body.objects.filter(known_bodies(inside.account))
    assert body not in Body.objects.filter(known_bodies(member))
    assert body not in Body.objects.filter(known_bodies(GUEST))
    assert queries.network() in Body.objects.filter(known_bodies(GUEST))


@pytest.mark.parametrize("who", ["office", "inside", "member"])
def test_pages_of_bodies(who, body, inside, office, member, client):
    client.force_login({"office": office, "inside": inside.account, "member": member}[who])
    known = who != "member"
    assert (NAME in client.get(reverse("people:bodies")).content.decode()) is known
    assert client.get(reverse("people:body", args=(body.pk,))).status_code == (200 if known else 404)


def test_the_page_of_an_appointment(body, inside, office, member):
    made = inside.appointments.get(body=body)
    assert not queries.is_public(fresh(made))
    for who, seen in ((GUEST, False), (member, False), (office, True), (inside.account, True)):
        assert (queries.appointment_for(who, made.pk) is not None) is seen
    acts.set_discretion(body=body, is_discreet=False, by=None, at=AT)
    assert queries.appointment_for(GUEST, made.pk) == made


def test_the_page_of_a_person(body, inside, office, member, client):
    for who, seen in ((GUEST, False), (member, False), (office, True), (inside.account, True)):
        found = profile_for(who, inside.pk)
        assert ([one.body for one in found.active if one.body == body] != []) is seen
        assert found.is_listed
    for who, seen in ((None, False), (member, False), (inside.account, True), (office, True)):
        client.logout()
        if who:
            client.force_login(who)
        page = client.get(reverse("people:person", args=(inside.pk, inside.slug)))
        assert (NAME in page.content.decode()) is seen


def test_who_is_nowhere_else_is_not_listed(only_inside, body, office, member):
    for who in (GUEST, member):
        assert only_inside not in visible_persons(who)
        assert only_inside.pk not in PersonListing(QueryDict(), who).ids
    assert only_inside in visible_persons(office)
    assert only_inside.pk in PersonListing(QueryDict("stand=member"), office).ids
    assert only_inside.pk not in PersonListing(QueryDict("stand=never"), office).ids
    assert balance(TODAY).persons == 0
    assert not profile_for(office, only_inside.pk).is_listed
    assert list(Persons().build([only_inside.pk])) == []
    acts.set_discretion(body=body, is_discreet=False, by=None, at=AT)
    assert only_inside in visible_persons(GUEST)


def test_the_filter_by_body_is_for_the_office_alone(body, inside, office, member):
    assert NAME in names(office)
    assert inside.pk in PersonListing(QueryDict(f"gremium={body.slug}"), office).ids
    for who in (GUEST, member, inside.account):
        assert NAME not in names(who)
        assert len(PersonListing(QueryDict(f"gremium={body.slug}"), who).listing.chips()) == 0


def test_other_bodies_keep_their_people_in_the_filter(body, inside, member):
    """Its bit comes last, whatever its name."""
    other = appointing.working_group("Arbeitsgruppe Zuletzt")
    appointing.active(inside, other)
    assert list(PersonListing(QueryDict(f"gremium={other.slug}"), member).ids) == [inside.pk]


def test_the_newest_do_not_tell(body, make_person):
    """An appointment to it makes nobody the latest."""
    person = appointing.person("Alt")
    appointing.active(person, starts_on=TODAY.replace(year=2020))
    newer = appointing.person("Neu", "neu@example.org")
    appointing.active(newer, starts_on=TODAY.replace(year=2023))
    appointing.active(person, body)
    assert list(PersonListing(QueryDict("sortierung=neu"), GUEST).ids) == []
    account = fresh(newer.appointments.get()).person.account
    assert list(PersonListing(QueryDict("sortierung=neu"), account).ids) == [newer.pk, person.pk]


def test_the_search(body, inside):
    (document,) = Persons().build([inside.pk])
    assert f"body:{body.slug}" not in document.facets
    acts.set_discretion(body=body, is_discreet=False, by=None, at=AT)
    (document,) = Persons().build([inside.pk])
    assert f"body:{body.slug}" in document.facets
    assert Persons().touched_by(Event.objects.filter(verb="body.discretion_set").last()) == [inside.pk]
    acts.change_body(body=body, name="Anders", into="", purpose="", begins_on=None, by=None, at=AT)
    assert Persons().touched_by(Event.objects.get(verb="body.changed")) == []


def test_the_chronicle(body, inside):
    verbs = Event.objects.filter(subject_id__in=inside.appointments.filter(body=body).values("pk"))
    assert {event.visibility for event in verbs.filter(subject_type="people.appointment")} == {Visibility.GROUP}
    acts.close_body(body=body, by=None, at=AT)
    assert Event.objects.get(verb="body.closed").visibility == Visibility.GROUP


def test_no_press_release(body, inside, office, client):
    made = fresh(inside.appointments.get(body=body))
    with pytest.raises(ReleaseError, match="confidential"):
        draft_release(appointment=made, by=office, at=AT)
    client.force_login(office)
    answer = client.post(reverse("press:draft_release", args=(made.pk,)), follow=True)
    assert "confidential" in answer.content.decode()
    assert reverse("press:draft_release", args=(made.pk,)) not in answer.content.decode()


def test_setting_it(body, office, member):
    acts.set_discretion(body=body, is_discreet=True, by=office, at=AT)
    assert Event.objects.filter(verb="body.discretion_set").count() == 1, "the second time changes nothing"
    with pytest.raises(AppointmentError):
        acts.set_discretion(body=queries.network(), is_discreet=True, by=office, at=AT)
    with pytest.raises(NotAllowed):
        acts.set_discretion(body=body, is_discreet=False, by=member, at=AT)


def test_a_chair_notices_somebody_for_the_own_body(body, inside, make_person, account_with):
    lead = appointing.person("Leitung", "leitung@example.org")
    appointing.active(lead, body, capacity="chair")
    account = fresh(lead.appointments.get()).person.account
    made = acts.notice(person=make_person("Gute"), body=body, reason="Kann es.", by=account, at=AT)
    assert made.status == "noticed"
    with pytest.raises(NotAllowed):
        acts.notice(person=make_person("Andere"), body=queries.network(), by=account, at=AT)
    with pytest.raises(NotAllowed):
        acts.notice(person=make_person("Dritte"), body=body, by=inside.account, at=AT)
    with pytest.raises(NotAllowed):
        acts.notice(person=make_person("Vierte"), body=body, by=account_with(Role.MEMBER, email="v@example.org"), at=AT)
