"""The seven real conversations: they come in, show their map, and leave with the same comments and votes."""

import csv
import gzip
import io

import pytest
from tests.deliberation.exported import cast_in, rows

from ideenschmiede.base.plain import LINE_ENDS
from ideenschmiede.base.tables import without_guard
from ideenschmiede.deliberation.actions.exporting import polis_files
from ideenschmiede.deliberation.actions.importing import import_conversation, read_conversation, unpack
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.opinion_map import results_of
from ideenschmiede.deliberation.tasks.maps import draw_map

pytestmark = [pytest.mark.django_db, pytest.mark.shared]

SEVEN = (
    "15-per-hour-seattle",
    "american-assembly.bowling-green",
    "austria-climate.2vkxcncppn.2022-07-07",
    "brexit-consensus",
    "scoop-hivemind.biodiversity",
    "ssis.land-bank-farmland.2rumnecbeh.2021-08-01",
    "vtaiwan.uberx",
)
ABOUT = ("participant", "xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")


def original(folder, name):
    text = gzip.decompress((folder / f"{name}.gz").read_bytes()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cast(folder):
    """(participant, comment, last vote), read without any of our code."""
    if (folder / "votes.csv.gz").exists():
        lines = sorted(original(folder, "votes.csv"), key=lambda line: int(line["timestamp"]))
        last = {(line["voter-id"], line["comment-id"]): line["vote"] for line in lines}
        return {(int(voter), int(comment), int(vote)) for (voter, comment), vote in last.items()}
    return {
        (int(line["participant"]), int(comment), int(vote))
        for line in original(folder, "participants-votes.csv")
        for comment, vote in line.items()
        if comment not in ABOUT and vote
    }


def comments(lines):
    return {
        (one["comment-id"], one["author-id"], one["moderated"], LINE_ENDS.sub("\n", one["comment-body"]))
        for one in lines
    }


@pytest.mark.parametrize("name", SEVEN)
def test_the_same_comments_and_votes_leave(shared_data, name, now):
    folder = shared_data / "polis" / name
    read = read_conversation(unpack((file.name, file.read_bytes()) for file in folder.iterdir()))
    assert (read.silent, read.contradictions) == (0, 0)
    expected = cast(folder)
    assert cast_in(read.conversation.votes) == expected
    question = import_conversation(
        conversation=read.conversation,
        title=read.conversation.title,
        source=f"compdemocracy/openData, CC BY 4.0, {read.conversation.url}",
        visibility="public",
        by=None,
        at=now,
    )
    assert draw_map.func(question.pk) == "drawn"
    results = results_of(Question.objects.get(pk=question.pk))
    assert results.participants == len({voter for voter, _comment, _vote in expected})
    assert results.votes == len(expected)
    files = polis_files(question=question, by=None, at=now)
    left = rows(files["votes.csv"])
    assert {(int(one["voter-id"]), int(one["comment-id"]), int(one["vote"])) for one in left} == expected
    assert len(left) == len(expected)
    again = read_conversation(unpack((file, text.encode()) for file, text in files.items()))
    assert again.contradictions == 0  # participants-votes.csv says the same
    written = [{**one, "comment-body": without_guard(one["comment-body"])} for one in rows(files["comments.csv"])]
    assert comments(written) == comments(original(folder, "comments.csv"))
