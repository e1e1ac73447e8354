"""The tests run where they say they run."""

from django.conf import settings
from django.db import connection


def test_the_database_is_the_one_that_was_asked_for(pytestconfig):
    assert connection.vendor == ("postgresql" if pytestconfig.getoption("postgres") else "sqlite")


def test_no_data_of_a_developers_own_site_is_touched():
    assert settings.DATA_DIR.name.startswith("ideenschmiede-test-")
