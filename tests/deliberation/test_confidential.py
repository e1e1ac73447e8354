"""A confidential question, attacked: with everything that database and disk hold once it is closed, and with what the
logs of a web server tell about who came when, nobody can say whose a vote or a statement is.

The attacker knows: the accounts, in which order and when each voted and wrote (from a log), all tables with the
database's own columns, the chronicle, sessions, tasks, and all files. They do not know the key, which is destroyed.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django_tasks_db.models import DBTaskResult
from tests.people.racing import race

from ideenschmiede.base import chronicle, keys
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.keys import KeyGone
from ideenschmiede.base.models import Account, Event, Visibility
from ideenschmiede.deliberation.actions.moderation import hide_statement, merge_statements, publish_statement
from ideenschmiede.deliberation.actions.questions import change_question, close_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.actions.voting import cast_vote, take_back_vote
from ideenschmiede.deliberation.documents import Questions
from ideenschmiede.deliberation.models import DrawnMap, Question, Statement, Vote
from ideenschmiede.deliberation.opinion_map import draw
from ideenschmiede.deliberation.opinion_map.people import unpack
from ideenschmiede.deliberation.queries.pseudonyms import voter_of
from ideenschmiede.deliberation.queries.statements import my_statements
from ideenschmiede.deliberation.queries.voting import own_votes
from ideenschmiede.deliberation.tasks.maps import store
from ideenschmiede.ideas.models import Idea
from ideenschmiede.people.models import Person

MINUTE = timedelta(minutes=1)
PLACE_ON_DISK = {"sqlite": "rowid", "postgresql": "ctid"}
CHANCE = 0.6  # correlation of a hundred votes with their order; by chance it is greater once in a billion times


@dataclass
class Seen:
    """What happened while the question was open, in this order, as a log of the web server would show it."""

    question: Question
    members: list[Account]
    voters: list[int] = field(default_factory=list)  # of the members, while there was a key
    votes: list[tuple[int, int, int]] = field(default_factory=list)  # member, whose statement, value; as they came
    written: list[int] = field(default_factory=list)  # the statements' rows, in the order of `members`
    pks: list[int] = field(default_factory=list)  # of the votes as they were cast
    times: list[str] = field(default_factory=list)
    changed: tuple[int, int, int] = (0, 0, 0)

    def rows(self) -> list[Statement]:
        """The statements as they are now, in the order of `members`."""
        by_text = {statement.text: statement for statement in Statement.objects.filter(question=self.question)}
        return [by_text[f"Worte von Nummer {member.pk}."] for member in self.members]


def work():
    """What the worker does, here and in a thread of a race."""
    while waiting := DBTaskResult.objects.ready().first():
        waiting.claim("worker")
        arguments = waiting.args_kwargs
        waiting.set_successful(waiting.task.call(*arguments["args"], **arguments["kwargs"]))


def play(question, members, chair, now):
    """Everybody signs in, writes a statement and votes on all of them, one after the other; the map is drawn."""
    seen, at, chance = Seen(question, members), now, Random(4)
    for member in members:
        Client().force_login(member)
        at += MINUTE
        text = f"Worte von Nummer {member.pk}."
        seen.written.append(write_statement(question=question, text=text, by=member, at=at).pk)
        seen.times.append(at.isoformat(sep=" ")[:16])
    for number, member in enumerate(members):
        for place, pk in enumerate(seen.written):
            at += MINUTE
            value = 1 if place == number else chance.choice((1, 0, -1))
            vote = cast_vote(statement=Statement.objects.get(pk=pk), value=value, by=member, at=at)
            seen.votes.append((number, place, value))
            seen.pks.append(vote.pk)
            seen.times.append(at.isoformat(sep=" ")[:16])
    seen.voters = [voter_of(question, member) for member in members]
    hidden = Statement.objects.get(pk=seen.written[0])
    hide_statement(statement=hidden, reason="Erst lesen.", by=chair, at=at)
    publish_statement(statement=hidden, by=chair, at=at)
    take_back_vote(statement=hidden, by=members[1], at=at)
    seen.pks.append(cast_vote(statement=hidden, value=0, by=members[1], at=at).pk)
    seen.changed = (1, 0, 0)
    work()
    chronicle.seal()
    return seen


def play_and_close(question, members, chair, now):
    seen = play(question, members, chair, now)
    close_question(question=question, by=chair, at=now + timedelta(days=1))
    work()
    chronicle.seal()
    return seen


@pytest.fixture
def members(seat):
    """Ten: enough for a map, and for no order to come about by chance."""
    return [seat() for _number in range(10)]


@pytest.fixture
def opened(secret, members, chair, now):
    return play(secret, members, chair, now)


@pytest.fixture
def closed(secret, members, chair, now):
    return play_and_close(secret, members, chair, now)


# ── what the attacker holds ──────────────────────────────────────────────────────────────────────────────────────────


def tables():
    """All rows of all tables, as the database itself knows them: name → rows in their order on disk."""
    position = PLACE_ON_DISK[connection.vendor]
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            try:
                cursor.execute(f'SELECT {position}, * FROM "{table}" ORDER BY {position}')
            except Exception:  # SQLite has tables without a number of their own
                cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = cursor.fetchall()
        if connection.vendor == "sqlite":
            cursor.execute("SELECT * FROM sqlite_sequence")
            found["sqlite_sequence"] = cursor.fetchall()
    return found


def raw(value):
    """A value of a column as bytes."""
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def everything(found):
    return b"\n".join(raw(value) for rows in found.values() for row in rows for value in row)


def spellings(number):
    """A number as it may stand anywhere."""
    big, little = number.to_bytes(8, "big"), number.to_bytes(8, "little")
    return (str(number).encode(), f"{number:x}".encode(), big, little)


def files(folder):
    return {path: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def rank_correlation(one, other):
    ranks = [np.argsort(np.argsort(values)) for values in (one, other)]
    return abs(float(np.corrcoef(*ranks)[0, 1]))


# ── after closing ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_the_key_is_gone_and_nobody_finds_their_own(closed):
    assert keys.names() == []
    question = Question.objects.get()
    assert question.key is None
    for member in closed.members:
        with pytest.raises(KeyGone):
            voter_of(question, member)
        assert (own_votes(question, member), my_statements(question, member)) == ({}, [])


@pytest.mark.django_db(transaction=True)
def test_no_pseudonym_of_before_is_anywhere(closed, keys_dir, settings):
    """Not in a column, a packed map, a task, a session, an event, nor in a file."""
    dump = everything(tables())
    for voter in closed.voters:
        for spelling in spellings(voter):
            assert spelling not in dump
    for path, content in (files(keys_dir) | files(settings.INDEX_DIR) | files(settings.MEDIA_ROOT)).items():
        assert not any(spelling in content for voter in closed.voters for spelling in spellings(voter)), path


@pytest.mark.django_db(transaction=True)
def test_no_secret_of_the_database_makes_the_pseudonyms(closed, settings):
    """Whatever 32 bytes lie around anywhere, none of them is the key, nor is a setting."""
    now_there = set(Vote.objects.values_list("voter", flat=True))
    dump = everything(tables())
    tried = {dump[start : start + keys.LENGTH] for start in range(0, len(dump) - keys.LENGTH)}
    tried |= {settings.SECRET_KEY.encode(), b"", b"question-1", settings.SECRET_KEY.encode()[: keys.LENGTH]}
    account = str(closed.members[0].pk).encode()
    made = {int.from_bytes(hmac.digest(key, account, hashlib.sha256)[:8], "big") >> 1 for key in tried}
    assert made.isdisjoint(now_there | set(closed.voters))


def ballots(votes):
    """Whose statement → value, for each voter."""
    found = {}
    for voter, place, value in votes:
        found.setdefault(voter, {})[place] = value
    return found


def stored(seen, order="id"):
    """Voter, whose statement, value, of all rows in the order in which the attacker sorts them."""
    places = {statement.pk: place for place, statement in enumerate(seen.rows())}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT voter, statement_id, value FROM deliberation_vote ORDER BY {order}")
        return [(voter, places[statement], value) for voter, statement, value in cursor.fetchall()]


def turns(seen, order):
    """When each of the rows was cast: what no attacker can know, but we do, for all ballots differ."""
    rows = stored(seen, order)
    last = {(member, place): value for member, place, value in [*seen.votes, seen.changed]}
    cast = [(*key, value) for key, value in last.items()]
    member_of = {tuple(sorted(ballot.items())): member for member, ballot in ballots(cast).items()}
    voters = {voter: member_of[tuple(sorted(ballot.items()))] for voter, ballot in ballots(rows).items()}
    assert len(member_of) == len(voters) == len(seen.members)
    came = {pair: turn for turn, pair in enumerate(last)}
    return [came[voters[voter], place] for voter, place, _value in rows]


@pytest.mark.django_db(transaction=True)
def test_order_says_nothing(closed):
    """Numbers of rows, pseudonyms, and the place on the disk against the order in which the votes came."""
    assert set(Vote.objects.values_list("pk", flat=True)).isdisjoint(closed.pks)
    for order in ("id", "id DESC", PLACE_ON_DISK[connection.vendor]):
        assert rank_correlation(turns(closed, order), range(len(closed.votes))) < CHANCE
    rows = closed.rows()
    for name in ("pk", "number", "voter"):
        order = [getattr(row, name) for row in rows]
        assert order not in (sorted(order), sorted(order, reverse=True))


@pytest.mark.django_db(transaction=True)
def test_who_comes_first_says_nothing(closed):
    """By their pseudonyms, or as they stand in the table, people are not in the order in which they came."""
    for order in ("voter", PLACE_ON_DISK[connection.vendor]):
        people = [turn // len(closed.members) for turn in turns(closed, order)]
        first = list(dict.fromkeys(people))
        assert first not in (sorted(first), sorted(first, reverse=True))
        together = sum(one == other for one, other in pairwise(people))
        assert order == "voter" or together < len(people) / 2  # as they came, nearly all stood beside one of their own


@pytest.mark.django_db(transaction=True)
def test_all_was_written_at_once(closed):
    """PostgreSQL notes on each row which transaction wrote it: it is the same one, the closing."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in ("deliberation_vote", "deliberation_statement"):
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")
            assert cursor.fetchone() == (1,), table


