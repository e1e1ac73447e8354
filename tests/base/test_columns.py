"""A shelf of columns follows what it is told was touched, and reads everything where that is better."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideenschmiede.base import chronicle
from ideenschmiede.base.columns import Keeper, Shelf, aligned, bits
from ideenschmiede.base.models import Topic

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
IDS = np.array([2, 5, 9], np.int64)


class Store:
    """A table of its own: id → value; notes what was read."""

    def __init__(self, **rows):
        self.rows = {int(key[1:]): value for key, value in rows.items()}
        self.stamp, self.touched, self.read_ids = 1, None, []
        self.keeper = Keeper(stamp=lambda: self.stamp, touched=self._touched, read=self._read, make=Shelf)

    def _touched(self, _shelf, events):
        return None if self.touched is None else {*self.touched, *(event.subject_id for event in events)}

    def _read(self, ids, _before):
        self.read_ids.append(ids)
        kept = {pk: value for pk, value in sorted(self.rows.items()) if ids is None or pk in ids}
        columns = {"ids": np.array(list(kept), np.int64), "value": np.array(list(kept.values()), np.str_)}
        return "about", columns

    @property
    def values(self):
        shelf = self.keeper.current()
        return dict(zip(shelf["ids"].tolist(), shelf["value"].tolist(), strict=True))


@pytest.mark.django_db
class TestFollowing:
    def test_nothing_is_read_twice(self):
        store = Store(_1="a")
        assert store.keeper.current() is store.keeper.current()
        assert store.read_ids == [None]

    def test_only_what_was_touched(self):
        store = Store(_1="a", _3="b")
        assert store.values == {1: "a", 3: "b"}
        store.rows, store.stamp, store.touched = {1: "a", 2: "longer", 3: "c"}, 2, {2, 3}
        assert store.values == {1: "a", 2: "longer", 3: "c"}
        assert store.read_ids == [None, {2, 3}]

    def test_rows_that_are_gone(self):
        store = Store(_1="a", _3="b")
        assert store.values
        store.rows, store.stamp, store.touched = {3: "b"}, 2, {1}
        assert store.values == {3: "b"}

    def test_nothing_touched_reads_nothing(self):
        store = Store(_1="a")
        first = store.keeper.current()
        store.stamp, store.touched = 2, set()
        assert store.keeper.current().columns is first.columns
        assert store.read_ids == [None]

    def test_everything_where_the_app_says_so(self):
        store = Store(_1="a")
        assert store.values
        store.rows, store.stamp = {1: "b"}, 2
        assert store.values == {1: "b"}
        assert store.read_ids == [None, None]

    def test_everything_where_too_much_was_touched(self):
        store = Store(_1="a")
        assert store.values
        store.stamp, store.touched = 2, set(range(501))
        assert store.values == {1: "a"}
        assert store.read_ids == [None, None]

    def test_events_are_handed_on(self):
        store = Store(_1="a")
        assert store.values
        topic = Topic.objects.first()
        chronicle.record(verb="topic.changed", subject=topic, by=None, at=AT)
        chronicle.seal()
        store.rows[topic.pk], store.touched = "neu", set()
        assert store.values[topic.pk] == "neu"
        assert store.read_ids == [None, {topic.pk}]

    def test_an_empty_shelf_reads_everything(self):
        store = Store()
        assert store.values == {}
        store.rows, store.stamp, store.touched = {7: "x"}, 2, set()
        assert store.values == {7: "x"}

    def test_forgetting(self):
        store = Store(_1="a")
        assert store.values
        store.keeper.forget()
        assert store.values
        assert store.read_ids == [None, None]


def test_values_at_their_rows():
    rows, values = aligned(IDS, [(9, 1), (2, 4), (3, 5), (100, 6)], np.int8)
    assert (rows.tolist(), values.tolist()) == ([2, 0], [1, 4])
    assert [len(one) for one in aligned(IDS, [], np.int8)] == [0, 0]
    assert [len(one) for one in aligned(IDS[:0], [(1, 1)], np.int8)] == [0, 0]


def test_a_bit_for_each_code():
    column = bits(IDS, [(2, "a"), (2, "c"), (9, "c"), (5, "unknown"), (9, "far")], {"a": 0, "c": 2, "far": 64})
    assert column.tolist() == [0b101, 0, 0b100]
    assert bits(IDS, [(5, "z")], {"z": 63}).tolist() == [0, 1 << 63, 0]


@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(-5, 5)), max_size=20),
    st.frozensets(st.integers(0, 12), max_size=8),
)
def test_values_land_at_their_own_rows(pairs, ids):
    column = np.array(sorted(ids), np.int64)
    rows, values = aligned(column, pairs, np.int16)
    assert [(int(column[row]), int(value)) for row, value in zip(rows, values, strict=True)] == [
        pair for pair in pairs if pair[0] in ids
    ]


@given(st.lists(st.tuples(st.sampled_from([2, 5, 7, 9]), st.sampled_from("abz")), max_size=12))
def test_bits_are_sets(pairs):
    codes = {"a": 0, "b": 63}
    for pk, word in zip(IDS.tolist(), bits(IDS, pairs, codes).tolist(), strict=True):
        assert word == sum({1 << codes[value] for key, value in pairs if key == pk and value in codes})


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(
    st.lists(
        st.tuples(st.dictionaries(st.integers(1, 6), st.text("abc", min_size=1, max_size=4)), st.booleans()), max_size=6
    )
)
def test_who_follows_and_who_begins_say_the_same(db, steps):
    """Whatever comes, changes and goes: as long as it is said what was touched."""
    store = Store(_1="a")
    assert store.values == {1: "a"}
    for number, (rows, tells) in enumerate(steps, start=2):
        changed = {pk for pk in {*rows, *store.rows} if rows.get(pk) != store.rows.get(pk)}
        store.rows, store.stamp, store.touched = dict(rows), number, changed if tells else None
        assert store.values == rows
        assert store.keeper.current()["ids"].tolist() == sorted(rows)
