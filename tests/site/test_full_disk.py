"""The indexer on a disk that takes nothing more: it waits, and goes on by itself when there is room again."""

import resource
from contextlib import contextmanager
from random import Random

import pytest
from django.utils import timezone
from tests.places.lines import as_file, small_register

from ideenschmiede.base import chronicle
from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Visibility
from ideenschmiede.base.search import Reader
from ideenschmiede.places.actions.register import import_register
from ideenschmiede.site.following import follow
from ideenschmiede.site.indexing import open_follower
from ideenschmiede.transfer.models import Practice


@contextmanager
def no_room_for_files():
    """No file of this process may grow beyond 4,000 bytes; the system then says so as it does for a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def index(db, settings, tmp_path):
    """An index that knows everything up to now."""
    settings.INDEX_DIR, settings.EMBEDDINGS = tmp_path / "index", "none"
    import_register(data=as_file(small_register()), by=None, at=timezone.now())
    chronicle.seal()
    with open_follower() as catch_up:
        follow(catch_up, goes_on=iter([True, False]).__next__)
    return tmp_path / "index"


def a_long_practice_is_recorded():
    """Long enough that Tantivy's own files are the first to find no room."""
    words = Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=40_000)
    text = " ".join("".join(words[start : start + 8]) for start in range(0, len(words), 8))
    now = timezone.now()
    practice = Practice.objects.create(
        title="Rufbus", summary="Rufbus", done=text, origin="Probe", created_at=now, changed_at=now
    )
    record(verb="practice.recorded", subject=practice, by=None, at=now, visibility=Visibility.PUBLIC)
    chronicle.seal()


def test_the_indexer_waits_and_goes_on_when_there_is_room_again(index):
    before = chronicle.head()
    a_long_practice_is_recorded()
    with open_follower() as catch_up:
        with no_room_for_files(), pytest.raises(OSError, match=r"."):
            catch_up()
        assert Reader(index).position == before
        assert Reader(index).everywhere("Kalletal", visible={"public"}).entries, "search answers meanwhile"
        follow(catch_up, goes_on=iter([True, False]).__next__)
    assert Reader(index).position == chronicle.head() == before + 1
    assert Reader(index).everywhere("Rufbus", visible={"public"}).entries
