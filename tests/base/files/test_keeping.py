"""Files are kept under names that say nothing, go with their row after the commit, and orphans are swept up."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from tests.base.files.making import picture, upload

from ideenschmiede.base.files import CheckedFile, drop, keep, read_image, sweep
from ideenschmiede.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = CheckedFile(b"Notiz", ".txt")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def age(folder, name, days):
    when = time.time() - days * 24 * 60 * 60
    os.utime(folder / name, (when, when))


def test_what_is_kept_can_be_read_again(folder):
    checked = read_image(upload(picture(), "geheim.jpg"))
    name = keep("people/portraits", checked)
    assert Path(name).parent == Path("people/portraits")
    assert Path(name).suffix == ".webp"
    assert len(Path(name).stem) >= 20
    assert (folder / name).read_bytes() == checked.content


def test_the_same_content_twice_has_two_names():
    assert keep("a", NOTE) != keep("a", NOTE)


def test_nobody_else_on_the_machine_reads_it(folder):
    name = keep("a", NOTE)
    assert (folder / name).stat().st_mode & 0o007 == 0
    assert (folder / "a").stat().st_mode & 0o007 == 0


def test_a_dropped_file_goes_with_the_commit():
    name = keep("a", NOTE)
    with transaction.atomic():
        drop(name)
        assert default_storage.exists(name), "the transaction may still fail"
    assert not default_storage.exists(name)


def test_a_dropped_file_stays_when_the_action_fails():
    name = keep("a", NOTE)

    def action():
        drop(name)
        raise RuntimeError("the action failed")

    with pytest.raises(RuntimeError, match="failed"), transaction.atomic():
        action()
    assert default_storage.exists(name)


@pytest.mark.parametrize("name", ["", "a/gibt-es-nicht.txt"])
def test_dropping_nothing_does_nothing(name):
    with transaction.atomic():
        drop(name)


def test_a_disk_that_does_not_obey_does_not_disturb_the_action(folder, caplog):
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "b" / "c").touch()
    with transaction.atomic():
        drop("a/b")  # a folder that is not empty cannot be removed
    assert (folder / "a" / "b" / "c").exists()
    assert any("file not removed" in record.getMessage() for record in caplog.records)


def test_sweeping_removes_old_files_that_no_row_names(folder):
    old, young = keep("a/b", NOTE), keep("a", NOTE)
    age(folder, old, days=2)
    assert sweep() == 1
    assert not default_storage.exists(old)
    assert default_storage.exists(young)
    assert sweep() == 0


def test_sweeping_spares_what_a_row_names(folder):
    now = timezone.now()
    person = Person.objects.create(family_name="Beispiel", created_at=now, changed_at=now)
    person.portrait, person.portrait_alt = keep("people/portraits", NOTE), "Porträt"
    person.save()
    age(folder, person.portrait.name, days=400)
    assert sweep() == 0
    assert default_storage.exists(person.portrait.name)
    Person.objects.update(portrait="", portrait_alt="")
    assert sweep() == 1


def test_sweeping_where_nothing_was_ever_kept():
    assert sweep() == 0
