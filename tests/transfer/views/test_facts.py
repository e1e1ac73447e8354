"""How a practice is put into words: nothing more exact than it is known, nothing where nothing is known."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from ideenschmiede.places.models import Place
from ideenschmiede.places.queries import directory
from ideenschmiede.transfer.models import Practice
from ideenschmiede.transfer.views import facts

pytestmark = pytest.mark.django_db


def told(**values):
    return Practice(**{"pk": 0, "title": "Bus", "summary": "Fährt.", "status": "running", "outcome": "open", **values})


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({}, None),
        ({"started_on": date(2020, 1, 1)}, "since 2020"),
        ({"started_on": date(2020, 5, 3)}, "since May 2020"),
        ({"started_on": date(2030, 5, 3), "status": "planned"}, "from May 2030"),
        ({"ended_on": date(2021, 12, 31)}, "until 2021"),
        ({"started_on": date(2020, 1, 1), "ended_on": date(2021, 3, 31)}, "2020 to March 2021"),
        ({"started_on": date(2020, 1, 1), "ended_on": date(2020, 12, 31)}, "2020"),
    ],
)
def test_period(values, written):
    assert facts.period(told(**values)) == written


@pytest.mark.parametrize(("estimate", "written"), [(True, "about 21,000"), (False, "21,023")])
def test_an_estimated_population_is_called_one(estimate, written):
    place = Place(key="05766036", name="Kalletal", population=21_023, population_is_estimate=estimate)
    assert dict(facts.key_facts(told(place=place), directory()))["Inhabitants"] == written


def test_key_facts_leave_out_what_is_not_known():
    known = dict(facts.key_facts(told(place_text="Wien"), directory()))
    assert known["Place"] == "Wien"
    for label in ("Inhabitants", "When", "Cost, one-off", "Cost per year", "Staff time", "Goals (SDG)"):
        assert known[label] is None


def test_key_facts_of_a_place_link_to_it(kalletal):
    practice = told(place=kalletal, cost_once=0, cost_yearly=48_500, sdgs=[13, 99])
    known = dict(facts.key_facts(practice, directory()))
    assert '<a class="kern-link' in known["Place"]
    assert "/orte/05766036" in known["Place"]
    assert "Kreis Lippe, Nordrhein-Westfalen" in known["Place"]
    assert (known["Cost, one-off"], known["Cost per year"]) == ("€0", "€48,500")
    assert known["Goals (SDG)"] == "13 Climate action"


def test_names_of_places_are_escaped(kalletal):
    Place.objects.update(name="<b>Ort</b>")
    kalletal.refresh_from_db()
    assert "&lt;b&gt;Ort&lt;/b&gt;" in facts.place_link(kalletal, directory())


@pytest.mark.parametrize(
    ("hours", "words"),
    [("1.0", "1 hour a week"), ("1.5", "1.5 hours a week"), ("40.0", "40 hours a week"), ("0.0", "0 hours a week")],
)
def test_staff_time(hours, words):
    assert dict(facts.key_facts(told(staff_hours_week=Decimal(hours)), directory()))["Staff time"] == words


def test_adoptions_that_live_are_counted(make_practice, make_adoption, kalletal, luebz):
    practice = make_practice()
    make_adoption(practice, luebz, state="ended")
    assert dict(facts.key_facts(practice, directory()))["Adoptions"] is None
    make_adoption(practice, kalletal, state="kept")
    assert dict(facts.key_facts(practice, directory()))["Adoptions"] == "1 other place"


def test_the_story_is_told_in_its_order_and_lists_are_lists():
    parts = list(facts.story(told(lessons="- Eins\n• Zwei\n", conditions="Nur eine", problem="Kalt.", done="")))
    assert [part.heading for part in parts] == [
        "The problem",
        "What must be given for it to work",
        "What they would do differently",
    ]
    assert parts[1].lines == ()
    assert parts[2].lines == ("Eins", "Zwei")


@pytest.mark.parametrize(("days", "stale"), [(0, False), (365, False), (366, True)])
def test_a_contact_goes_stale_after_a_year(days, stale):
    today = date(2026, 11, 22)
    assert facts.is_stale(today - timedelta(days=days), today) is stale
    assert facts.is_stale(None, today)


def test_sources_are_web_addresses_only():
    links = ["https://a.example", "javascript:alert(1)", 5, None, "data:text/html,x", "http://b.example"]
    assert facts.safe_sources(told(sources=links)) == ["https://a.example", "http://b.example"]


def test_failures_and_successes_look_different():
    kinds = {outcome: facts.outcome_kind(outcome) for outcome in ("worked", "partly", "failed", "stopped", "open")}
    assert kinds == {"worked": "success", "partly": "warning", "failed": "danger", "stopped": "danger", "open": "info"}


def test_in_german_months_are_german():
    with translation.override("de"):
        assert "März" in str(facts.period(told(started_on=date(2020, 3, 1))))
