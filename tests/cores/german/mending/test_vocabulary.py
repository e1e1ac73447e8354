"""Which words are known, and which are only the rear of one."""

import pytest

from ideenschmiede.cores.german.mending.vocabulary import FORMED, LISTED, begins_inside, known


@pytest.mark.parametrize("word", ["Normandie", "Thüringens", "Fridolin", "anderthalb", "starken", "allgemeinen"])
def test_words_that_the_lexemes_lack(word):
    assert known(word) == LISTED


@pytest.mark.parametrize(
    "word",
    ["umfangreichen", "bevölkerungsreichste", "ordnungsgemäße", "wiederkehrende", "entzündungshemmenden", "fremdesten"],
)
def test_adjectives_made_of_other_words(word):
    assert known(word) == FORMED
    assert not begins_inside(word)


@pytest.mark.parametrize("word", ["ungsreich", "xyweit", "qqqmachend", "reich" * 3 + "x"])
def test_not_every_word_with_such_an_end_is_one(word):
    assert known(word) < FORMED


@pytest.mark.parametrize("rear", ["meinde", "tungen", "rikanischen"])
def test_rears_of_words(rear):
    assert begins_inside(rear)


@pytest.mark.parametrize("word", ["zuviel", "online", "innehatte"])
def test_adverbs_and_verbs_are_no_rears(word):
    assert not begins_inside(word)
