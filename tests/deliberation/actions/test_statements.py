"""Statements: written by those who are asked, once each, within the length; taken back by who wrote them."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideenschmiede.base import keys
from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event
from ideenschmiede.deliberation.actions.locking import NotOpen
from ideenschmiede.deliberation.actions.moderation import merge_statements, publish_statement
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.actions.statements import (
    MOST_OF_ONE,
    AlreadyThere,
    StatementError,
    TooLong,
    withdraw_statement,
    write_statement,
)
from ideenschmiede.deliberation.models import LONGEST_STATEMENT, Statement, Vote
from ideenschmiede.deliberation.queries.pseudonyms import voter_of

pytestmark = pytest.mark.django_db
TEXT = "Jedes Dorf braucht Glasfaser."


def test_a_statement_has_its_author_who_agrees_to_it(question, members, now):
    written = write_statement(question=question, text=f" {TEXT}\n", by=members[0], at=now)
    stored = Statement.objects.get()
    assert stored == written
    assert (stored.number, stored.text, stored.status) == (1, TEXT, "published")
    assert (stored.author, stored.voter, stored.created_at) == (members[0], voter_of(question, members[0]), now)
    vote = Vote.objects.get()
    assert (vote.statement, vote.voter, vote.value) == (stored, stored.voter, Vote.AGREE)
    event = Event.objects.get(verb="statement.written")
    assert (event.actor, event.subject_id, event.data) == (members[0].pk, stored.pk, {"question": question.pk})


def test_where_statements_are_read_first_it_waits(make_question, members, now):
    question = make_question(moderation="before")
    assert write_statement(question=question, text=TEXT, by=members[0], at=now).status == "waiting"
    assert write_statement(question=question, text="Und Strom.", by=None, at=now, is_seed=True).status == "published"


def test_who_runs_the_question_writes_the_first_ones_in_nobody_s_name(make_question, chair, seat, now):
    draft = make_question(opened=False)
    written = write_statement(question=draft, text=TEXT, by=chair, at=now, is_seed=True)
    assert (written.author, written.voter) == (None, None)
    assert not Vote.objects.exists()
    with pytest.raises(NotAllowed):
        write_statement(question=draft, text="Anderes.", by=seat(), at=now, is_seed=True)


def test_numbers_follow_each_other_in_each_question(make_question, make_statement, members, now):
    one, other = make_question(), make_question()
    made = [make_statement(one, "Eins."), make_statement(one, "Zwei."), make_statement(other, "Eins.")]
    made.append(write_statement(question=one, text="Drei.", by=members[0], at=now))
    assert [statement.number for statement in made] == [1, 2, 1, 3]


def test_others_write_nothing(question, member, partner, office, now):
    for who in (member, partner, office):
        with pytest.raises(NotAllowed):
            write_statement(question=question, text=TEXT, by=who, at=now)


def test_only_while_it_is_open(make_question, members, chair, now):
    with pytest.raises(NotOpen, match="not open yet"):
        write_statement(question=make_question(opened=False), text=TEXT, by=members[0], at=now)
    over = make_question(closes_at=now + timedelta(hours=1))
    with pytest.raises(NotOpen, match="closed"):
        write_statement(question=over, text=TEXT, by=members[0], at=now + timedelta(hours=1))
    close_question(question=over, by=chair, at=now)
    for is_seed in (False, True):
        with pytest.raises(NotOpen, match="closed"):
            write_statement(question=over, text=TEXT, by=chair, at=now, is_seed=is_seed)


@pytest.mark.parametrize("text", ["", "  \n", "\u202e\x00"])
def test_an_empty_one_is_refused(question, members, now, text):
    with pytest.raises(StatementError, match="Please write a sentence"):
        write_statement(question=question, text=text, by=members[0], at=now)


def test_one_that_is_too_long_says_by_how_much(question, members, now):
    write_statement(question=question, text="x" * LONGEST_STATEMENT, by=members[0], at=now)
    with pytest.raises(TooLong, match="280 characters; it has 281"):
        write_statement(question=question, text="y" * 281, by=members[0], at=now)


def test_what_is_there_word_for_word_is_not_written_again(question, members, make_statement, now):
    there = make_statement(question, TEXT)
    with pytest.raises(AlreadyThere, match="word for word") as refused:
        write_statement(question=question, text=TEXT.upper(), by=members[0], at=now)
    assert refused.value.statement == there
    assert Statement.objects.count() == 1


@given(st.text(max_size=320))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_kept_as_one_line_or_refused(question, members, now, text):
    with writing():
        Statement.objects.all().delete()
    try:
        stored = write_statement(question=question, text=text, by=members[0], at=now).text
    except StatementError:
        assert not Statement.objects.exists()
    else:
        assert stored == " ".join(stored.split())
        assert 0 < len(stored) <= LONGEST_STATEMENT


# ── taking back ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_wrote_it_takes_it_back(question, members, now):
    written = write_statement(question=question, text=TEXT, by=members[0], at=now)
    with pytest.raises(StatementError, match="Only who wrote"):
        withdraw_statement(statement=written, by=members[1], at=now)
    for _time in range(2):
        withdraw_statement(statement=written, by=members[0], at=now)
    assert Statement.objects.get().status == written.status == "withdrawn"
    assert Event.objects.filter(verb="statement.withdrawn").count() == 1
    write_statement(question=question, text=TEXT, by=members[1], at=now)  # it is not there any more


def test_nobody_takes_back_what_stands_in_nobody_s_name(question, make_statement, chair, now):
    with pytest.raises(StatementError, match="Only who wrote"):
        withdraw_statement(statement=make_statement(question), by=chair, at=now)


def test_after_the_end_nothing_is_taken_back(question, members, chair, now):
    written = write_statement(question=question, text=TEXT, by=members[0], at=now)
    close_question(question=question, by=chair, at=now)
    with pytest.raises(NotOpen):
        withdraw_statement(statement=written, by=members[0], at=now)


@pytest.mark.parametrize(("moderation", "status"), [("after", "published"), ("before", "waiting")])
def test_what_was_merged_with_one_that_is_taken_back_comes_again(
    make_question, members, chair, now, moderation, status
):
    """To be read first where that is the rule: who merged them did not say that it may be shown."""
    question = make_question(moderation=moderation)
    other, mine = (
        write_statement(question=question, text=text, by=who, at=now)
        for text, who in (("Glasfaser zuerst.", members[1]), ("Zuerst Glasfaser.", members[0]))
    )
    publish_statement(statement=mine, by=chair, at=now)
    merge_statements(statement=other, into=mine, reason="Dasselbe.", by=chair, at=now)
    withdraw_statement(statement=mine, by=members[0], at=now)
    other.refresh_from_db()
    assert (other.status, other.merged_into, other.reason) == (status, None, "")


@pytest.mark.parametrize("visibility", ["network", "confidential"])
def test_nobody_floods_a_question(make_question, members, now, visibility):
    question = make_question(visibility=visibility)
    with writing():
        Statement.objects.bulk_create(
            Statement(question=question, number=number, text=f"{number}.", voter=voter_of(question, members[0]))
            for number in range(1, MOST_OF_ONE)
        )
    last = write_statement(question=question, text="Noch eine.", by=members[0], at=now)
    with pytest.raises(StatementError, match=f"written {MOST_OF_ONE} statements"):
        write_statement(question=question, text=TEXT, by=members[0], at=now)
    assert Vote.objects.count() == 1
    write_statement(question=question, text="Von jemand anderem.", by=members[1], at=now)
    withdraw_statement(statement=last, by=members[0], at=now)
    assert write_statement(question=question, text=TEXT, by=members[0], at=now).status == "published"


# ── confidential ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_confidential_statement_has_no_author_no_time_and_no_event(secret, members, now):
    written = write_statement(question=secret, text=TEXT, by=members[0], at=now)
    withdraw_statement(statement=written, by=members[0], at=now)
    stored = Statement.objects.get()
    assert (stored.author, stored.created_at) == (None, None)
    assert stored.pk < 0
    assert not Event.objects.filter(verb__startswith="statement.").exists()


def test_numbers_of_confidential_statements_are_all_there_and_do_not_tell_which_came_first(secret, members, now):
    written = [
        write_statement(question=secret, text=f"Nummer {number}.", by=members[number % 5], at=now)
        for number in range(12)
    ]
    numbers = {statement.pk: statement.number for statement in Statement.objects.all()}
    assert sorted(numbers.values()) == list(range(1, 13))
    assert [numbers[statement.pk] for statement in written] != list(range(1, 13))


def test_without_its_key_nothing_is_written(secret, members, now):
    keys.destroy(f"question-{secret.pk}")
    with pytest.raises(NotOpen, match="key of this question is lost"):
        write_statement(question=secret, text=TEXT, by=members[0], at=now)
    assert not Statement.objects.exists()
