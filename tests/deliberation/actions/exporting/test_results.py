"""Results as a table and as JSON: counts, and where few are, nothing that tells of single people."""

import json

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.actions.exporting import results_csv, results_json, why_no_results
from ideenschmiede.deliberation.actions.exporting.results import TooFew
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.models import Statement
from ideenschmiede.deliberation.tasks.maps import draw_map

pytestmark = pytest.mark.django_db


def two_camps(person, number):
    return 1 if number == 3 or (person % 2 == number % 2) else -1


@pytest.fixture
def mapped(question, statements, answer, now):
    """Forty people in two camps who agree on the last statement."""
    answer(question, statements, 40, two_camps)
    draw_map.func(question.pk)
    return question


def table(question, by=None):
    lines = results_csv(question=question, by=by).removeprefix("\ufeff").splitlines()
    return [line.split(";") for line in lines]


def test_the_table(mapped, member):
    header, first, *_others, last = table(mapped, member)
    assert header[:6] == ["Number", "Statement", "Votes", "Agree", "Pass", "Disagree"]
    assert header[6:10] == ["A: Votes", "A: Agree", "A: Pass", "A: Disagree"]
    assert first[:6] == ["1", "Digitale Anträge zuerst.", "40", "20", "0", "20"]
    assert last[2:6] == ["40", "40", "0", "0"]
    assert {tuple(first[6:10]), tuple(first[10:14])} == {("20", "20", "0", "0"), ("20", "0", "0", "20")}


def test_as_json(mapped, member):
    told = json.loads(results_json(question=mapped, by=member))
    assert told["question"]["title"] == mapped.title
    assert told["question"]["opened"] == "2026-11-22"
    assert told["participants"] == 40
    assert {group["letter"]: group["size"] for group in told["groups"]} == {"A": 20, "B": 20}
    last = told["statements"][3]
    assert (last["number"], last["votes"], last["agree"], last["disagree"]) == (4, 40, 40, 0)
    assert last["groups"]["A"] == {"votes": 20, "agree": 20, "pass": 0, "disagree": 0}
    assert 0.7 < last["agreement"]["from"] <= last["agreement"]["share"] <= last["agreement"]["to"] <= 1
    assert 4 in [one["statement"] for one in (*told["shared"], *told["bridges"])]
    assert str(mapped.pk) not in json.dumps([one for one in told["statements"][0] if one != "number"])


def test_before_the_map_there_are_counts(question, statements, answer, member):
    answer(question, statements, 6)
    header, *lines = table(question, member)
    assert len(header) == 6
    assert [line[2] for line in lines] == ["6"] * 4
    assert json.loads(results_json(question=question, by=member))["groups"] == []


def test_votes_taken_back_and_hidden_statements_do_not_count(question, statements, answer, member):
    answer(question, statements, 6, lambda person, number: None if person == 0 and number == 0 else 0)
    with writing():
        Statement.objects.filter(pk=statements[1].pk).update(status="hidden")
    lines = table(question, member)[1:]
    assert [(line[0], line[2], line[4]) for line in lines] == [("1", "5", "5"), ("3", "6", "6"), ("4", "6", "6")]


def test_a_statement_that_the_map_does_not_know_yet(mapped, make_statement, member):
    make_statement(mapped, "Ganz neu.")
    assert table(mapped, member)[-1][2:] == ["0"] * 12
    assert "groups" not in json.loads(results_json(question=mapped, by=member))["statements"][-1]


def test_of_few_nothing_is_told(question, statements, answer, member):
    answer(question, statements, 4)
    for make in (results_csv, results_json):
        with pytest.raises(TooFew, match="Fewer than 5 took part"):
            make(question=question, by=member)
    assert "Fewer than 5" in why_no_results(question, member)


def test_results_that_wait_for_the_end_wait(make_question, make_statement, answer, member, office, now):
    question = make_question(results_early=False)
    answer(question, [make_statement(question)], 6)
    for who in (member, office):
        with pytest.raises(NotAllowed):
            results_csv(question=question, by=who)
        assert why_no_results(question, who) == "You may not see the results of this question."
    assert len(table(close_question(question=question, by=None, at=now), member)) == 2


def test_confidential_ones_tell_counts_and_only_at_the_end(secret, make_statement, answer, seat, member, now):
    texts = [make_statement(secret, text) for text in ("Es fehlt Zeit.", "Es fehlt Geld.")]
    answer(secret, texts, 6, lambda person, number: None if number and person > 3 else 1)
    asked = seat()
    draw_map.func(secret.pk)
    with pytest.raises(NotAllowed):
        results_csv(question=secret, by=asked)
    question = close_question(question=secret, by=None, at=now)
    draw_map.func(question.pk)
    header, *lines = table(question, asked)
    assert len(header) == 6  # no groups
    told = {line[1]: line[2:] for line in lines}
    assert told == {"Es fehlt Zeit.": ["6", "6", "0", "0"], "Es fehlt Geld.": ["fewer than 5", "", "", ""]}
    found = json.loads(results_json(question=question, by=asked))
    assert found["groups"] == []
    assert {one["text"]: one["votes"] for one in found["statements"]} == {"Es fehlt Zeit.": 6, "Es fehlt Geld.": None}
    with pytest.raises(NotAllowed):
        results_csv(question=question, by=member)


def test_spreadsheets_run_nothing(question, statements, answer, member):
    with writing():
        Statement.objects.filter(pk=statements[0].pk).update(text="=1+1")
    answer(question, statements, 6)
    assert table(question, member)[1][1] == "'=1+1"
