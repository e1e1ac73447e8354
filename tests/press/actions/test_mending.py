"""Changes are taken back and applied again, torn pieces put elsewhere; corrections survive it."""

from datetime import UTC, datetime

import pytest
from tests.press.conftest import ARTICLE

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.press.actions.errors import ClippingError
from ideenschmiede.press.actions.facts import Correction, add_fact, correct_fact, remove_fact
from ideenschmiede.press.actions.mending import AS_MENDED, place_fragment, restore_changes, take_back_changes
from ideenschmiede.press.actions.taking_in import discard, take_in
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import draft_of

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db

TORN = """Kalletal. Der Rat will die Wege für Rad-
fahrer besser machen und hat dafür eine Arbeits-

Das Geld kommt vom Land. Alle Orte haben etwas davon.

gruppe gegründet, die im Mai zum ersten Mal zusammenkommt.
"""


@pytest.fixture
def clipping(office, kalletal):
    clipping = take_in(text=ARTICLE, by=office, at=AT)
    clipping.refresh_from_db()
    return clipping


def change_of(clipping, kind="joined"):
    return next(one for one in draft_of(clipping).changes if one["kind"] == kind)


def fresh():
    return Clipping.objects.get()


def test_a_change_is_taken_back_and_applied_again(clipping, office):
    change = change_of(clipping)
    take_back_changes(clipping=clipping, changes=[change["id"]], by=office, at=AT)
    assert fresh().rejected == [change["id"]]
    assert "Bürgerbus vorgestellt" not in fresh().mended
    assert change["id"] not in [one["id"] for one in draft_of(fresh()).changes]
    restore_changes(clipping=clipping, changes=[change["id"]], by=office, at=AT)
    assert (fresh().mended, fresh().rejected, fresh().draft) == (clipping.mended, [], clipping.draft)


def test_all_taken_back_is_the_original(clipping, office):
    while changes := [one["id"] for one in draft_of(fresh()).changes]:
        take_back_changes(clipping=clipping, changes=changes, by=office, at=AT)
    assert fresh().mended == fresh().original


def test_a_change_that_is_not_there_is_an_error_and_changes_nothing(clipping, office):
    with pytest.raises(ClippingError, match="no longer there"):
        take_back_changes(clipping=clipping, changes=["joined-99999"], by=office, at=AT)
    restore_changes(clipping=clipping, changes=["joined-99999"], by=office, at=AT)
    assert fresh().rejected == []


def test_nobody_else_mends(clipping, member):
    with pytest.raises(NotAllowed):
        take_back_changes(clipping=clipping, changes=[change_of(clipping)["id"]], by=member, at=AT)
    with pytest.raises(NotAllowed):
        restore_changes(clipping=clipping, changes=[], by=member, at=AT)
    with pytest.raises(NotAllowed):
        place_fragment(clipping=clipping, start=0, candidate="", by=member, at=AT)


def test_what_is_discarded_is_not_mended(clipping, office):
    discard(clipping=clipping, by=office, at=AT)
    with pytest.raises(ClippingError, match="no longer under review"):
        take_back_changes(clipping=clipping, changes=[change_of(clipping)["id"]], by=office, at=AT)


def test_facts_that_nobody_touched_are_found_anew_in_their_places(clipping, office):
    take_back_changes(clipping=clipping, changes=[change_of(clipping)["id"]], by=office, at=AT)
    stored = fresh()
    place = next(fact for fact in draft_of(stored).facts if fact.kind == "place")
    assert {stored.mended[start:end] for start, end in place.spans} == {"Kalletal"}


def test_corrections_survive(clipping, office, luebz):
    place = next(fact for fact in draft_of(clipping).facts if fact.kind == "place")
    correct_fact(clipping=clipping, fact=place.id, to=Correction(place=luebz), by=office, at=AT)
    added = add_fact(clipping=clipping, kind="programme", to=Correction(value="Zwei Vereine"), by=office, at=AT)
    dropped = next(fact for fact in draft_of(fresh()).facts if fact.kind == "date")
    remove_fact(clipping=clipping, fact=dropped.id, by=office, at=AT)
    take_back_changes(clipping=clipping, changes=[change_of(clipping)["id"]], by=office, at=AT)
    stored, draft = fresh(), draft_of(fresh())
    kept = draft.fact(place.id)
    assert (kept.state, kept.place) == ("corrected", luebz.pk)
    assert {stored.mended[start:end] for start, end in kept.spans} == {"Kalletal"}
    (span,) = draft.fact(added).spans
    assert stored.mended[slice(*span)] == "Zwei Vereine"
    assert draft.fact(dropped.id).is_dropped


@pytest.fixture
def torn(office):
    return take_in(text=TORN, by=office, at=AT)


def piece_of(clipping):
    return next(one for one in draft_of(clipping).proposals if one["candidates"])


def test_a_torn_piece_is_left_open_put_somewhere_and_where_it_was(torn, office):
    piece = piece_of(torn)
    start, moved = piece["original"]["start"], [piece["change"]] if piece["change"] else []
    place_fragment(clipping=torn, start=start, candidate="", by=office, at=AT)
    assert (fresh().placed, fresh().rejected) == ({str(start): ""}, moved)
    chosen = piece["candidates"][0]["id"]
    place_fragment(clipping=torn, start=start, candidate=chosen, by=office, at=AT)
    assert (fresh().placed, fresh().rejected) == ({str(start): chosen}, moved)
    assert "Arbeitsgruppe gegründet" in fresh().mended
    place_fragment(clipping=torn, start=start, candidate=AS_MENDED, by=office, at=AT)
    assert (fresh().placed, fresh().rejected, fresh().mended) == ({}, [], torn.mended)


@pytest.mark.parametrize(("start", "candidate"), [(-1, ""), (99_999, ""), (None, "place-1-2")])
def test_a_piece_or_place_that_is_not_there_is_an_error(torn, office, start, candidate):
    if start is None:
        start = piece_of(torn)["original"]["start"]
    with pytest.raises(ClippingError, match="no longer there"):
        place_fragment(clipping=torn, start=start, candidate=candidate, by=office, at=AT)
    assert fresh().placed == {}
