import gzip

import pytest

from ideenschmiede.cores.opinions.table import TableError, id_of, read_pairs, read_votes

VOTES = """timestamp,datetime,comment-id,voter-id,vote
3,Wed Jun 18 2014,0,7,-1
1,Wed Jun 18 2014,0,7,1
2,Wed Jun 18 2014,4,7,0
2,Wed Jun 18 2014,0,12,1
"""

PEOPLE = """participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,4,10
7,"a ""quoted"", one",0,0,2,0,1,-1,0,
12,,,1,1,1,0,1,,
3,,,0,0,0,0,,,
"""

COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1,x,0,7,1,1,1,"More buses, please"
1,x,4,7,0,0,-1,"Two
lines"
1,x,11,7,0,0,-1,Never voted on
"""


@pytest.fixture
def write(tmp_path):
    def file(text, name="votes.csv"):
        path = tmp_path / name
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return path

    return file


def as_dict(votes):
    triples = zip(votes.rows.tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True)
    return {(votes.participants[row], votes.statements[column]): value for row, column, value in triples}


def test_a_line_a_vote_by_the_time_of_the_votes(write):
    votes = read_votes(write(VOTES))
    assert as_dict(votes) == {(7, 0): -1, (7, 4): 0, (12, 0): 1}


def test_a_line_a_participant_with_those_who_did_not_vote(write):
    votes = read_votes(write(PEOPLE))
    assert as_dict(votes) == {(7, 0): -1, (7, 4): 0, (12, 0): 1}
    assert votes.participants == (3, 7, 12)
    assert votes.statements == (0, 4, 10)


@pytest.mark.parametrize("text", [VOTES, PEOPLE], ids=["votes", "participants"])
def test_packed_files_are_read_as_they_are(write, text):
    assert as_dict(read_votes(write(text, "votes.csv.gz"))) == as_dict(read_votes(write(text)))


def test_what_is_moderated_out_is_hidden(write):
    votes = read_votes(write(VOTES), write(COMMENTS, "comments.csv"))
    assert votes.statements == (0, 4, 11)
    assert votes.hidden.tolist() == [False, True, True]


def test_without_times_the_last_line_counts(write):
    votes = read_votes(write("participant;statement;vote\nann;x;1\nann;x;-1\nbob;y;0.0\n"))
    assert as_dict(votes) == {("ann", "x"): -1, ("bob", "y"): 0}


def test_a_byte_order_mark_and_empty_lines_are_no_matter(write):
    assert as_dict(read_votes(write("\ufeffparticipant,statement,vote\n\n1,2,1\n  \n,,\n"))) == {(1, 2): 1}


def test_small_and_capital_letters_of_a_header_are_no_matter(write):
    assert as_dict(read_votes(write("Comment-ID,Voter-ID,Vote\n2,1,1\n"))) == {(1, 2): 1}
    assert as_dict(read_votes(write("Participant,XID,2,Group-ID\n1,a,-1,0\n"))) == {(1, 2): -1}


@pytest.mark.parametrize("nothing", ["", "nan", "NaN"])
def test_an_empty_cell_is_no_vote_and_tells_who_and_what_is_there(write, nothing):
    votes = read_votes(write(f"participant,statement,vote\n1,2,1\n3,4,{nothing}\n1,2,{nothing}\n"))
    assert as_dict(votes) == {(1, 2): 1}
    assert (votes.participants, votes.statements) == ((1, 3), (2, 4))
    assert as_dict(read_votes(write(f"participant,2,4\n1,1,{nothing}\n"))) == {(1, 2): 1}


def test_a_vote_of_no_known_time_is_the_oldest(write):
    rows = "timestamp,participant,statement,vote\n5,1,1,1\n,1,1,-1\n,2,1,-1\n,2,1,0\n"
    assert as_dict(read_votes(write(rows))) == {(1, 1): 1, (2, 1): 0}


def test_of_a_participant_who_is_there_twice_the_last_line_counts(write):
    votes = read_votes(write("participant,1,2\n7,1,\n7,-1,1\n8,,\n7,-1,\n"))
    assert as_dict(votes) == {(7, 1): -1, (7, 2): 1}
    assert votes.participants == (7, 8)


def test_numbers_that_became_fractions_on_the_way_are_the_same_ids(write):
    votes = read_votes(write("participant,statement,vote\n7.0,2.0,1.0\n8.0,2,-1.0\n"))
    assert as_dict(votes) == {(7, 2): 1, (8, 2): -1}
    assert as_dict(read_votes(write("participant,n-votes,0.0\n7.0,1.0,1.0\n"))) == {(7, 0): 1}
    hidden = write("comment-id,moderated\n2.0,-1.0\n", "comments.csv")
    assert read_votes(write("participant,statement,vote\n7,2,1\n"), hidden).hidden.all()
    assert [id_of(cell) for cell in ("7.0", "7", "7.5", "a.0", "007")] == ["7", "7", "7.5", "a.0", "007"]


def test_ids_that_are_not_all_numbers_stay_text(write):
    votes = read_votes(write("participant,statement,vote\n007,1,1\n8,1,1\n"))
    assert votes.participants == ("007", "8")
    assert votes.statements == (1,)


def test_statements_may_have_names(write):
    votes = read_votes(write("participant,n-votes,buses,trams\na,1,1,\nb,2,-1,1\n"))
    assert as_dict(votes) == {("a", "buses"): 1, ("b", "buses"): -1, ("b", "trams"): 1}


def test_a_file_with_a_header_alone_has_no_votes(write):
    assert read_votes(write("participant,statement,vote\n")).shape == (0, 0)
    assert read_votes(write("participant,group-id,1,2\n")).shape == (0, 2)


def test_pairs_are_read_as_they_are_written(write):
    assert read_pairs(write("participant,statement\n007,1\n8,x\n")) == [("007", "1"), ("8", "x")]
    assert read_pairs(write("comment-id,voter-id\n1,7\n")) == [("7", "1")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "votes.csv is empty"),
        ("a,b\n1,2\n", "no column 'participant' or 'participant-id' or .*; it has: a, b"),
        ("participant,vote\n1,1\n", "no column 'statement'"),
        ("participant,statement,vote\n1,1,2\n", "line 2, column 'vote': '2' is not 1 .agree., -1 .disagree. or 0"),
        ("participant,statement,vote\n1,1\n", "line 2: 2 cells, expected 3"),
        ("participant,1\n1,yes\n", "line 2, column '1': 'yes' is not 1"),
        ("timestamp,participant,statement,vote\nnow,1,1,1\n", "line 2, column 'timestamp': 'now' is not a number"),
        ('participant,statement,vote\n"1"x,1,1\n', "line 2"),
    ],
    ids=["empty", "columns", "statement", "vote", "cells", "cell", "time", "quotes"],
)
def test_says_what_is_wrong_and_where(write, text, message):
    with pytest.raises(TableError, match=message):
        read_votes(write(text))


def test_files_that_are_no_text_are_told_apart(tmp_path):
    path = tmp_path / "votes.csv"
    path.write_bytes(b"participant,statement,vote\n\xff,1,1\n")
    with pytest.raises(TableError, match=r"votes.csv is not UTF-8 \(byte 28\)"):
        read_votes(path)
    packed = gzip.compress(VOTES.encode())
    for damaged in (packed[:-20], packed[:30] + b"\xff" * 20 + packed[50:]):
        path.write_bytes(damaged)
        with pytest.raises(TableError, match="packed with gzip, but damaged"):
            read_votes(path)
    with pytest.raises(TableError, match="No such file"):
        read_votes(tmp_path / "missing.csv")
