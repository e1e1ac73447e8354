"""A working group of the network with chair and member, and who stands outside."""

import pytest
from tests.english import english
from tests.groups import making

__all__ = ["english"]


@pytest.fixture
def client(client):
    """A reader of English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def group(db):
    return making.make_group()


@pytest.fixture
def chair(group):
    return making.make_person("Leitung", group, "chair")


@pytest.fixture
def insider(group):
    return making.make_person("Innen", group)