@pytest.mark.django_db(transaction=True)
def test_sequences_say_nothing_of_how_many_came(closed, make_question, make_statement, members, now):
    """The next ordinary row has the number that it would have had without the confidential question."""
    ordinary = make_question()
    statement = make_statement(ordinary)
    vote = cast_vote(statement=statement, value=1, by=members[0], at=now)
    assert 0 < vote.pk < 10**9  # what was said in confidence has numbers of 63 random bits
    other = cast_vote(statement=make_statement(ordinary, "Zweitens."), value=1, by=members[0], at=now)
    assert other.pk == vote.pk + 1


@pytest.mark.django_db(transaction=True)
def test_no_time_of_a_vote_is_anywhere(closed):
    dump = everything(tables()).replace(b"T", b" ")
    for time in closed.times:
        assert time.encode() not in dump
    assert set(Vote.objects.values_list("at", flat=True)) == {None}
    assert set(Statement.objects.values_list("created_at", "author")) == {(None, None)}
    tasks = [row for row in tables()[DBTaskResult._meta.db_table] if b"draw_map" in b"".join(map(raw, row))]
    assert len(tasks) <= 2  # not one for each vote


@pytest.mark.django_db(transaction=True)
def test_the_chronicle_names_nobody_who_took_part(closed, chair):
    taking_part = {member.pk for member in closed.members}
    about = Event.objects.filter(subject_type__startswith="deliberation.")
    assert [event.verb for event in about.order_by("pk")] == [
        "question.asked",
        "question.opened",
        "question.closed",
    ]
    assert not taking_part & {event.actor for event in about}
    assert {(event.visibility, event.subject_id) for event in about} == {("confidential", closed.question.pk)}
    assert chronicle.verify() is None


