"""What all tests share: accounts in each role, and the real data where it is there. See also plugin.py."""

import os
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import hypothesis
import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone
from pytest_django.plugin import blocking_manager_key
from tests.plugin import REQUIRE_ALL

from ideenschmiede.base import actions
from ideenschmiede.base.roles import Role
from ideenschmiede.deliberation import opinion_map
from ideenschmiede.people.queries.balance import reading as balance
from ideenschmiede.people.queries.directory import shelf as persons
from ideenschmiede.places import queries, twins
from ideenschmiede.transfer.queries import shelf as practices

TRANSACTIONAL = {"transactional_db", "django_db_reset_sequences", "live_server"}
SHARED = Path(__file__).parents[2] / "shared" / "data"

hypothesis.settings.register_profile("steady", deadline=None)  # a busy machine is no failing test
hypothesis.settings.load_profile("steady")


def missing(what: str) -> None:
    """Skip with one clear line, or fail where everything is required (CI)."""
    (pytest.fail if os.environ.get(REQUIRE_ALL) else pytest.skip)(f"needs {what}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test that commits leaves all tables empty; the rows that migrations make are there for the next one again."""
    result = yield
    marker = item.get_closest_marker("django_db")
    committed = marker is not None and marker.kwargs.get("transaction")
    committed = committed or TRANSACTIONAL & set(getattr(item, "fixturenames", ()))
    if committed and nextitem is not None:  # after the last one the database itself is gone
        rows = import_module("ideenschmiede.base.migrations.0002_first_rows")
        network = import_module("ideenschmiede.people.migrations.0002_network")
        with item.config.stash[blocking_manager_key].unblock():
            rows.make_rows(apps, SimpleNamespace(connection=connection))
            network.make_network(apps, SimpleNamespace(connection=connection))
    return result


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Static files by their own names: hashed ones exist only after collectstatic, which the browser tests run."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT.mkdir(exist_ok=True)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What a process remembers of rows: after a rollback, the same ids, even the same times, mean other ones."""
    queries.forget()
    twins.forget()
    persons.forget_shelf()
    practices.forget_shelf()
    balance.forget()
    opinion_map.forget()


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data; a test that needs it is skipped with a clear line where it is missing."""
    if not SHARED.is_dir():
        missing("the real data of ../shared/data")
    return SHARED


@pytest.fixture
def account_with(db):
    """A function that opens an account with the given roles."""

    def make(*roles: Role, email: str = "", name: str = "Beispielperson"):
        now = timezone.now()
        address = email or f"{'-'.join(roles) or 'keine'}@example.org"
        account = actions.open_account(email=address, name=name, by=None, at=now)
        for role in roles:
            actions.grant_role(account=account, role=role, by=None, at=now)
        return account

    return make


@pytest.fixture
def office(account_with):
    return account_with(Role.OFFICE)


@pytest.fixture
def member(account_with):
    """Somebody of the network, without a seat in any group."""
    return account_with(Role.MEMBER)


@pytest.fixture
def partner(account_with):
    """Somebody who is signed in and not in the network."""
    return account_with(Role.PARTNER)


@pytest.fixture
def files(settings, tmp_path):
    """The folder in which this test keeps files."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT
