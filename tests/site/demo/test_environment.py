"""The demo sets itself up before Django reads its settings, and never touches anybody's own data."""

import os
import socket
import subprocess
import sys

import pytest

from ideenschmiede.site.configuration import Configuration, parts
from ideenschmiede.site.demo.environment import DATA, HOST, INVENTED, environment, prepare


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """An empty folder to work in, and an environment that is put back afterwards."""
    monkeypatch.chdir(tmp_path)
    before = dict(os.environ)
    yield tmp_path
    os.environ.clear()
    os.environ.update(before)


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def test_the_secret_is_made_once_and_for_the_owner_alone(scratch):
    first = environment(8123)["IDEENSCHMIEDE_SECRET_KEY"]
    assert len(first) >= 50
    assert environment(8123)["IDEENSCHMIEDE_SECRET_KEY"] == first
    assert (scratch / DATA / "secret_key").stat().st_mode & 0o077 == 0


def test_the_demo_never_uses_a_database_that_is_set(scratch, monkeypatch):
    monkeypatch.setenv("IDEENSCHMIEDE_DATABASE_URL", "postgres://real/data")
    prepare(["--port", str(free_port())])
    assert os.environ["IDEENSCHMIEDE_DATABASE_URL"] == ""
    assert os.environ["IDEENSCHMIEDE_DEMO"] == "1"


def test_letters_of_the_demo_are_whole_and_its_office_cannot_be_reached(scratch):
    made = environment(8123)
    assert made["IDEENSCHMIEDE_NETWORK_EMAIL"].endswith(".example")
    told = Configuration(**{name.removeprefix("IDEENSCHMIEDE_").lower(): value for name, value in INVENTED.items()})
    assert all((told.network_into, told.network_of, told.network_place, told.signatory_name, told.signatory_title))
    assert len(parts(told.network_address, ",")) == 2
    assert len(parts(told.network_meaning, "\n")) == 3


def test_what_is_set_about_the_network_stays(scratch, monkeypatch):
    monkeypatch.setenv("IDEENSCHMIEDE_SIGNATORY_NAME", "Kim Muster")
    prepare(["--port", str(free_port())])
    assert os.environ["IDEENSCHMIEDE_SIGNATORY_NAME"] == "Kim Muster"


@pytest.mark.parametrize("form", [["--port", "{}"], ["--port={}"]])
def test_the_port_is_taken_from_either_form(scratch, form):
    port = free_port()
    prepare([word.format(port) for word in form])
    assert os.environ["IDEENSCHMIEDE_BASE_URL"] == f"http://127.0.0.1:{port}"
    assert os.environ["IDEENSCHMIEDE_BIND"] == f"127.0.0.1:{port}"


def test_a_taken_port_ends_it_with_one_line_that_says_what_to_do(scratch):
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "ideenschmiede", "demo", "--port", str(port)], capture_output=True, text=True
        )
    assert done.returncode == 1
    assert done.stderr == (
        f"Port {port} is taken by another program. Stop it, or choose another: make demo PORT={port + 1}\n"
    )


def test_reset_forgets_the_data_and_makes_a_new_secret(scratch):
    before = environment(8123)["IDEENSCHMIEDE_SECRET_KEY"]
    (scratch / DATA / "ready-0").touch()
    prepare(["--reset", "--port", str(free_port())])
    assert not (scratch / DATA / "ready-0").exists()
    assert os.environ["IDEENSCHMIEDE_SECRET_KEY"] != before


def test_asking_for_help_changes_nothing(scratch):
    prepare(["--help"])
    assert not (scratch / DATA).exists()
