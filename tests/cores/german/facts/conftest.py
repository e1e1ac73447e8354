"""What is known: the embedded register, the first topics; no database."""

import pytest

from ideenschmiede.press.reading import embedded_gazetteer


@pytest.fixture(scope="session")
def known():
    return embedded_gazetteer()
