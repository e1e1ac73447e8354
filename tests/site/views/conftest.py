import pytest
from django.test import Client
from tests.transfer.network import world

__all__ = ["world"]


@pytest.fixture
def client():
    return Client(headers={"accept-language": "en"})
