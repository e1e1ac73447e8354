import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.cores.german import QueryTerm, query_terms, terms
from ideenschmiede.cores.german.query import MOST_TERMS, PART_WEIGHT, SYNONYM_WEIGHT


def by_term(text):
    return {found.term: found for found in query_terms(text)}


def test_words_parts_and_synonyms_have_their_weights():
    found = by_term("Ärztemangel")
    assert found["arztemangel"] == QueryTerm("arztemangel", 1.0, "word", "Ärztemangel")
    assert found["arzt"] == QueryTerm("arzt", PART_WEIGHT, "part", "Ärztemangel")
    assert found["unterversorg"] == QueryTerm("unterversorg", SYNONYM_WEIGHT, "synonym", "Ärztemangel")
    assert 0 < found["medizin"].weight < SYNONYM_WEIGHT
    assert 1 > PART_WEIGHT > SYNONYM_WEIGHT > 0


def test_the_greatest_weight_wins():
    assert by_term("Hausarztpraxis Praxis")["praxis"].weight == 1
    assert by_term("Kita Kindergarten")["kindergart"].origin == "word"


def test_phrases_bring_their_synonyms():
    assert by_term("Wir wünschen uns endlich schnelles Internet")["glasfas"].origin == "synonym"


def test_weightiest_first():
    weights = [found.weight for found in query_terms("Glasfaserausbau und Rufbusse im Landkreis")]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("text", ["", "   ", "und der die das", "?!", "\0\ud800"])
def test_nothing_to_look_for(text):
    assert query_terms(text) == ()


def test_two_pages_keep_what_says_most():
    filler = "Unser Haus und die Zeit, das Land, der Tag, die Arbeit, das Recht und die Form des Ortes. "
    names = " ".join(f"Beispiel{chr(97 + n // 26)}{chr(97 + n % 26)}wort" for n in range(80))
    found = query_terms(filler * 20 + "Klärschlammtrocknung hilft uns. " * 3 + names + filler * 20)
    assert len(found) == MOST_TERMS
    assert "klarschlammtrockn" in {term.term for term in found}
    assert len({term.term for term in found}) == MOST_TERMS


def test_repeated_words_count_once():
    assert query_terms("Kita Kita Kitas") == query_terms("Kita")


@given(st.text(max_size=400))
def test_any_query(text):
    found = query_terms(text)
    assert len(found) <= MOST_TERMS
    assert len({term.term for term in found}) == len(found)
    assert all(0 < term.weight <= 1 and term.term and term.surface in text for term in found)
    assert found == query_terms(text)
    if len(set(terms(text))) <= MOST_TERMS:
        assert {term.term for term in found if term.origin != "synonym"} <= set(terms(text))


def test_all_terms_of_a_short_query_are_there():
    text = "Hausärztliche Versorgung auf dem Land sichern"
    assert set(terms(text)) <= set(by_term(text))
