"""Questions with votes: one of our own that many answered, one that was held elsewhere."""

import pytest
from tests.deliberation.exported import files

from ideenschmiede.base.guarded import writing
from ideenschmiede.deliberation.actions.importing import import_conversation, read_conversation, unpack
from ideenschmiede.deliberation.actions.questions import close_question
from ideenschmiede.deliberation.models import Vote
from ideenschmiede.deliberation.queries.pseudonyms import random_voter


@pytest.fixture
def archive(db, now):
    found = read_conversation(unpack(files())).conversation
    source = "openData, CC BY 4.0, https://pol.is/2demo"
    return import_conversation(
        conversation=found, title=found.title, source=source, visibility="network", by=None, at=now
    )


@pytest.fixture
def answer(now):
    """A function that has `count` people vote: `value(person, number of the statement)`, None: no vote."""

    def run(question, statements, count, value=lambda person, number: 1 if (person + number) % 3 else -1):
        voters = [random_voter() for _person in range(count)]
        with writing():
            Vote.objects.bulk_create(
                Vote(question=question, statement=one, voter=voter, value=value(person, number), at=now)
                for person, voter in enumerate(voters)
                for number, one in enumerate(statements)
                if value(person, number) is not None
            )
        return voters

    return run


@pytest.fixture
def answered(question, statements, answer, now):
    """Closed; twelve voted on all four statements."""
    answer(question, statements, 12)
    return close_question(question=question, by=None, at=now)
