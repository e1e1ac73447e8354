"""Whatever stands in a table: every row is either used or named, and what is used can be stored."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideenschmiede.base.plain import plain
from ideenschmiede.base.tables import CellFlaw, Row, Table
from ideenschmiede.transfer.actions.importing.plan import Order, plan_import
from ideenschmiede.transfer.actions.importing.targets import BY_FIELD
from ideenschmiede.transfer.models import Practice

FIELDS = tuple(BY_FIELD)
CELLS = st.one_of(
    st.text(max_size=40).map(plain),
    st.sampled_from(
        ["", "-", "2020", "31.02.2020", "läuft", "erfolgreich", "Klima; Mond", "12.500 €", "SDG 3", "https://a.example"]
    ),
    st.sampled_from(["x" * 300, "=1+1", "<script>", "a@b.example", "Kalletal", "05766036", "0", "1"]),
)
FLAWS = st.sampled_from([(), (CellFlaw("", "ragged"),), (CellFlaw("title", "formula", "=1"),)])
ROWS = st.lists(st.tuples(st.tuples(*[CELLS] * len(FIELDS)), FLAWS), min_size=1, max_size=6)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(ROWS)
def test_every_row_is_used_or_named(kalletal, rows):
    table = Table(FIELDS, tuple(Row(n, cells, flaws) for n, (cells, flaws) in enumerate(rows, start=2)), "csv")
    plan = plan_import(table=table, order=Order({name: name for name in FIELDS}, "Liste"), today=date(2026, 11, 22))
    used = [draft.row for draft in plan.new]
    named = [flaw.row for flaw in plan.left_out]
    assert sorted(used + named) == [row.number for row in table.rows]
    assert {flaw.row for flaw in plan.remarks} <= set(used) | set(named)
    for draft in plan.new:
        Practice(**draft.values, origin="Liste").clean_fields(exclude=["created_at", "changed_at"])
        assert set(draft.given) <= {*draft.values, "topics"}
