"""The pointer and the lock: switched as a whole, readable by people, gone with their process."""

import pytest

from ideenschmiede.base.search import SearchError, WriterBusy, layout


def test_generations_are_numbered_on(tmp_path):
    first, second = layout.next_generation(tmp_path), layout.next_generation(tmp_path)
    assert (first.name, second.name) == ("gen-000001", "gen-000002")
    assert layout.current_generation(tmp_path) is None
    layout.switch_to(tmp_path, second)
    assert layout.current_generation(tmp_path) == second


def test_sweeping_leaves_only_the_current_one(tmp_path):
    first, second, third = (layout.next_generation(tmp_path) for _ in range(3))
    (first / "practice").mkdir()
    layout.switch_to(tmp_path, second)
    layout.sweep(tmp_path)
    assert layout.generations(tmp_path) == [second]
    assert layout.next_generation(tmp_path) == third


def test_a_pointer_to_elsewhere_is_not_followed(tmp_path):
    (tmp_path / "CURRENT").write_text("../../etc")
    with pytest.raises(SearchError, match="does not name a generation"):
        layout.current_generation(tmp_path)


def test_the_lock_names_its_holder_and_opens_when_closed(tmp_path):
    held = layout.lock_for_writing(tmp_path / "new")
    with pytest.raises(WriterBusy, match=r"Process \d+ is writing"):
        layout.lock_for_writing(tmp_path / "new")
    held.close()
    layout.lock_for_writing(tmp_path / "new").close()


def test_a_file_is_replaced_as_a_whole(tmp_path):
    path = tmp_path / "POSITION"
    layout.write_durably(path, b"1")
    layout.write_durably(path, b"22")
    assert path.read_bytes() == b"22"
    assert [child.name for child in tmp_path.iterdir()] == ["POSITION"]
