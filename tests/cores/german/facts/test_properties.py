"""What holds for every text: it is read without an error, facts stand where they say, things hold all mentions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideenschmiede.cores.german.facts import FactKind, Gazetteer, find_facts, things
from ideenschmiede.press.reading import embedded_gazetteer

PIECES = [
    "Bürgermeister", "Landrätin", "Mario", "Hecker", "Heckers", "Dr.", "Prof.", "von", "der", "Freiherr", "M.",
    "(SPD)", "Herr", "Kalletal", "Kalletaler", "Hof", "Landkreis", "Kreis", "Lippe", "Neustadt", "a.d.", "Aisch",
    "(Hessen)", "Frankfurt", "am", "Main", "Essen", "Bad", "Salzuflen", "Deutscher", "Städte-", "und", "Gemeindebund",
    "(DStGB)", "„Innovators", "Club“", "(IC)", "GmbH", "im Jahr 2004", "gegründete", "Zusammenschluss",
    "Arbeitsgruppen", "„Nachhaltigkeit“", "Projekt", "Preis", "SDG", "11,", "Ziel 13", "13.02.2022", "1. Mai 2020",
    "Zeitung", "Weser-Kurier", "Fotos:", "©", "\n", "\n\n", "-", "“", "„", "\"", ",", ".", "ß", "ſ", "İ", "ﬁ",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))


@given(TEXTS)
@settings(max_examples=300)
def test_any_text_is_read_and_every_fact_stands_where_it_says(text):
    facts = find_facts(text, embedded_gazetteer())
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.text == text[fact.start : fact.end]
        assert fact.text.strip()
        assert 0 < fact.confidence <= 1
        assert fact.kind in FactKind
        assert fact.value or fact.kind is FactKind.SDG
    assert [fact.start for fact in facts] == sorted(fact.start for fact in facts)


@given(TEXTS)
def test_the_same_text_gives_the_same_facts_and_nothing_known_is_changed(text):
    known = embedded_gazetteer()
    assert find_facts(text, known) == find_facts(text, known)


@given(TEXTS)
def test_things_hold_every_mention_once_with_the_same_attributes(text):
    facts = find_facts(text, embedded_gazetteer())
    found = things(facts)
    assert sorted(mention.start for one in found for mention in one.mentions) == [fact.start for fact in facts]
    for one in found:
        assert {(mention.kind, mention.value) for mention in one.mentions} == {(one.kind, one.value)}
        assert {mention.attributes for mention in one.mentions} == {one.attributes}
        assert one.confidence == max(mention.confidence for mention in one.mentions)
    order = [list(FactKind).index(one.kind) for one in found]
    assert order == sorted(order)


@given(TEXTS)
def test_nothing_is_found_behind_a_photograph(text):
    line = "Foto: " + text.replace("\n", " ").replace(")", "")[:80]
    kinds = {fact.kind for fact in find_facts(line, embedded_gazetteer())}
    assert not kinds & {FactKind.PERSON, FactKind.PLACE, FactKind.TOPIC, FactKind.FORMAT}


def test_without_anything_known_names_are_still_found():
    facts = find_facts("Bürgermeister Mario Hecker kam am 13.02.2022 nach Kalletal.", Gazetteer())
    assert [fact.kind for fact in facts] == ["person", "date"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "\x00", "\ud800", "…", "a" * 100_000, "Bad " * 20_000, "„" * 50_000, "Arbeitsgruppe " * 20_000],
)
def test_odd_texts(text):
    assert find_facts(text, embedded_gazetteer()) == ()
