"""How practices and needs become search documents: what one filters, sorts and weighs by."""

from datetime import date

import pytest
from tests.transfer.conftest import make_place
from tests.transfer.network import NOW

from ideenschmiede.base.chronicle import record
from ideenschmiede.places.models import RegisterImport
from ideenschmiede.transfer.documents import MOST_PLACES, PLACES, Needs, Practices
from ideenschmiede.transfer.models import Need


def built(practice):
    (document,) = Practices().build([practice.pk])
    return document


def test_a_practice_with_all_that_is_known(kalletal, luebz, make_practice, make_adoption):
    practice = make_practice(
        "Bürgerbus",
        topics=("klima", "kooperation"),
        place=kalletal,
        outcome="partly",
        started_on=date(2019, 5, 1),
        cost_once=40_000,
        cost_yearly=15_000,
        sources=["https://example.org"],
        contact_confirmed_on=date(2026, 1, 2),
        contact_name="Erika Muster",
    )
    make_adoption(practice, luebz, state="kept", outcome="worked")
    found = built(practice)
    assert set(found.facets) == {
        "topic:klima",
        "topic:kooperation",
        "outcome:partly",
        "land:05",
        "size:10000",
        "cost:50000",
        "year:2019",
    }
    assert found.numbers == {
        "known": 1,
        "adoptions": 1,
        "reports": 1,
        "successes": 1.5,
        "sources": 1,
        "place": kalletal.pk,
        "place2": luebz.pk,
        "confirmed": date(2026, 1, 2).toordinal(),
        "cost": 55_000,
        "year": 2019,
    }
    assert found.visibility == "public"
    assert "Erika" not in found.text + found.meaning + found.title  # who it is, is for members


def test_a_practice_of_which_nothing_is_known(db, make_practice):
    found = built(make_practice("Idee"))
    assert found.facets == ("outcome:open",)
    assert found.numbers == {"known": 0, "adoptions": 0, "reports": 0, "successes": 0, "sources": 0}


@pytest.mark.parametrize(
    ("state", "outcome", "counted"),
    [
        ("interested", "open", (0, 0)),
        ("planned", "open", (0, 0)),
        ("running", "open", (1, 0)),
        ("kept", "worked", (1, 1)),
        ("ended", "failed", (1, 1)),
    ],
)
def test_what_is_only_planned_is_no_evidence(luebz, make_practice, make_adoption, state, outcome, counted):
    practice = make_practice()
    make_adoption(practice, luebz, state=state, outcome=outcome)
    numbers = built(practice).numbers
    assert (numbers["adoptions"], numbers["reports"]) == counted
    assert ("place2" in numbers) == bool(counted[0])


def test_more_places_than_there_are_columns_are_counted_and_left_out(kalletal, make_practice, make_adoption):
    practice = make_practice(place=kalletal)
    for number in range(MOST_PLACES + 2):
        make_adoption(practice, make_place(f"{7_000_000 + number:08}", "Ort"))
    numbers = built(practice).numbers
    assert numbers["adoptions"] == MOST_PLACES + 2
    assert set(PLACES) <= numbers.keys()
    assert len([name for name in numbers if name.startswith("place")]) == MOST_PLACES + 1


def test_which_events_touch_which_documents(kalletal, make_practice):
    practice = make_practice(place=kalletal)
    need = Need.objects.create(text="Wir suchen", place=kalletal, created_at=NOW)
    register = RegisterImport.objects.create(source="test", sha256="0" * 64, imported_at=NOW)
    events = {thing: record(verb="x.changed", subject=thing, by=None, at=NOW) for thing in (practice, need, register)}
    assert Practices().touched_by(events[practice]) == [practice.pk]
    assert Practices().touched_by(events[need]) == []
    assert Practices().touched_by(events[register]) is None  # all: the size of any place may have changed
    assert Needs().touched_by(events[need]) == [need.pk]
    assert Needs().touched_by(events[practice]) == []


def test_only_open_needs_are_found(kalletal):
    opened = Need.objects.create(text="Wir suchen einen Hausarzt", place=kalletal, created_at=NOW)
    closed = Need.objects.create(text="Gefunden", place=kalletal, created_at=NOW, is_open=False)
    assert Needs().all_ids() == [opened.pk]
    (document,) = Needs().build([opened.pk, closed.pk])
    assert (document.title, document.visibility) == ("Wir suchen einen Hausarzt", "network")


@pytest.mark.parametrize("words", ["Laden " * 40, "Laden, " * 40, "L" * 300, "Kurz", "x" * 120, "y" * 119 + " z"])
def test_the_title_of_a_need_ends_with_a_whole_word(kalletal, words):
    need = Need.objects.create(text=words.strip(), place=kalletal, created_at=NOW)
    (document,) = Needs().build([need.pk])
    assert 0 < len(document.title) <= 120
    assert need.text.startswith(document.title)
    rest = need.text.removeprefix(document.title)
    assert not rest or rest.startswith(" ") or " " not in need.text[:120]


def test_the_same_queries_for_one_practice_and_for_many(kalletal, make_practice, django_assert_num_queries):
    ids = [make_practice(f"Nummer {number}", place=kalletal).pk for number in range(20)]
    for some in (ids[:1], ids):
        with django_assert_num_queries(3):
            assert len(list(Practices().build(some))) == len(some)
