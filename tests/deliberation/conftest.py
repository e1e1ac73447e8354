"""A working group with its people, questions and statements for the tests of this app."""

from datetime import UTC, datetime

import pytest
from tests.english import english

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.roles import Role
from ideenschmiede.deliberation.actions.questions import ask, open_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.people.models import Appointment, Body, Capacity, Person

__all__ = ["english"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def keys_dir(settings, tmp_path):
    """The folder in which this test keeps keys."""
    settings.KEYS_DIR = tmp_path / "keys"
    return settings.KEYS_DIR


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def body(db):
    """A working group."""
    kind = Body.Kind.WORKING_GROUP
    return Body.objects.create(kind=kind, slug="digitales", name="Arbeitsgruppe Digitales", created_at=NOW)


@pytest.fixture
def seat(account_with, body):
    """A function that opens an account for somebody new who sits in the group, as `capacity` says."""
    made = []

    def make(capacity=Capacity.MEMBER, *roles, group=None):
        made.append(capacity)
        name = f"{capacity}-{len(made)}"
        account = account_with(*(roles or (Role.MEMBER,)), email=f"{name}@example.org", name=f"Kim {name}")
        person = Person.objects.create(
            given_name="Kim", family_name=name, account=account, created_at=NOW, changed_at=NOW
        )
        with writing():
            Appointment.objects.create(
                person=person, body=group or body, capacity=capacity, status="active", created_at=NOW, changed_at=NOW
            )
        return account

    return make


@pytest.fixture
def chair(seat):
    return seat(Capacity.CHAIR, Role.MEMBER, Role.CHAIR)


@pytest.fixture
def members(seat):
    """Five who sit in the group."""
    return [seat() for _number in range(5)]


@pytest.fixture
def make_question(body):
    """A function that asks and opens a question of the group, by the operator; `opened=False` leaves it a draft."""

    def make(title="Was brauchen wir zuerst?", *, opened=True, **fields):
        values = {"body": body, "audience": "body", "visibility": "network", **fields}
        question = ask(title=title, by=None, at=NOW, **values)
        return open_question(question=question, by=None, at=NOW) if opened else question

    return make


@pytest.fixture
def question(make_question):
    """An open one that the group answers and the network sees."""
    return make_question()


@pytest.fixture
def secret(make_question):
    """An open confidential one."""
    return make_question("Was hindert uns?", visibility="confidential")


@pytest.fixture
def make_statement():
    """A function that adds a statement in nobody's name."""

    def make(question, text="Digitale Anträge zuerst."):
        return write_statement(question=question, text=text, by=None, at=NOW, is_seed=True)

    return make


@pytest.fixture
def statements(question, make_statement):
    """Four to vote on."""
    texts = ("Digitale Anträge zuerst.", "Schulung zuerst.", "Glasfaser zuerst.", "Ein Chat hilft niemandem.")
    return [make_statement(question, text) for text in texts]


@pytest.fixture
def network(db):
    """The network as a body."""
    return Body.objects.get(kind=Body.Kind.NETWORK)
