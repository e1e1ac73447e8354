"""A working group of the network with chair and member, and who stands outside."""

import pytest
from django.utils import translation
from tests.groups import making

from ideenschmiede.base.roles import Role


@pytest.fixture(autouse=True)
def english():
    """Messages are compared in the language of the code, so that no catalogue needs to be compiled."""
    with translation.override("en"):
        yield


@pytest.fixture
def client(client):
    """A reader of English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def office(account_with):
    return account_with(Role.OFFICE)


@pytest.fixture
def member(account_with):
    """In the network, not in the group."""
    return account_with(Role.MEMBER)


@pytest.fixture
def partner(account_with):
    """Signed in and not in the network."""
    return account_with(Role.PARTNER)


@pytest.fixture
def group(db):
    return making.make_group()


@pytest.fixture
def chair(group):
    return making.make_person("Leitung", group, "chair")


@pytest.fixture
def insider(group):
    return making.make_person("Innen", group)


@pytest.fixture
def files(settings, tmp_path):
    """The folder in which this test keeps files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
