"""Would it work here: what counts as a case, and when nothing is said."""

import pytest
from tests.transfer.network import TODAY

from ideenschmiede.cores.forecast import Category
from ideenschmiede.transfer.matching import match


@pytest.fixture
def ask(world):
    """A network of many places; `ask(practice…)` answers for a town of 13,401 inhabitants."""
    twins = [world.place(f"Zwilling {number}", 13_000 + 100 * number, 11_000) for number in range(6)]
    cities = [world.place(f"Großstadt {number}", 500_000 + 9_000 * number, 20_000) for number in range(6)]
    for number in range(40):
        world.place(f"Ort {number}", 500 + 900 * number, 2_000 + 211 * number)
    here = world.place("Kalletal", 13_401, 11_242)

    def outlook(where: str, *outcomes: str, place=here, own="open", **more):
        chosen = {"twins": twins, "cities": cities}[where]
        adopted = [(chosen[number], "ended", outcome) for number, outcome in enumerate(outcomes)]
        world.practice("Hausarzt", place=chosen[5], outcome=own, adopted=adopted, **more)
        world.index()
        (result,) = match(text="Hausarzt", place=place, who=None, today=TODAY).results
        return result.outlook

    return outlook


def test_success_in_similar_places_makes_it_likely(ask):
    one = ask("twins", "worked", "worked", "worked", "partly", own="worked")
    assert one.category == Category.LIKELY
    assert (one.forecast.cases, one.worked, one.partly) == (5, 4, 1)
    assert 0 < one.forecast.low < one.forecast.mean < one.forecast.high < 1


def test_failure_in_similar_places_never_reads_as_hope(ask):
    one = ask("twins", "failed", "failed", "stopped", own="failed")
    assert one.category not in (Category.LIKELY, Category.RATHER)
    assert one.forecast.mean < 0.5


def test_a_good_topic_does_not_talk_three_failures_away(ask, world):
    for number in range(30):
        world.practice(f"Radweg {number}", outcome="worked", topics=("klima",))
    one = ask("twins", "failed", "failed", "failed", topics=("klima",))
    assert one.forecast.prior.mean > 0.8
    assert one.category not in (Category.LIKELY, Category.RATHER)


@pytest.mark.parametrize("outcomes", [("partly",) * 3, ("worked", "partly", "failed"), ("worked", "failed") * 2])
def test_a_good_topic_does_not_make_an_even_record_hopeful(ask, world, outcomes):
    for number in range(30):
        world.practice(f"Radweg {number}", outcome="worked", topics=("klima",))
    one = ask("twins", *outcomes, topics=("klima",))
    assert one.forecast.mean > 0.6
    assert one.category == Category.OPEN


@pytest.mark.parametrize("topics", [("klima",), ()])
def test_what_is_usual_was_learnt_from_the_topic_if_there_is_one(ask, topics):
    assert ask("twins", "worked", topics=topics).has_topic == bool(topics)


def test_a_similar_place_that_has_not_reported_is_named(ask):
    assert ask("twins").silent.name == "Zwilling 5"


@pytest.mark.parametrize(("where", "outcomes"), [("twins", ("worked",)), ("cities", ())])
def test_no_place_is_called_silent_when_one_has_spoken_or_none_is_similar(ask, where, outcomes):
    assert ask(where, *outcomes).silent is None


@pytest.mark.parametrize("outcomes", [(), ("worked",), ("worked", "worked"), ("worked", "worked", "open")])
def test_with_fewer_than_three_cases_nothing_is_said(ask, outcomes):
    one = ask("twins", *outcomes)
    assert one.category is None
    assert one.forecast.mean is None
    assert one.forecast.cases == len([outcome for outcome in outcomes if outcome != "open"])


def test_places_that_are_not_comparable_are_no_cases(ask):
    one = ask("cities", "worked", "worked", "worked", "worked", own="worked")
    assert one.category is None
    assert one.forecast.cases == 0


def test_without_a_place_nothing_is_said(ask):
    one = ask("twins", "worked", "worked", "worked", place=None, own="worked")
    assert one.category is None
    assert one.forecast.cases == 0


def test_what_members_alone_may_see_does_not_change_what_guests_are_told(world, account_with):
    world.practice("Hausarzt", topics=("klima",))
    for number in range(20):
        world.practice(f"Radweg {number}", outcome="failed", topics=("klima",), visibility="network")
    world.index()
    guests = match(text="Hausarzt", place=None, who=account_with(), today=TODAY).results[0].outlook
    members = match(text="Hausarzt", place=None, who=None, today=TODAY).results[0].outlook
    assert guests.forecast.prior.cases == 0
    assert members.forecast.prior.cases == 20
    assert members.forecast.prior.mean < 0.3
