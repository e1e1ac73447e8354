"""What the page of a place shows of this app."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from ideenschmiede.transfer import panels
from ideenschmiede.transfer.models import Need


def shown(place, who=None):
    request = RequestFactory().get("/")
    request.user = who or AnonymousUser()
    panel = panels.place(request, place)
    return render_to_string(panel.template, dict(panel.context), request)


@pytest.fixture
def filled(make_practice, make_adoption, kalletal, luebz):
    here, there = make_practice("Hier", place=kalletal), make_practice("Dort", place=luebz)
    make_practice("Intern", place=kalletal, visibility="network")
    make_adoption(there, kalletal, state="ended", outcome="failed")
    Need.objects.create(text="Ein Arzt", place=kalletal, visibility="public", created_at=timezone.now())
    Need.objects.create(text="Geheim", place=kalletal, created_at=timezone.now())
    return here


def test_a_place_shows_what_it_did_took_up_and_needs(filled, kalletal):
    text = shown(kalletal)
    assert all(part in text for part in ("Hier", "Dort", "Did not work", "Ein Arzt"))
    assert not any(part in text for part in ("Intern", "Geheim", "Record a solution"))


def test_a_land_shows_what_its_places_did(filled, kalletal, luebz):
    text = shown(kalletal.parent.parent)
    assert "Hier" in text
    assert "Kalletal" in text
    assert "Ein Arzt" not in shown(luebz)


def test_members_see_more(filled, kalletal, member):
    text = shown(kalletal, member)
    assert all(part in text for part in ("Intern", "Geheim", "Record a solution"))


def test_an_empty_place_says_so(luebz):
    assert "do not know of any solution" in shown(luebz)


def test_the_same_cost_with_one_and_with_many(filled, kalletal, make_practice, django_assert_num_queries):
    with django_assert_num_queries(4):
        shown(kalletal)
    for number in range(30):
        make_practice(f"Lösung {number}", place=kalletal)
    with django_assert_num_queries(4):
        assert shown(kalletal).count("Lösung ") == panels.SHOWN