@pytest.mark.django_db(transaction=True)
def test_nothing_that_belongs_to_a_person_mentions_the_question(closed):
    """Sessions, grants, appointments, caches: no row with one of the members in it has its number or a statement's."""
    numbers = {str(pk) for pk in Statement.objects.values_list("pk", flat=True)}
    numbers |= {str(pk) for pk in Vote.objects.values_list("pk", flat=True)}
    for table, rows in tables().items():
        if table in ("deliberation_vote", "deliberation_statement", "deliberation_drawnmap"):
            continue  # these name no member, as the others here show
        text = everything({table: rows}).decode("utf-8", "replace")
        assert not any(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text) for number in numbers), table
    sessions = [row.get_decoded() for row in apps.get_model("sessions.Session").objects.all()]
    assert len(sessions) == len(closed.members)
    assert {key for session in sessions for key in session} <= {
        "_auth_user_id",
        "_auth_user_backend",
        "_auth_user_hash",
    }


@pytest.mark.django_db(transaction=True)
def test_whose_words_one_recognizes_one_does_not_know_the_votes_of(closed):
    """A statement and the votes of who wrote it have nothing in common, nor have two statements of one person."""
    voters = set(Vote.objects.values_list("voter", flat=True))
    authors = list(Statement.objects.values_list("voter", flat=True))
    assert voters.isdisjoint(authors)
    assert len(set(authors)) == len(authors)


