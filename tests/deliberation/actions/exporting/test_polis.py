"""The files of an export: other software reads them, spreadsheets run nothing in them, and they come in again."""

import io
import re
import zipfile

import pytest
from tests.deliberation.exported import CAST, cast_in, rows

from ideenschmiede.base.guarded import writing
from ideenschmiede.cores.opinions.table import read_votes
from ideenschmiede.deliberation.actions.exporting import polis_files, polis_zip
from ideenschmiede.deliberation.actions.importing import read_conversation, unpack
from ideenschmiede.deliberation.models import Statement
from ideenschmiede.deliberation.tasks.maps import draw_map

pytestmark = pytest.mark.django_db

DANGEROUS = ["=1+1", "+49 5264", "-1 ist keine Zahl", "@alle", "\tx", "'=1+1"]


def test_the_summary(archive, now):
    text = polis_files(question=archive, by=None, at=now)["summary.csv"]
    assert text.splitlines()[:8] == [
        "topic,Was braucht das Dorf?",
        "url,https://pol.is/2demo",
        '"source","openData, CC BY 4.0, https://pol.is/2demo"'.replace('"source"', "source"),
        "voters,3",
        "voters-in-conv,3",
        "commenters,2",
        "comments,3",
        "groups,0",
    ]


def test_comments_with_counts_and_moderation(archive, now):
    found = rows(polis_files(question=archive, by=None, at=now)["comments.csv"])
    assert found[0] == {
        "timestamp": "1403049600000",
        "datetime": "2014-06-18",
        "comment-id": "0",
        "author-id": "7",
        "agrees": "1",
        "disagrees": "1",
        "moderated": "1",
        "comment-body": "Ein Laden, der alles hat.",
    }
    assert [one["moderated"] for one in found] == ["1", "-1", "0"]


def test_both_tables_of_votes(archive, now):
    files = polis_files(question=archive, by=None, at=now)
    votes = rows(files["votes.csv"])
    assert {(int(one["voter-id"]), int(one["comment-id"]), int(one["vote"])) for one in votes} == CAST
    assert votes[0]["datetime"] == "2014-06-18"
    people = rows(files["participants-votes.csv"])
    assert [one["participant"] for one in people] == ["7", "8", "9"]
    assert "xid" not in people[0]
    last = people[2]
    assert [last[name] for name in ("n-comments", "n-votes", "n-agree", "n-disagree")] == ["2", "3", "1", "1"]
    assert [last[name] for name in ("0", "2", "3")] == ["0", "-1", "1"]
    assert people[0]["2"] == ""


def test_the_groups_of_the_map(answered, now):
    draw_map.func(answered.pk)
    people = rows(polis_files(question=answered, by=None, at=now)["participants-votes.csv"])
    assert {one["group-id"] for one in people} <= {"", "0", "1", "2", "3", "4"}
    assert len(people) == 12


def test_it_comes_in_again(archive, now):
    content = polis_zip(question=archive, by=None, at=now)
    again = read_conversation(unpack([("export.zip", content)]))
    assert again.contradictions == 0
    assert cast_in(again.conversation.votes) == CAST
    assert (again.conversation.title, again.conversation.description) == (archive.title, archive.context)
    assert content == polis_zip(question=archive, by=None, at=now)  # the same file again


@pytest.mark.parametrize("text", DANGEROUS, ids=ascii)
def test_spreadsheets_run_nothing(archive, now, text):
    with writing():
        Statement.objects.filter(question=archive, number=0).update(text=text)
    files = polis_files(question=archive, by=None, at=now)
    cell = rows(files["comments.csv"])[0]["comment-body"]
    assert not re.match(r"[=+\-@\t\r\n]", cell)
    if not text.startswith("'"):
        brought = [(name, content.encode()) for name, content in files.items()]
        assert read_conversation(unpack(brought)).conversation.comments[0].text == text


def test_other_software_reads_it(archive, now, tmp_path):
    with zipfile.ZipFile(io.BytesIO(polis_zip(question=archive, by=None, at=now))) as file:
        assert file.namelist() == ["summary.csv", "comments.csv", "votes.csv", "participants-votes.csv"]
        file.extractall(tmp_path)
    for name in ("votes.csv", "participants-votes.csv"):
        found = read_votes(tmp_path / name, tmp_path / "comments.csv")
        triples = zip(found.rows.tolist(), found.columns.tolist(), found.values.tolist(), strict=True)
        people, statements = list(found.participants), list(found.statements)
        assert {(people[row], statements[column], value) for row, column, value in triples} == CAST


def test_a_question_without_votes(question, statements, now):
    files = polis_files(question=question, by=None, at=now)
    assert files["votes.csv"] == "timestamp,datetime,comment-id,voter-id,vote\n"
    assert len(rows(files["comments.csv"])) == 4
    assert files["participants-votes.csv"].count("\n") == 1
