"""From files to a conversation; errors name file, line and column."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.deliberation.exported import CAST, COMMENTS, PARTICIPANTS, VOTES, cast_in, files

from ideenschmiede.base.errors import ActionError
from ideenschmiede.deliberation.actions.importing import ConversationError, pack, read_conversation, unpack, unpacked
from ideenschmiede.deliberation.queries.conversations import UNKNOWN, Votes, last_votes


def read(**changed):
    return read_conversation(unpack(files(**changed)))


def test_what_was_asked_and_said():
    found = read().conversation
    assert (found.title, found.url) == ("Was braucht das Dorf?", "https://pol.is/2demo")
    assert found.description == "Eine Frage,\nzwei Zeilen."
    first = found.comments[0]
    assert (first.number, first.text, first.author, first.moderated) == (0, "Ein Laden, der alles hat.", 7, 1)
    assert first.at == datetime(2014, 6, 18, 4, 53, 44, 363_000, tzinfo=UTC)
    assert [one.moderated for one in found.comments] == [1, -1, 0]


def test_the_last_vote_of_a_pair_counts_by_its_time():
    votes = read().conversation.votes
    assert cast_in(votes) == CAST
    assert votes.times.tolist() == sorted(votes.times.tolist())
    assert votes.people.tolist() == [7, 8, 9]


def test_both_tables_of_votes_say_the_same():
    by_line, by_participant = read(participants=None), read(votes=None)
    assert cast_in(by_line.conversation.votes) == cast_in(by_participant.conversation.votes) == CAST
    assert set(by_participant.conversation.votes.times.tolist()) == {UNKNOWN}
    assert by_participant.silent == 1
    assert read().contradictions == 0


def test_where_the_tables_differ_votes_counts_and_it_is_said():
    found = read(participants=PARTICIPANTS.replace("8,lou@example.org,0,0,1,0,1,-1,,", "8,,0,0,1,0,1,1,1,"))
    assert found.contradictions == 2
    assert cast_in(found.conversation.votes) == CAST


def test_who_somebody_is_elsewhere_is_never_read():
    """The column xid is personal data."""
    kept = pack(read())
    assert b"example.org" not in kept
    assert b"example.org" not in repr(unpacked(kept)).encode()


def test_other_names_of_columns_no_times_and_no_authors():
    comments = "comment-id;comment-body\n1;Ein Satz.\n"
    found = read(summary=None, comments=comments, votes="participant;comment-id;vote\n5;1;-1.0\n", participants=None)
    assert found.conversation.title == ""
    assert found.conversation.comments[0].author is None
    assert found.conversation.comments[0].moderated == 1
    assert cast_in(found.conversation.votes) == {(5, 1, -1)}


def test_texts_stay_as_they_are_but_for_what_no_text_needs():
    body = COMMENTS.replace('"Ein Laden, der alles hat."', '"  Zwei\r\nZeilen\x00 \u202e"').replace("Unfug.", "'=1+1")
    found = read(comments=body).conversation
    assert found.comments[0].text == "  Zwei\nZeilen "
    assert found.comments[1].text == "=1+1"  # the guard of an export of ours


def test_nobody_has_voted_yet():
    found = read(votes="comment-id,voter-id,vote\n", participants=None)
    assert len(found.conversation.votes) == 0
    assert unpacked(pack(found)).conversation.votes.people.tolist() == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"comments": None}, "comments.csv is missing"),
        ({"votes": None, "participants": None}, "The votes are missing"),
        ({"comments": ""}, "“comments.csv” is empty"),
        ({"comments": "comment-id,moderated\n1,1\n"}, "no column “comment-body”. It has: comment-id, moderated"),
        ({"comments": COMMENTS.splitlines()[0]}, "comments.csv has no statements"),
        ({"comments": COMMENTS.replace(",2,9,", ",x,9,")}, "comments.csv, line 3, column “comment-id”: “x” is no"),
        ({"comments": COMMENTS.replace(",2,9,", ",0,9,")}, "line 3, column “comment-id”: the comment 0 is there twice"),
        ({"comments": COMMENTS.replace(",-1,Unfug.", ",5,Unfug.")}, "line 3, column “moderated”: “5” is not 1"),
        ({"comments": COMMENTS.replace("Unfug.", " ")}, "line 3, column “comment-body”: the statement is empty"),
        ({"comments": COMMENTS.replace("Unfug.", "x" * 1001)}, "line 3, .* has more than 1000 characters"),
        ({"comments": COMMENTS.replace(",Unfug.", ',"Unfug.')}, "comments.csv, line 3: this is no CSV"),
        ({"comments": COMMENTS.replace("1403067224999", "9" * 18)}, "line 3, column “timestamp”: “9+” is no number"),
        ({"votes": VOTES.replace("x,2,9,-1", "x,2,9,2")}, "votes.csv, line 6, column “vote”: “2” is not 1"),
        ({"votes": VOTES.replace("x,2,9,-1", "x,1,9,1")}, "line 6, column “comment-id”: comments.csv has no comment 1"),
        ({"votes": VOTES.replace("x,2,9,-1", "x,2,9")}, "votes.csv, line 6: the row has 4 cells, the header 5"),
        ({"votes": VOTES.replace("x,2,9,", "x,2,-9,")}, "votes.csv, line 6, column “voter-id”: “-9” is no number"),
        ({"participants": PARTICIPANTS.replace("8,lou", "7,lou")}, "line 3, .*: the participant 7 is there twice"),
        ({"participants": PARTICIPANTS.replace("0,2,3", "0,2,4", 1)}, "on comment 4, which comments.csv does not have"),
        ({"participants": "participant," + "1" * 5_000 + "\n7,1\n"}, "on comment 1{20}, which comments.csv does not"),
        ({"participants": PARTICIPANTS.replace("0,-1,1", "0,ja,1")}, "pants-votes.csv, line 4, column “2”: “ja”"),
    ],
    ids=lambda value: None if isinstance(value, dict) else value[:40],
)  # fmt: skip
def test_what_does_not_fit_is_named(changed, message):
    with pytest.raises(ConversationError, match=message):
        read(**changed)


def test_the_line_is_that_of_the_file_also_behind_cells_of_several_lines():
    text = COMMENTS.replace("Ein Laden, der alles hat.", "Zwei\nZeilen").replace(",2,9,", ",x,9,")
    with pytest.raises(ConversationError, match="line 4, column"):
        read(comments=text)


table = st.lists(st.lists(st.text(alphabet='01-2ax, ;"\n\té\0', max_size=6), max_size=9), max_size=8)


@given(table, table)
@settings(max_examples=200)
def test_whatever_is_brought_is_read_or_refused(comments, votes):
    head = "comment-id,comment-body\n1,Ein Satz.\n"
    texts = ["\n".join(",".join(row) for row in rows) for rows in (comments, votes)]
    for brought in (
        {"comments": texts[0]},
        {"comments": head + texts[0]},
        {"comments": head, "votes": "comment-id,voter-id,vote\n" + texts[1], "participants": None},
        {"comments": head, "participants": "participant,1\n" + texts[1], "votes": None},
        {"summary": texts[0]},
    ):
        try:
            assert read(**brought).conversation.comments
        except ActionError:
            continue


cast = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.sampled_from([1, 0, -1]), st.integers(0, 5)))


@given(cast)
def test_the_last_of_each_pair_stays(given_votes):
    expected = {}
    for voter, comment, value, _time in sorted(given_votes, key=lambda vote: vote[3]):
        expected[voter, comment] = value
    columns = np.array(given_votes, dtype=np.int64).reshape(-1, 4)
    votes = last_votes(Votes(columns[:, 0], columns[:, 1], columns[:, 2].astype(np.int8), columns[:, 3]))
    assert len(votes) == len(expected)
    assert cast_in(votes) == {(*pair, value) for pair, value in expected.items()}