@pytest.mark.django_db(transaction=True)
def test_the_map_knows_the_new_numbers_only_and_there_is_one(closed):
    drawn = DrawnMap.objects.get()
    assert set(unpack(drawn.people).voters.tolist()) == set(Vote.objects.values_list("voter", flat=True))
    assert drawn.participants == len(closed.members)


@pytest.mark.django_db(transaction=True)
def test_a_map_that_was_begun_before_closing_is_not_kept(secret, members, chair, now):
    for member in members:
        write_statement(question=secret, text=f"Von {member.pk}.", by=member, at=now)
    begun = draw(secret)
    close_question(question=secret, by=chair, at=now)
    assert store(secret, None, begun, now) is None
    assert not DrawnMap.objects.exists()
    work()
    assert DrawnMap.objects.get().participants == len(members)


@pytest.mark.django_db(transaction=True)
def test_the_result_is_the_same(closed):
    """What is cut off are the people; each one's votes stay together, and what each statement got."""
    expected, found = (
        sorted(sorted(ballot.items()) for ballot in ballots(votes).values())
        for votes in ([*closed.votes, closed.changed], stored(closed))
    )
    assert found == expected


@pytest.mark.django_db(transaction=True)
def test_addresses_in_a_log_name_no_row_that_is_there(closed):
    """The numbers that votes and statements had, which a browser may have sent, have gone from everywhere."""
    dump = everything(tables())
    assert set(Statement.objects.values_list("pk", flat=True)).isdisjoint(closed.written)
    for number in (*closed.written, *closed.pks):
        assert str(number).encode() not in dump


