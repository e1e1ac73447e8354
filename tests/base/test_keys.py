"""Keys apart from the database: made once, read by whoever has the folder, destroyed for good."""

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base import keys
from ideenschmiede.base.keys import KeyGone


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "deep" / "keys"
    return settings.KEYS_DIR


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_is_random_and_stays_the_same():
    keys.make("question-1")
    keys.make("question-2")
    first = keys.read("question-1")
    assert len(first) == keys.LENGTH
    assert first not in (keys.read("question-2"), bytes(keys.LENGTH))
    keys.make("question-1")
    assert keys.read("question-1") == first


def test_nobody_else_may_enter_the_folder_or_read_a_key(folder):
    keys.make("question-1")
    assert (mode(folder), mode(folder / "question-1")) == (0o700, 0o600)


def test_backups_that_ask_are_told_to_leave_the_folder_out(folder):
    keys.make("question-1")
    assert (folder / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_a_destroyed_key_is_overwritten_before_it_is_removed(folder, tmp_path):
    keys.make("question-1")
    key = keys.read("question-1")
    os.link(folder / "question-1", tmp_path / "same file")  # what a recovery of the disk would find
    keys.destroy("question-1")
    assert (tmp_path / "same file").read_bytes() == bytes(keys.LENGTH) != key
    assert keys.names() == []
    with pytest.raises(KeyGone):
        keys.read("question-1")


def test_destroying_twice_changes_nothing():
    keys.destroy("question-1")
    keys.make("question-1")
    keys.destroy("question-1")
    keys.destroy("question-1")
    with pytest.raises(KeyGone):
        keys.read("question-1")


def test_a_key_made_again_is_another_one():
    keys.make("question-1")
    before = keys.read("question-1")
    keys.destroy("question-1")
    keys.make("question-1")
    assert keys.read("question-1") != before


def test_a_key_that_a_full_disk_cut_short_is_none(folder):
    keys.make("question-1")
    (folder / "question-1").write_bytes(b"short")
    with pytest.raises(KeyGone):
        keys.read("question-1")


def test_names_are_those_of_keys_alone(folder):
    assert keys.names() == []
    for name in ("question-2", "decision-10", "question-1"):
        keys.make(name)
    (folder / "notes.txt").touch()
    assert keys.names() == ["decision-10", "question-1", "question-2"]


@given(st.text(max_size=20).filter(lambda name: not keys.NAME.fullmatch(name)))
def test_no_other_name_reaches_the_disk(name):
    for call in (keys.make, keys.read, keys.destroy):
        with pytest.raises(ValueError, match="no name of a key"):
            call(name)


@pytest.mark.parametrize("name", ["../question-1", "question-1/../x", "question-1\n", "/etc/passwd-1", ""])
def test_no_name_leads_out_of_the_folder(name):
    with pytest.raises(ValueError, match="no name of a key"):
        keys.make(name)
