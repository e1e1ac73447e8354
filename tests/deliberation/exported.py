"""A small export of Polis, as files, for the tests of importing and exporting."""

import csv
import io

SUMMARY = (
    'topic,Was braucht das Dorf?\nurl,https://pol.is/2demo\nconversation-description,"Eine Frage,\nzwei Zeilen."\n'
)
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1403067224363,Wed Jun 18 2014,0,7,2,1,1,"Ein Laden, der alles hat."
1403067224999,Wed Jun 18 2014,2,9,0,1,-1,Unfug.
1403153624000,Thu Jun 19 2014,3,9,1,0,0,Noch nicht gelesen.
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
1403067230000,x,0,7,1
1403067240000,x,0,8,-1
1403067235000,x,0,8,1
1403067250000,x,0,9,0
1403067260000,x,2,9,-1
1403153630000,x,3,9,1
"""
PARTICIPANTS = """participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,0,2,3
7,kim@example.org,0,1,1,1,0,1,,
8,lou@example.org,0,0,1,0,1,-1,,
9,,1,2,3,1,1,0,-1,1
10,,,0,0,0,0,,,
"""
CAST = {(7, 0, 1), (8, 0, -1), (9, 0, 0), (9, 2, -1), (9, 3, 1)}
"""(participant, comment, last vote)"""


def files(**changed):
    """Name and bytes; `summary`, `comments`, `votes`, `participants`: other texts, None: not there."""
    texts = {"summary": SUMMARY, "comments": COMMENTS, "votes": VOTES, "participants": PARTICIPANTS, **changed}
    names = {
        "summary": "summary.csv",
        "comments": "comments.csv",
        "votes": "votes.csv",
        "participants": "participants-votes.csv",
    }
    return [(names[kind], text.encode()) for kind, text in texts.items() if text is not None]


def rows(text):
    """The rows of a CSV by their columns."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def cast_in(votes):
    """The same set as `CAST`, of a `Votes`."""
    return set(zip(votes.voters.tolist(), votes.comments.tolist(), votes.values.tolist(), strict=True))
