"""Wording: rare words lead, parts and synonyms weigh less, and long questions are cut to what says most."""

import pytest

from ideenschmiede.base.search import wording
from ideenschmiede.cores.german import QueryTerm

from .conftest import practice

PUBLIC = {"public"}


def term(word: str, weight: float = 1.0, origin="word") -> QueryTerm:
    return QueryTerm(word, weight, origin, word)


@pytest.fixture
def shelf(indexed):
    common = [practice(str(number), f"Gemeinde {number}") for number in range(30)]
    return indexed(*common, practice("bus", "Rufbus der Gemeinde"), practice("bad", "Freibad"), engine=None).shelf(
        "practice"
    )


def scores(shelf, *terms: QueryTerm) -> dict[str, float]:
    found = shelf.lexical(shelf.wording(terms).query, shelf.rows.live, shelf.rows.live)
    return {shelf.rows.key_of(row): float(score) for row, score in enumerate(found) if score > 0}


def test_a_rare_word_outweighs_a_common_one(shelf):
    found = scores(shelf, term("rufbus"), term("gemeind"), term("freibad"))
    assert found["bad"] > found["0"]
    assert found["bus"] > found["0"]


def test_weights_scale_the_scores(shelf):
    whole, half = scores(shelf, term("freibad")), scores(shelf, term("freibad", 0.5))
    assert half["bad"] == pytest.approx(whole["bad"] / 2)


def test_what_no_text_has_asks_for_nothing_but_raises_the_ideal(shelf):
    assert shelf.wording([term("sternwart")]).query is None
    assert shelf.wording([]).query is None
    both = shelf.wording([term("freibad"), term("sternwart")])
    assert both.ideal > shelf.wording([term("freibad")]).ideal > 0


def test_parts_and_synonyms_do_not_raise_the_ideal(shelf):
    alone = shelf.wording([term("freibad")])
    more = shelf.wording([term("freibad"), term("bad", 0.6, "part"), term("schwimmbad", 0.3, "synonym")])
    assert more.ideal == alone.ideal


def test_no_text_scores_much_above_the_ideal(shelf):
    for terms in ([term("rufbus")], [term("rufbus"), term("gemeind")], [term("freibad")]):
        title = 1 + wording.FIELDS[1][1]
        assert max(scores(shelf, *terms).values()) <= title * shelf.wording(terms).ideal


def test_a_long_question_is_cut_to_its_rarest_words(shelf, monkeypatch):
    monkeypatch.setattr(wording, "MOST_TERMS", 1)
    assert set(scores(shelf, term("gemeind"), term("freibad"))) == {"bad"}
