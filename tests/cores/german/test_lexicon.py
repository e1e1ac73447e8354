from ideenschmiede.cores.german.lexicon import curated, lexicon
from ideenschmiede.cores.german.tokens import normal


def test_the_lists_hold_what_they_say():
    known = lexicon()
    assert len(known.nouns) > 150_000
    assert {"gemeinde", "wärmenetz", "strasse"} <= known.nouns
    assert {"sanieren", "ausbauen", "gehen"} <= known.verbs
    assert {"kamen", "entschieden", "gingen"}.isdisjoint(known.verbs)
    assert "kommunal" in known.adjectives
    assert known.openers["tages"] == "tag"
    assert known.openers["schul"] == "schule"
    assert known.openers["wohn"] == "wohnen"


def test_what_takes_part_in_many_compounds_is_cheap():
    known = lexicon()
    assert known.head_cost["haus"] < known.head_cost["parlament"]
    assert known.opener_cost["haupt"] < known.opener_cost["tages"]
    assert set(known.opener_cost) == set(known.openers)


def test_all_words_are_in_their_normal_spelling():
    known = lexicon()
    for words in (known.nouns, known.verbs, known.adjectives, known.atoms):
        assert all(normal(word) == word for word in list(words)[:20_000])


def test_the_lists_are_read_once():
    assert lexicon() is lexicon()
    assert curated("irregular") is curated("irregular")


def test_forms_of_irregular_verbs_lead_to_verbs_that_exist():
    assert {normal(verb) for verb in curated("irregular")["verbs"]} <= lexicon().verbs
    assert {"kosten", "leiten", "raten", "auslaufen"} <= lexicon().verbs
    assert {"sanierten", "lebten", "nutzten"}.isdisjoint(lexicon().verbs)
