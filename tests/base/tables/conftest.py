"""Messages are compared in the language of the code, so that no catalogue needs to be compiled."""

import pytest
from django.utils import translation


@pytest.fixture
def english():
    with translation.override("en"):
        yield
