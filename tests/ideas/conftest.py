"""A group with its people, a question and ideas for the tests of this app."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.english import english

from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Event, Topic
from ideenschmiede.base.roles import Role
from ideenschmiede.deliberation.models import Decision, Question, Stage, Statement
from ideenschmiede.ideas.actions.noting import note_idea
from ideenschmiede.people.models import Appointment, Body, Capacity, Person

__all__ = ["english"]

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    """An index of its own, which is not there before a test builds it."""
    settings.INDEX_DIR, settings.EMBEDDINGS = tmp_path / "index", "none"


@pytest.fixture
def author(account_with):
    return account_with(Role.MEMBER, email="autorin@example.org", name="Ada Autorin")


@pytest.fixture
def member(account_with):
    """Somebody else of the network."""
    return account_with(Role.MEMBER, email="mitglied@example.org", name="Max Mitglied")


@pytest.fixture
def office(account_with):
    return account_with(Role.OFFICE, name="Ole Office")


@pytest.fixture
def partner(account_with):
    """Somebody who is signed in and not in the network."""
    return account_with(Role.PARTNER, name="Petra Partnerin")


@pytest.fixture
def guest():
    return AnonymousUser()


@pytest.fixture
def body(db):
    kind = Body.Kind.WORKING_GROUP
    return Body.objects.create(kind=kind, slug="digitales", name="Arbeitsgruppe Digitales", created_at=NOW)


@pytest.fixture
def seat(account_with, body):
    """A function that opens an account for somebody who sits in the group."""

    def make(capacity=Capacity.MEMBER, *roles, group=None):
        name = f"{capacity}{Person.objects.count()}"
        account = account_with(*(roles or (Role.MEMBER,)), email=f"{name}@example.org", name=f"Kim {name}")
        person = Person.objects.create(family_name=name, account=account, created_at=NOW, changed_at=NOW)
        times = {"created_at": NOW, "changed_at": NOW}
        with writing():
            Appointment.objects.create(person=person, body=group or body, capacity=capacity, status="active", **times)
        return account

    return make


@pytest.fixture
def chair(seat):
    return seat(Capacity.CHAIR, Role.MEMBER, Role.CHAIR)


@pytest.fixture
def make_idea(author):
    """A function that notes an idea by the action."""

    def make(title="Ein Werkzeugkasten", topics=(), by=author, at=NOW, **more):
        chosen = Topic.objects.filter(slug__in=topics)
        return note_idea(title=title, topics=chosen, by=by, at=at, **more)

    return make


@pytest.fixture
def make_question(db):
    def make(title="Was hilft gegen Hitze?", **more):
        values = {"stage": Stage.OPEN, "visibility": "network", "created_at": NOW, "changed_at": NOW, **more}
        return Question.objects.create(title=title, **values)

    return make


@pytest.fixture
def make_statement(make_question):
    def make(text="Das Hitzetelefon hilft.", question=None, **more):
        question = question or make_question()
        with writing():
            return Statement.objects.create(
                question=question, number=question.statements.count() + 1, text=text, **more
            )

    return make


@pytest.fixture
def make_decision(body):
    def make(**more):
        values = {"title": "Wir machen das", "method": "consent", "body": body, "visibility": "network"}
        with writing():
            return Decision.objects.create(**{**values, "created_at": NOW, "changed_at": NOW, **more})

    return make


@pytest.fixture
def verbs(db):
    """A function: the verbs of all events about ideas, in their order."""

    def read():
        return list(Event.objects.filter(subject_type="ideas.idea").order_by("pk").values_list("verb", flat=True))

    return read


CONCEPT = {
    "aim": "Ziel", "target_group": "Alle", "approach": "Schritte", "partners": "Wir", "costs": "Wenig",
    "risks": "Keine", "success": "Man sieht es",
}  # fmt: skip
WORKED_OUT = {"problem": "Hitze", "for_whom": "Alle", "thought": "Ein Koffer"}


@pytest.fixture
def concept():
    """The texts that make a concept."""
    return {**WORKED_OUT, **CONCEPT}
