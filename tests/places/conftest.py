"""A small register in the database."""

from datetime import UTC, datetime

import pytest
from tests.places.lines import as_file, small_register
from tests.registered import kalletal, luebz

from ideenschmiede.places.actions.register import import_register

__all__ = ["kalletal", "luebz"]

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def register(db):
    """The small register of lines.py: Lippe with Kalletal and Lemgo, and Bielefeld."""
    return import_register(data=as_file(small_register()), by=None, at=NOW)
