"""A real index, of words alone, for tests that search. A folder of tests that uses it imports the fixture `index`."""

import pytest

from ideenschmiede.base import finding
from ideenschmiede.site.indexing import rebuild


@pytest.fixture
def index(db):
    """A function that brings all that is there into the index."""

    def build():
        rebuild()
        finding.close()

    finding.close()
    yield build
    finding.close()
