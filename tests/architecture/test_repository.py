"""Rules of the repository itself: documentation is complete, nothing names a machine, what is installed is pinned."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

from ideenschmiede.site.configuration import Configuration

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "docs" / "operator" / "settings.md"
COMMANDS = ROOT / "docs" / "operator" / "commands.md"
BINARY = {".xz", ".gz", ".png", ".ico", ".woff2", ".bin", ".mo", ".xlsx"}


def tracked():
    """Files under version control that are there; all source files where this is no repository."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("no git repository here")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts():
    for path in tracked():
        if path.suffix not in BINARY:
            yield path, path.read_text(encoding="utf-8")


# ── documentation ────────────────────────────────────────────────────────────────────────────────────────────────────


def documented_settings():
    """Rows of the table: variable → (default, what it says)."""
    rows = re.findall(r"^\| `(IDEENSCHMIEDE_\w+)` \| ([^|]*) \| ([^|]*) \|$", SETTINGS.read_text(), re.MULTILINE)
    return {name: (default.strip(), text.strip()) for name, default, text in rows}


def test_every_setting_is_documented_and_no_other():
    fields = {f"IDEENSCHMIEDE_{name.upper()}" for name in Configuration.model_fields}
    assert documented_settings().keys() == fields


@pytest.mark.parametrize("name", Configuration.model_fields)
def test_a_setting_is_documented_with_its_default_and_its_words(name):
    field = Configuration.model_fields[name]
    default, text = documented_settings()[f"IDEENSCHMIEDE_{name.upper()}"]
    expected = (
        "" if field.default in ("", None) else f"`{int(field.default) if field.default is False else field.default}`"
    )
    assert default == expected
    assert text == field.description


def own_commands():
    return {name for name, app in get_commands().items() if str(app).startswith("ideenschmiede.")}


def test_every_command_is_documented_and_no_other():
    documented = set(re.findall(r"^### `ideenschmiede (\w+)", COMMANDS.read_text(), re.MULTILINE))
    assert own_commands() <= documented
    assert documented <= get_commands().keys()
    libraries = {"migrate", "collectstatic", "db_worker", "clearsessions", "prune_db_task_results"}
    assert documented - own_commands() <= libraries, "of libraries only what an operator needs"


def test_guides_and_decisions_are_linked_from_somewhere():
    """A page that nobody finds is not there."""
    pages = [path for path in tracked() if path.suffix == ".md" and "docs" in path.parts]
    all_text = "\n".join(text for path, text in texts() if path.suffix == ".md")
    for page in pages:
        if page.parent.name != "adr":
            assert page.name in all_text, f"no page links to {page.relative_to(ROOT)}"


def test_links_between_documents_lead_somewhere():
    for path, text in texts():
        if path.suffix != ".md":
            continue
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
            assert (path.parent / target).exists(), f"{path.relative_to(ROOT)} links to {target}"


# ── nothing names a machine ──────────────────────────────────────────────────────────────────────────────────────────

HOME = re.compile(r"(?<![\w.}])/(?:work|home|root|Users|mnt|opt)/[\w.-]+")
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|--trusted-host|registry\s*=|\bpypi\.org/simple|registry\.npmjs\.org|\"resolved\":", re.I
)
ALLOWED = {Path("tests/architecture/test_repository.py"), Path("tests/site/test_security.py")}  # they look for it


def test_no_file_names_a_path_of_a_machine():
    for path, text in texts():
        if path.relative_to(ROOT) not in ALLOWED:
            assert not HOME.search(text), f"{path.relative_to(ROOT)}: {HOME.search(text).group()}"


def test_no_file_names_a_registry():
    for path, text in texts():
        if path.relative_to(ROOT) not in ALLOWED:
            assert not REGISTRY.search(text), f"{path.relative_to(ROOT)}: {REGISTRY.search(text).group()}"


def test_no_file_holds_a_secret():
    key = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}")
    for path, text in texts():
        assert not key.search(text), path


# ── what is installed ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["run", "develop", "node"])
def test_requirements_are_pinned_with_hashes(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[a-z0-9][\w.-]*==\S+", line), line
        assert "--hash=sha256:" in line, line


def normal(name):
    return re.split(r"[\[<>=!~; ]", name, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


def test_what_the_project_needs_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for file, wanted in (("run", project["dependencies"]), ("develop", project["optional-dependencies"]["dev"])):
        pinned = {
            normal(line) for line in re.findall(r"^\S+==\S+", (ROOT / "requirements" / f"{file}.txt").read_text(), re.M)
        }
        assert {normal(one) for one in wanted} <= pinned


def test_every_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text()
    lists = re.findall(r"^(?:dependencies|dev|derive) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    for line in "\n".join(lists).splitlines():
        if line.strip().startswith('"'):
            assert re.search(r'",\s+# \w+', line), line


def test_front_end_packages_are_locked_with_hashes():
    lock = (ROOT / "package-lock.json").read_text()
    assert lock.count('"integrity": "sha512-') >= 3


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    version, python = project["project"]["version"], project["project"]["requires-python"].removeprefix(">=")
    assert project["tool"]["mypy"]["python_version"] == python
    assert project["tool"]["ruff"]["target-version"] == f"py{python.replace('.', '')}"
    assert f"version_info < ({python.replace('.', ', ')})" in (ROOT / "tools" / "bootstrap.py").read_text()
    assert f"softwareVersion: {version}" in (ROOT / "publiccode.yml").read_text()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
