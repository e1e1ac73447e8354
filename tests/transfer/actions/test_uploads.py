"""An uploaded table: read at once, kept for a day, nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest

from ideenschmiede.base.errors import NotAllowed
from ideenschmiede.base.importing import choose, forget, kept_table
from ideenschmiede.base.tables import Table, TableError
from ideenschmiede.transfer.actions.uploads import keep_upload
from ideenschmiede.transfer.models import PracticeUpload

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CONTENT = b"Titel;Text\nBus;Er f\xc3\xa4hrt\n"


def test_keeping(office):
    upload = keep_upload(file_name="ordner/a.csv", content=CONTENT, by=office, at=AT)
    stored = PracticeUpload.objects.get(pk=upload.pk)
    table = Table.unpack(bytes(stored.table))
    assert [row.cells for row in table.rows] == [("Bus", "Er fährt")]
    assert stored.choices == {"mapping": {"title": "Titel", "done": "Text"}}
    assert len(stored.sha256) == 64


def test_what_is_no_table_is_not_kept(office):
    with pytest.raises(TableError):
        keep_upload(file_name="a.csv", content=b"", by=office, at=AT)
    assert not PracticeUpload.objects.exists()


def test_members_upload_nothing(member):
    with pytest.raises(NotAllowed):
        keep_upload(file_name="a.csv", content=CONTENT, by=member, at=AT)


def test_private_and_for_a_day(office, account_with):
    upload = keep_upload(file_name="a.csv", content=CONTENT, by=office, at=AT)
    other = account_with("office", email="zwei@example.org")
    assert kept_table(PracticeUpload, office, upload.pk, AT + timedelta(hours=23)) == upload
    assert kept_table(PracticeUpload, other, upload.pk, AT) is None
    assert kept_table(PracticeUpload, office, upload.pk, AT + timedelta(hours=24)) is None
    keep_upload(file_name="b.csv", content=CONTENT, by=other, at=AT + timedelta(hours=25))
    assert not PracticeUpload.objects.filter(pk=upload.pk).exists()


def test_choices_add_up_and_forgetting_removes(office):
    upload = keep_upload(file_name="a.csv", content=CONTENT, by=office, at=AT)
    choose(upload=upload, choices={"origin": "Liste"})
    assert PracticeUpload.objects.get().choices["mapping"] == {"title": "Titel", "done": "Text"}
    assert PracticeUpload.objects.get().choices["origin"] == "Liste"
    forget(upload=upload)
    assert not PracticeUpload.objects.exists()