@pytest.mark.django_db(transaction=True)
def test_what_refers_to_a_statement_finds_it_again(secret, members, chair, now):
    """Merged ones, and what was made of one elsewhere."""
    one, other = (write_statement(question=secret, text=text, by=members[0], at=now) for text in ("Eins.", "Zwei."))
    merge_statements(statement=one, into=other, by=chair, at=now)
    with writing():
        idea = Idea.objects.create(title="Idee", statement=other, created_at=now, changed_at=now)
    close_question(question=secret, by=chair, at=now)
    idea.refresh_from_db()
    assert idea.statement.text == Statement.objects.get(text="Eins.").merged_into.text == "Zwei."
    assert sorted(Statement.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_taken_back_votes_leave_nothing(secret, members, chair, now):
    statement = write_statement(question=secret, text="Worte.", by=members[0], at=now)
    for member in members:
        cast_vote(statement=statement, value=1, by=member, at=now)
        take_back_vote(statement=statement, by=member, at=now)
    close_question(question=secret, by=chair, at=now)
    assert not Vote.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_search_does_not_know_of_it(closed):
    documents = Questions()
    assert documents.all_ids() == []
    assert list(documents.build([closed.question.pk])) == []


@pytest.mark.django_db(transaction=True)
def test_a_disk_keeps_no_older_versions(secret, members, chair, now, tmp_path):
    """SQLite: neither the file nor the log beside it holds a pseudonym of before, a moment after closing."""
    if connection.vendor != "sqlite":
        return

    def attack():  # before the last connection is closed, which would tidy up by itself
        return play_and_close(secret, members, chair, now), files(tmp_path)

    (played,), _last = race(tmp_path, attack, then=Vote.objects.count)
    assert isinstance(played, tuple), played
    seen, found = played
    assert tmp_path / "race.sqlite3-wal" in found
    for path, content in found.items():
        for voter in seen.voters:
            assert voter.to_bytes(8, "big") not in content, path


@pytest.mark.django_db(transaction=True)
def test_postgres_keeps_no_older_versions(closed):
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in ("deliberation_vote", "deliberation_statement", "deliberation_drawnmap"):
            cursor.execute("SELECT pg_stat_force_next_flush()")
            cursor.execute("VACUUM (VERBOSE) " + table)
            cursor.execute("SELECT last_vacuum FROM pg_stat_user_tables WHERE relname = %s", [table])
            assert cursor.fetchone()[0] is not None


# ── while it is open ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_only_the_key_leads_to_a_person(opened, keys_dir):
    question, member = opened.question, opened.members[0]
    assert len(own_votes(question, member)) == len(opened.members)
    assert len(my_statements(question, member)) == 1
    (keys_dir / f"question-{question.pk}").rename(keys_dir / "elsewhere")  # the database alone, as in a backup
    assert (own_votes(question, member), my_statements(question, member)) == ({}, [])
    with pytest.raises(KeyGone):
        voter_of(question, member)


@pytest.mark.django_db(transaction=True)
def test_the_database_alone_does_not_hold_the_key_while_it_is_open(opened):
    key = keys.read(f"question-{opened.question.pk}")
    dump = everything(tables())
    assert key not in dump
    assert key.hex().encode() not in dump
    assert Question.objects.get().key is None


@pytest.mark.django_db(transaction=True)
def test_while_it_is_open_numbers_and_times_say_nothing_either(opened):
    by_number = list(Vote.objects.order_by("pk").values_list("pk", flat=True))
    assert rank_correlation([opened.pks.index(pk) for pk in by_number], range(len(by_number))) < CHANCE
    for name in ("pk", "number", "voter"):
        order = [getattr(row, name) for row in opened.rows()]
        assert order not in (sorted(order), sorted(order, reverse=True))
    assert set(Vote.objects.values_list("at", flat=True)) == {None}
    assert set(Statement.objects.values_list("created_at", "author")) == {(None, None)}
    dump = everything(tables()).replace(b"T", b" ")
    assert not [time for time in opened.times if time.encode() in dump]


@pytest.mark.django_db(transaction=True)
def test_nobody_makes_an_open_one_less_confidential(opened, chair, now):
    with pytest.raises(Exception, match="cannot be changed any more"):
        change_question(question=opened.question, visibility=Visibility.NETWORK, by=chair, at=now)


# ── by construction ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_column_leads_from_votes_or_maps_to_accounts():
    """Votes and maps have no foreign key but to the question and the statement, and nobody has one to votes."""
    for model, known in ((Vote, {Question, Statement}), (DrawnMap, {Question})):
        targets = {one.related_model for one in model._meta.get_fields() if isinstance(one, models.ForeignKey)}
        assert targets == known
        assert not [one for one in model._meta.get_fields() if one.auto_created and one.is_relation]
    leading = {
        one.name for one in Statement._meta.get_fields()
        if isinstance(one, models.ForeignKey) and one.related_model in (Account, Person)
    }  # fmt: skip
    assert leading == {"author"}  # empty in a confidential question, see above
