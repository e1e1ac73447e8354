"""The forms of an import."""

import pytest
from django.http import QueryDict

from ideenschmiede.base.importing import Flaw
from ideenschmiede.transfer.actions.importing.targets import BY_FIELD
from ideenschmiede.transfer.forms.imports import MOST_WORDS, SECTIONS, ColumnsForm, WordsForm, unknown_words

COLUMNS = ["Name", "Text", "<b>Ort</b>"]


def columns_form(**typed):
    data = QueryDict(mutable=True)
    data.update({"origin": "Liste", "visibility": "public", **typed})
    return ColumnsForm(data, columns=COLUMNS, choices={})


def test_every_target_stands_in_a_section():
    assert sorted(name for _heading, names in SECTIONS for name in names) == sorted(BY_FIELD)


def test_the_proposal_is_shown():
    form = ColumnsForm(columns=COLUMNS, choices={"mapping": {"title": "Name"}, "origin": "Alt"})
    assert form["column_title"].value() == "Name"
    assert form["origin"].value() == "Alt"
    assert "&lt;b&gt;Ort" in str(form["column_place"])


def test_a_mapping():
    form = columns_form(
        column_title="Name", column_done="Text", column_place="<b>Ort</b>", column_place_text="<b>Ort</b>"
    )
    assert form.is_valid(), form.errors
    assert form.mapping() == {"title": "Name", "done": "Text", "place": "<b>Ort</b>", "place_text": "<b>Ort</b>"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"column_done": "Text"}, "column_title"),
        ({"column_title": "Name"}, "__all__"),
        ({"column_title": "Nichts", "column_done": "Text"}, "column_title"),
        ({"column_title": "Name", "column_done": "Text", "origin": " "}, "origin"),
    ],
)
def test_what_is_missing(typed, field):
    assert list(columns_form(**typed).errors) == [field]


FLAWS = [
    Flaw(2, "Status", "status", "in der Schwebe"),
    Flaw(3, "Status", "status", "in der Schwebe"),
    Flaw(4, "Thema", "topic", "Mond"),
    Flaw(5, "Beginn", "date", "bald"),
    Flaw(6, "Thema", "topic", "x" * 120),
    Flaw(7, "Thema", "topic", "???"),
]


def test_the_words_that_nobody_knows():
    assert unknown_words(FLAWS) == [("status", "in der Schwebe", 2), ("topics", "Mond", 1)]
    many = [Flaw(n, "Thema", "topic", f"Wort {n}") for n in range(100)]
    assert len(unknown_words(many)) == MOST_WORDS


@pytest.mark.django_db
def test_their_meanings():
    form = WordsForm(QueryDict("word_0=planned&word_1=nothing"), flaws=FLAWS)
    assert form.is_valid(), form.errors
    assert form.words() == {"status": {"in der schwebe": "planned"}, "topics": {"mond": ""}}
    undecided = WordsForm(QueryDict("word_0=&word_1=it"), flaws=FLAWS)
    assert undecided.is_valid()
    assert undecided.words() == {"topics": {"mond": "it"}}
    assert not WordsForm(QueryDict("word_0=quatsch"), flaws=FLAWS).is_valid()
