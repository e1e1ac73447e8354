"""The draft of a clipping: stored and read back without loss."""

from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.press.models import Clipping
from ideenschmiede.press.queries.drafts import Draft, DraftFact, draft_of, headline

WORDS = st.text(max_size=12)
SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3).map(tuple)
FACTS = st.builds(
    DraftFact,
    id=WORDS,
    kind=st.sampled_from(["person", "place", "date"]),
    value=WORDS,
    detail=st.dictionaries(WORDS, WORDS, max_size=3),
    confidence=st.none() | st.floats(0, 1),
    spans=SPANS,
    originals=SPANS,
    place=st.none() | st.integers(1, 9),
    person=st.none() | st.integers(1, 9),
    new_person=st.booleans(),
    state=st.sampled_from(["found", "corrected", "added", "dropped"]),
)


@given(st.lists(FACTS, max_size=5, unique_by=lambda fact: fact.id))
def test_what_is_stored_is_read_back(facts):
    draft = Draft(changes=({"id": "joined-1", "kind": "joined"},), facts=tuple(facts))
    assert draft_of(Clipping(draft=draft.dump())) == draft


def test_no_draft_is_an_empty_one():
    assert draft_of(Clipping()) == Draft()


def test_what_a_later_version_adds_does_not_disturb():
    assert draft_of(Clipping(draft={"weather": [1], "facts": []})) == Draft()


def test_a_fact_is_replaced_in_its_place_or_added_at_the_end():
    first, second = (DraftFact(id=key, kind="person", value=key) for key in "ab")
    draft = Draft(facts=(first, second))
    changed = DraftFact(id="a", kind="person", value="anders", state="dropped")
    assert draft.with_fact(changed).facts == (changed, second)
    assert list(draft.with_fact(changed).kept()) == [second]
    third = DraftFact(id="c", kind="person", value="c")
    assert draft.with_fact(third).facts == (first, second, third)


def test_a_place_has_candidates_as_long_as_it_is_open():
    fact = DraftFact(id="p", kind="place", value="Neustadt", detail={"candidates": "01 02"})
    assert fact.candidates == ["01", "02"]
    assert DraftFact(id="p", kind="place", value="01", place=1, detail={"candidates": "01 02"}).candidates == []


def test_a_text_without_a_headline_is_named_by_whole_words():
    text = "Quellenroda. Die Bürgermeisterin freut sich: Ihre Stadt hat beim Preis für\nDorfentwicklung gewonnen."
    named = headline(text, Draft())
    assert named == "Quellenroda. Die Bürgermeisterin freut sich: Ihre Stadt hat beim Preis für …"
    assert headline("Kurz.\n", Draft()) == "Kurz."
    assert headline(f"\n{'x' * 99} und mehr", Draft()) == f"{'x' * 79}…"
    block = {"role": "headline", "result": {"start": 0, "end": 12}}
    assert headline(text, Draft(blocks=(block,))) == "Quellenroda."
