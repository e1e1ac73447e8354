"""What pages of places and of what was done there show of people."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone
from tests.people import appointing

from ideenschmiede.base.models import Topic
from ideenschmiede.people import panels
from ideenschmiede.people.models import PublicOffice
from ideenschmiede.places.models import RegisterImport

pytestmark = pytest.mark.django_db


def shown(function, thing, who=None):
    request = RequestFactory().get("/")
    request.user = who or AnonymousUser()
    panel = function(request, thing)
    return render_to_string(panel.template, dict(panel.context), request) if panel else ""


def done(place, *slugs):
    """Something that was done at a place, as an app above has it."""
    topics = list(Topic.objects.filter(slug__in=slugs))
    return SimpleNamespace(place_id=place.pk if place else None, topics=SimpleNamespace(all=lambda: topics))


def test_the_people_of_a_place(make_person, make_expertise, kalletal, luebz, member):
    here = make_person("Hier", place=kalletal, visibility="public")
    make_expertise(here, "klima")
    make_person("Dort", place=luebz, visibility="public")
    make_person("Innen", place=kalletal)
    make_person("Bemerkt", place=kalletal, appointed="noticed", visibility="public")
    former = make_person("Früher", place=kalletal, visibility="public")
    former.offices.update(until=timezone.localdate() - timedelta(days=1))
    text = shown(panels.place, kalletal)
    assert all(part in text for part in ("Mara Hier", "Bürgermeisterin", str(Topic.objects.get(slug="klima"))))
    assert not any(part in text for part in ("Dort", "Innen", "Bemerkt", "Früher", "Record a person"))
    assert "Innen" in shown(panels.place, kalletal, member)


def test_a_land_shows_the_people_of_its_places(make_person, kalletal, luebz):
    make_person("Hier", place=kalletal, visibility="public")
    land = kalletal.parent.parent
    assert "(Kalletal)" in shown(panels.place, land)
    assert shown(panels.place, luebz) == ""


def test_the_office_can_begin_here(kalletal, office):
    text = shown(panels.place, kalletal, office)
    assert "Nobody yet" in text
    assert "?ort=05766036" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_a_place_costs_the_same(make_person, make_expertise, kalletal, django_assert_num_queries, rows):
    for number in range(rows):
        make_expertise(make_person(f"Person {number}", place=kalletal, visibility="public"))
    with django_assert_num_queries(1):
        assert shown(panels.place, kalletal).count("Person ") == rows


def test_no_more_than_ten(make_person, kalletal):
    for number in range(12):
        make_person(f"Person {number}", place=kalletal, visibility="public")
    assert shown(panels.place, kalletal).count("Person ") == panels.SHOWN


# ── whom can I ask? ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_first_who_holds_an_office_there_then_who_knows_from_there(
    make_person, make_expertise, make_evidence, kalletal, luebz
):
    knows = make_person("Aal", visibility="public")
    both = [make_evidence(title, knows, kalletal, visibility="public") for title in ("Preis", "Zwei")]
    make_expertise(knows, "klima", *both)
    elsewhere = make_person("Zander", visibility="public")
    make_expertise(elsewhere, "klima", make_evidence("Preis", elsewhere, luebz))
    other_topic = make_person("Hecht", visibility="public")
    make_expertise(other_topic, "it", make_evidence("Preis", other_topic, kalletal))
    make_person("Mayor", place=kalletal, visibility="public")
    text = shown(panels.practice, done(kalletal, "klima"))
    assert text.index("Mara Mayor") < text.index("Mara Aal")
    assert text.count(str(Topic.objects.get(slug="klima"))) == 1
    assert "Bürgermeisterin (Kalletal)" in text
    assert "Zander" not in text
    assert "Hecht" not in text


def test_who_left_the_office_is_not_asked_for_it(make_person, kalletal):
    person = make_person("Früher", place=kalletal, visibility="public")
    person.offices.update(until=timezone.localdate() - timedelta(days=1))
    assert shown(panels.practice, done(kalletal)) == ""


def test_guests_are_not_sent_to_whom_they_may_not_see(make_person, kalletal, member):
    make_person("Innen", place=kalletal)
    assert shown(panels.practice, done(kalletal)) == ""
    assert "Innen" in shown(panels.practice, done(kalletal), member)


def test_what_only_the_network_may_read_sends_no_guest_to_anybody(
    make_person, make_expertise, make_evidence, kalletal, member
):
    person = make_person("Offen", visibility="public")
    make_expertise(person, "klima", make_evidence("Preis", person, kalletal, visibility="network"))
    assert shown(panels.practice, done(kalletal, "klima")) == ""
    assert "Offen" in shown(panels.practice, done(kalletal, "klima"), member)


def test_nobody_is_asked_about_nowhere(make_person):
    assert shown(panels.practice, done(None, "klima")) == ""


@pytest.mark.parametrize("rows", [1, 3])
def test_asking_costs_the_same(make_person, make_expertise, make_evidence, kalletal, django_assert_num_queries, rows):
    for number in range(rows):
        person = make_person(f"Person {number}", place=kalletal, visibility="public")
        make_expertise(person, "klima", make_evidence("Preis", person, kalletal, visibility="public"))
    thing = done(kalletal, "klima")
    with django_assert_num_queries(3):
        assert shown(panels.practice, thing).count("Person ") == rows


# ── the whole pages ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", [None, "member", "office"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_place_stays_within_twelve_queries(
    client, request, make_person, make_expertise, kalletal, django_assert_max_num_queries, now, who, rows
):
    RegisterImport.objects.create(source="x", sha256="0" * 64, imported_at=now)
    for number in range(rows):
        make_expertise(make_person(f"Person {number}", place=kalletal, visibility="public"))
    if who:
        client.force_login(request.getfixturevalue(who))
    address = "/orte/05766036-kalletal/"
    client.get(address)
    with django_assert_max_num_queries(12):
        assert client.get(address).text.count("Person ") >= rows


def test_an_office_noted_twice_is_shown_once_in_the_panel_of_a_practice(make_person, kalletal):
    person = make_person("Doppelt", place=kalletal, visibility="public")
    PublicOffice.objects.create(person=person, kind="council", title="Rätin", place=kalletal)
    assert shown(panels.practice, done(kalletal)).count("Doppelt") == 1


# ── the appointments of a person ──────────────────────────────────────────────────────────────────────────────────────


def test_the_office_is_led_to_what_is_under_way_and_proposes_nothing_twice(office):
    made = appointing.proposed()
    text = shown(panels.person, made.person, office)
    assert f"/mitglieder/berufungen/{made.pk}/vorgang/" in text
    assert "Under way" in text
    assert "Not appointed yet" not in text
    assert "Propose for an appointment" not in text


def test_whoever_was_withdrawn_can_be_proposed_again(office):
    made = appointing.proposed()
    appointing.acts.withdraw(appointment=made, by=None, at=appointing.AT)
    text = shown(panels.person, appointing.fresh(made).person, office)
    assert "Not appointed yet" in text
    assert "Propose for an appointment" in text
    assert "/vorgang/" not in text


def test_what_is_under_way_is_seen_by_the_office_alone():
    made = appointing.active()
    appointing.proposed(made.person, appointing.working_group())
    text = shown(panels.person, made.person, made.person.account)
    assert "My appointments" in text
    assert "Digitales" not in text
    assert shown(panels.person, made.person) == ""
