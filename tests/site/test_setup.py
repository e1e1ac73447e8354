"""`ideenschmiede setup`: from nothing to an installation that serves, and once more without harm."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.places.lines import as_file, small_register
from tests.site.test_configuration import start

from ideenschmiede.base.roles import Role
from ideenschmiede.base.search import Reader, Writer
from ideenschmiede.places.actions.register import import_register
from ideenschmiede.places.models import Level, Place
from ideenschmiede.site.checks import database_problem
from ideenschmiede.site.indexing import request_file
from ideenschmiede.site.installing import disk_is_full, install


@pytest.fixture
def folders(settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "index"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.EMBEDDINGS = "none"
    settings.STATICFILES_DIRS = [("kern", tmp_path / "kern"), ("htmx", tmp_path / "htmx")]
    for name in ("kern", "htmx"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "it.css").write_text("a { color: red }")
    return tmp_path


@pytest.fixture
def setup(capsys, db, folders):
    def run():
        call_command("setup")
        return capsys.readouterr().out

    return run


@pytest.fixture
def registered(db):
    """A small register that is there already, so that the large embedded one is not loaded."""
    import_register(data=as_file(small_register()), by=None, at=timezone.now())


@pytest.mark.slow
def test_everything_that_serving_needs_is_there(setup, settings):
    said = setup()
    assert Place.objects.filter(level=Level.MUNICIPALITY).count() > 10_700
    assert (settings.STATIC_ROOT / "kern" / "it.css").exists()
    found = Reader(settings.INDEX_DIR).everywhere("Kalletal", visible={"public"}).entries
    assert found[0].shown.title == "Kalletal"
    assert "Ready." in said


@pytest.mark.usefixtures("registered")
def test_a_register_that_is_there_stays_however_often_it_is_called(setup):
    before = list(Place.objects.order_by("key").values())
    setup()
    setup()
    assert list(Place.objects.order_by("key").values()) == before


@pytest.mark.usefixtures("registered")
def test_it_tells_what_is_left_to_do(setup, account_with):
    said = setup()
    assert "ideenschmiede account" in said
    assert "IDEENSCHMIEDE_BASE_URL" in said, "the tests run without https, so serve would refuse"
    account_with(Role.OPERATOR)
    assert "no account yet" not in setup()


@pytest.mark.usefixtures("registered")
def test_a_running_indexer_is_asked_to_rebuild(setup, settings):
    with Writer(settings.INDEX_DIR, embedder=None):
        said = setup()
    assert request_file().exists()
    assert "running indexer" in said


def test_missing_front_end_is_told_before_anything_is_done(setup, settings):
    settings.STATICFILES_DIRS = settings.STATICFILES_DIRS[:1]
    with pytest.raises(CommandError, match=r"bootstrap\.py run"):
        setup()
    assert not settings.STATIC_ROOT.exists()
    assert not Place.objects.exists()


def test_a_folder_that_cannot_be_written_is_told(setup, settings, folders):
    settings.STATIC_ROOT = folders / "kern" / "it.css" / "static"
    with pytest.raises(CommandError, match="call setup again"):
        setup()
    assert not Place.objects.exists()


@pytest.mark.usefixtures("registered")
def test_content_comes_before_the_index(folders, settings):
    def content():
        Place.objects.create(key="99001001", level=Level.MUNICIPALITY, name="Musterhausen", is_example=True)

    install(say=lambda _line: None, progress=lambda _done, _total: None, content=content)
    assert Reader(settings.INDEX_DIR).everywhere("Musterhausen", visible={"public"}).entries


# ── what serve says about the database ───────────────────────────────────────────────────────────────────────────────


def test_a_database_that_is_up_to_date_is_no_problem(db):
    assert database_problem() == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({}, "run “ideenschmiede setup” first"),
        ({"DATABASE_URL": "postgres://nobody:secret@127.0.0.1:1/none"}, "The database does not answer: "),
    ],
)
def test_serve_tells_what_is_wrong_with_the_database(tmp_path, chosen, said):
    done = start(tmp_path, "serve", **chosen)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr.replace("SECRET", "").replace("random and secret", "")


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(28, "No space left on device"), True),
        (RuntimeError("database or disk is full"), True),
        (RuntimeError("could not extend file: No space left on device"), True),
        (OSError(13, "Permission denied"), False),
    ],
)
def test_a_full_disk_is_known(error, full):
    assert disk_is_full(error) is full
