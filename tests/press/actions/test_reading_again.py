"""Reading a clipping: facts become rows of a draft, linked with what the network knows."""

import pytest
from tests.press.conftest import ARTICLE, NOW, make_place

from ideenschmiede.base.models import Topic
from ideenschmiede.people.models import Organisation
from ideenschmiede.press.actions.reading_again import fact_id, read_again
from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import Draft, DraftFact

pytestmark = pytest.mark.django_db


def read(text=ARTICLE, **values):
    clipping = Clipping(kind="paste", original=text, **values)
    return clipping, read_again(clipping)


def by_value(draft):
    return {fact.value: fact for fact in draft.facts}


def test_an_id_is_the_same_for_the_same_thing_and_fits_an_address():
    assert fact_id("person", "Erika Muster") == fact_id("person", "Erika Muster")
    assert fact_id("person", "Erika Muster") != fact_id("group", "Erika Muster")
    assert fact_id("person", "Äöü ß/\\ 😀 " * 90).replace("-", "").isalnum()


def test_one_thing_is_one_fact_with_all_its_places(kalletal):
    clipping, draft = read()
    erika = by_value(draft)["Erika Muster"]
    assert len(erika.spans) > 1
    assert all("Muster" in clipping.mended[start:end] for start, end in erika.spans)
    assert erika.spans == tuple(sorted(erika.spans))
    assert len({fact.id for fact in draft.facts}) == len(draft.facts)


def test_the_mended_parts_come_along(kalletal):
    clipping, draft = read()
    assert "neuen Bürgerbus" in clipping.mended
    assert {change["kind"] for change in draft.changes} >= {"joined"}
    assert draft.blocks[0]["role"] == "headline"
    for change in draft.changes:
        place = change["result"]
        assert clipping.mended[place["start"] : place["end"]] == change["after"]


def test_places_are_linked_and_persons_with_the_place_of_their_office(kalletal):
    _clipping, draft = read()
    assert by_value(draft)["05766036"].place == kalletal.pk
    erika = by_value(draft)["Erika Muster"]
    assert (erika.place, erika.person, erika.new_person) == (kalletal.pk, None, True)


def test_a_known_person_is_linked(kalletal, make_person):
    person = make_person(place=kalletal)
    _clipping, draft = read()
    assert (by_value(draft)["Erika Muster"].person, by_value(draft)["Erika Muster"].new_person) == (person.pk, False)


def test_a_known_organisation_is_linked(kalletal):
    name = "Deutscher Städte- und Gemeindebund"
    bund = Organisation.objects.create(name=name, abbreviation="DStGB", sector="association", created_at=NOW)
    _clipping, draft = read("Kalletal. Der Deutsche Städte- und Gemeindebund (DStGB) tagt.")
    assert by_value(draft)[name].organisation == bund.pk


def test_a_place_that_is_open_has_its_candidates(kalletal):
    make_place("05766044", "Neustadt")
    make_place("13076099", "Neustadt")
    _clipping, draft = read("Neustadt. In Neustadt fährt ein Bus.")
    open_ones = [fact for fact in draft.facts if fact.kind == "place"]
    assert [(fact.place, sorted(fact.candidates)) for fact in open_ones] == [(None, ["05766044", "13076099"])]


def test_a_text_without_facts():
    clipping, draft = read("ab cd")
    assert (clipping.mended, draft.facts) == ("ab cd", ())


@pytest.mark.parametrize("state", ["corrected", "dropped"])
def test_what_was_touched_keeps_its_words_and_gets_the_places_of_today(kalletal, state):
    key = fact_id("person", "Erika Muster")
    touched = DraftFact(id=key, kind="person", value="Erika M. Muster", state=state, spans=((0, 1),), person=7)
    _clipping, draft = read(draft=Draft(facts=(touched,)).dump())
    fact = draft.fact(key)
    assert (fact.value, fact.state, fact.person) == ("Erika M. Muster", state, 7)
    assert fact.spans != ((0, 1),)


def test_what_was_added_moves_with_its_letters(kalletal):
    start = ARTICLE.index("Zwei Vereine")
    added = DraftFact(id="x", kind="programme", value="Zwei Vereine", state="added", originals=((start, start + 12),))
    clipping, draft = read(draft=Draft(facts=(added,)).dump())
    (span,) = draft.fact("x").spans
    assert clipping.mended[slice(*span)] == "Zwei Vereine"


def test_what_the_software_found_before_and_no_more_is_gone(kalletal):
    stale = DraftFact(id="y", kind="programme", value="Irrtum")
    _clipping, draft = read(draft=Draft(facts=(stale,)).dump())
    assert draft.fact("y") is None


def test_the_cost_does_not_grow_with_the_mentions(kalletal, django_assert_max_num_queries):
    assert Topic.objects.exists()
    read()  # the gazetteer is made once
    for text in (ARTICLE, "\n\n".join([ARTICLE] * 3)):
        with django_assert_max_num_queries(6):
            read(text)
