import pytest
from django.test import Client
from tests.transfer.network import world

from ideenschmiede.transfer.queries.shelf import forget_shelf

__all__ = ["world"]


@pytest.fixture(autouse=True)
def nothing_remembered_of_practices():
    forget_shelf()


@pytest.fixture
def client():
    return Client(headers={"accept-language": "en"})
