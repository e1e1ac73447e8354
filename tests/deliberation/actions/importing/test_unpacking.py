"""Which file is which, packed or not; what cannot be told or would fill the memory is refused."""

import gzip
import io
import zipfile

import pytest
from tests.deliberation.exported import COMMENTS, files

from ideenschmiede.base.tables import TableError
from ideenschmiede.deliberation.actions.importing import ConversationError, kind_of, unpack
from ideenschmiede.deliberation.actions.importing.sheets import Kind


def zipped(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("summary.csv", Kind.SUMMARY),
        ("comments.csv.gz", Kind.COMMENTS),
        ("2022-07-07 Votes.CSV", Kind.VOTES),
        ("export/x-participants-votes.csv", Kind.PARTICIPANTS),
        ("export\\participant-votes.csv", Kind.PARTICIPANTS),
        ("comment-groups.csv", None),
        ("liste.csv", None),
    ],
    ids=str,
)
def test_the_name_tells_what_it_is(name, kind):
    assert kind_of(name) is kind


def test_single_files_packed_ones_and_a_zip_are_the_same():
    plain = {kind: sheet.text for kind, sheet in unpack(files()).items()}
    packed = unpack([(f"{name}.gz", gzip.compress(content)) for name, content in files()])
    in_zip = unpack([("export.zip", zipped(*((f"a/{name}", content) for name, content in files())))])
    assert set(plain) == set(Kind)
    for other in (packed, in_zip):
        assert {kind: sheet.text for kind, sheet in other.items()} == plain


def test_what_a_zip_holds_besides_is_passed_over():
    members = [("__MACOSX/._comments.csv", b"\0"), ("LIESMICH.txt", b"?"), ("comments.csv", COMMENTS.encode())]
    assert list(unpack([("a.zip", zipped(*members))])) == [Kind.COMMENTS]


@pytest.mark.parametrize(
    ("brought", "message"),
    [
        ([("liste.csv", b"a")], "What “liste.csv” is cannot be told"),
        ([("a/votes.csv", b"a"), ("b/votes.csv", b"b")], "“a/votes.csv” and “b/votes.csv” are the same kind of file"),
        ([("a.zip", b"PK\x03\x04broken")], "“a.zip” is damaged"),
        ([("votes.csv", bytes(20_000_001))], "larger than 20 MB"),
    ],
    ids=["unknown", "twice", "damaged", "large"],
)
def test_what_is_of_no_use_is_refused(brought, message):
    with pytest.raises(ConversationError, match=message):
        unpack(brought)


def test_a_damaged_gz_is_refused():
    with pytest.raises(TableError, match="damaged"):
        unpack([("votes.csv.gz", gzip.compress(b"a" * 1000)[:20])])


def test_a_small_file_cannot_fill_the_memory():
    bomb = zipped(("votes.csv", bytes(100_000_001)))
    assert len(bomb) < 200_000
    with pytest.raises(ConversationError, match="too large once"):
        unpack([("a.zip", bomb)])
