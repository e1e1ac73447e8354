"""Settings from the environment: types are checked, and whoever made a mistake is told which variable."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ideenschmiede.site.checks import problems
from ideenschmiede.site.configuration import Configuration, parts

SAFE = {
    "secret_key": "s" * 60,
    "base_url": "https://netzwerk.example.org",
    "smtp_host": "mail.example.org",
    "mail_from": "post@example.org",
    "trusted_proxies": 1,
}


def start(tmp_path, *command, **settings):
    """Start the real program with these settings alone."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IDEENSCHMIEDE_")}
    environment |= {"IDEENSCHMIEDE_DATA_DIR": str(tmp_path)}
    environment |= {f"IDEENSCHMIEDE_{name}": value for name, value in settings.items()}
    return subprocess.run(
        [sys.executable, "-m", "ideenschmiede", *command], env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEB_WORKERS", "many"),
        ("WEB_WORKERS", "0"),
        ("WEB_WORKERS", "65"),
        ("SMTP_PORT", "70000"),
        ("SMTP_SECURITY", "maybe"),
        ("LANGUAGE", "fr"),
        ("EMBEDDINGS", "gpt"),
        ("TRUSTED_PROXIES", "-1"),
        ("SEARCHES_PER_MINUTE", "x"),
        ("LOG_LEVEL", "loud"),
        ("BIND", "8000"),
        ("BIND", "127.0.0.1"),
        ("BIND", "127.0.0.1:http"),
        ("BIND", "::1:8000"),
        ("INVITATION_DAYS", "0"),
        ("INVITATION_DAYS", "366"),
        ("SEAL_FILE", "gibt-es-nicht.png"),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_the_variable(monkeypatch, name, value):
    monkeypatch.setenv(f"IDEENSCHMIEDE_{name}", value)
    with pytest.raises(ValidationError) as refused:
        Configuration()
    assert [error["loc"] for error in refused.value.errors()] == [(name.lower(),)]


@pytest.mark.parametrize("bind", ["127.0.0.1:8000", "localhost:80", "[::1]:65535", "0.0.0.0:8080"])
def test_addresses_to_listen_on(bind):
    assert Configuration(bind=bind).bind == bind


@pytest.mark.slow
def test_the_program_stops_with_one_line_that_names_all_wrong_variables(tmp_path):
    done = start(tmp_path, "check", WEB_WORKERS="many", DEMO="perhaps", SECRET_KEY="geheim-" * 10)
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("Wrong settings: ")
    assert "IDEENSCHMIEDE_WEB_WORKERS" in line
    assert "IDEENSCHMIEDE_DEMO" in line
    assert "geheim" not in line


def test_the_seal_is_a_file_that_is_there(tmp_path):
    seal = tmp_path / "siegel.png"
    seal.touch()
    assert Configuration(seal_file=str(seal)).seal_file == seal


@pytest.mark.parametrize(
    ("text", "separator", "expected"),
    [
        ("", ",", ()),
        (" , ,", ",", ()),
        ("Am Markt 1, 99000 Falkenwerth", ",", ("Am Markt 1", "99000 Falkenwerth")),
        ("Erstens, ja.\n\n Zweitens.\r\n", "\n", ("Erstens, ja.", "Zweitens.")),
    ],
)
def test_lines_and_paragraphs(text, separator, expected):
    assert parts(text, separator) == expected


@given(st.lists(st.text(st.characters(exclude_characters=","), min_size=1).filter(str.strip)))
def test_parts_are_what_was_joined(words):
    assert parts(",".join(words), ",") == tuple(word.strip() for word in words)


def test_a_setting_is_not_changed_later():
    with pytest.raises(ValidationError):
        Configuration().demo = True


@given(st.text(max_size=30))
def test_any_text_is_taken_or_refused_but_never_crashes(text):
    for name in ("web_workers", "smtp_security", "demo", "trusted_proxies"):
        blamed = (name,)
        try:
            Configuration(**{name: text})
        except ValidationError as error:
            blamed = error.errors()[0]["loc"]
        assert blamed == (name,)


# ── what a production server must not start with ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def static(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}")
    return tmp_path


@pytest.mark.usefixtures("static")
def test_a_safe_configuration_has_no_problem():
    assert problems(Configuration(**SAFE)) == []


@pytest.mark.usefixtures("static")
def test_nobody_else_may_enter_the_folder_of_keys(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir(mode=0o700)
    assert problems(Configuration(**SAFE)) == []
    settings.KEYS_DIR.chmod(0o750)
    (problem,) = problems(Configuration(**SAFE))
    assert f"chmod 700 {settings.KEYS_DIR}" in problem


@pytest.mark.usefixtures("static")
def test_the_folder_of_keys_can_be_made_or_the_server_does_not_start(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "a" / "b"
    assert problems(Configuration(**SAFE)) == []
    (tmp_path / "a").touch()  # a file where a folder should be
    (problem,) = problems(Configuration(**SAFE))
    assert problem.startswith("IDEENSCHMIEDE_KEYS: this user cannot write into")


@pytest.mark.usefixtures("static")
@pytest.mark.parametrize(
    ("changes", "blamed"),
    [
        ({"secret_key": ""}, "IDEENSCHMIEDE_SECRET_KEY"),
        ({"secret_key": "s" * 49}, "IDEENSCHMIEDE_SECRET_KEY"),
        ({"base_url": "http://netzwerk.example.org"}, "IDEENSCHMIEDE_BASE_URL"),
        ({"base_url": "netzwerk.example.org"}, "IDEENSCHMIEDE_BASE_URL"),
        ({"allowed_hosts": "*"}, "IDEENSCHMIEDE_ALLOWED_HOSTS"),
        ({"allowed_hosts": "a.example, *"}, "IDEENSCHMIEDE_ALLOWED_HOSTS"),
        ({"smtp_host": ""}, "IDEENSCHMIEDE_SMTP_HOST"),
        ({"smtp_security": "none"}, "IDEENSCHMIEDE_SMTP_SECURITY"),
        ({"trusted_proxies": 0}, "IDEENSCHMIEDE_TRUSTED_PROXIES"),
        ({"mail_from": "Netz <netz@localhost>"}, "IDEENSCHMIEDE_MAIL_FROM"),
        ({"mail_from": "netz@localhost"}, "IDEENSCHMIEDE_MAIL_FROM"),
    ],
)
def test_each_rule_blames_its_setting(changes, blamed):
    (problem,) = problems(Configuration(**{**SAFE, **changes}))
    assert problem.startswith(blamed)


@pytest.mark.usefixtures("static")
def test_a_mail_server_on_the_same_machine_needs_no_encryption():
    assert problems(Configuration(**{**SAFE, "smtp_host": "127.0.0.1", "smtp_security": "none"})) == []


def test_missing_static_files_are_told(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "nowhere"
    (problem,) = problems(Configuration(**SAFE))
    assert "ideenschmiede setup" in problem


@pytest.mark.usefixtures("static")
@pytest.mark.parametrize(
    ("base_url", "bind", "allowed"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://localhost:8000", "[::1]:8000", True),
        ("http://127.0.0.1:8000", "0.0.0.0:8000", False),
        ("http://192.0.2.1:8000", "127.0.0.1:8000", False),
        ("https://demo.example.org", "127.0.0.1:8000", False),
        ("http://127.0.0.1.example.org", "127.0.0.1:8000", False),
    ],
)
def test_the_demo_whose_links_sign_in_anybody_stays_on_its_machine(base_url, bind, allowed):
    demo = Configuration(secret_key="s" * 60, demo=True, base_url=base_url, bind=bind)
    found = problems(demo)
    assert (found == []) is allowed
    assert all(problem.startswith("IDEENSCHMIEDE_DEMO") for problem in found)


@pytest.mark.slow
def test_the_server_refuses_to_start_and_lists_every_problem(tmp_path):
    done = start(tmp_path, "serve")
    assert done.returncode != 0
    for name in ("SECRET_KEY", "BASE_URL", "SMTP_HOST"):
        assert f"IDEENSCHMIEDE_{name}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_another_web_server_refuses_to_load_an_insecure_site(tmp_path):
    """Whoever starts gunicorn or granian by hand gets the same answer as from `serve`."""
    load = [sys.executable, "-c", "import ideenschmiede.site.wsgi"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IDEENSCHMIEDE_")}
    environment |= {"IDEENSCHMIEDE_DATA_DIR": str(tmp_path), "IDEENSCHMIEDE_EMBEDDINGS": "none"}
    done = subprocess.run(load, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "IDEENSCHMIEDE_SECRET_KEY" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_what_the_site_stores_is_made_where_the_operator_says(tmp_path):
    folder = tmp_path / "deep" / "down"
    done = start(folder, "check")
    assert done.returncode == 0, done.stderr
    assert folder.is_dir()
    assert Path("var").resolve() not in folder.resolve().parents
