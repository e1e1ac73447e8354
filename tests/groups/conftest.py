"""A working group of the network with chair and member, and who stands outside."""

import pytest
from tests.english import client, english
from tests.groups import making

__all__ = ["client", "english"]


@pytest.fixture
def group(db):
    return making.make_group()


@pytest.fixture
def chair(group):
    return making.make_person("Leitung", group, "chair")


@pytest.fixture
def insider(group):
    return making.make_person("Innen", group)
