"""Rows are held against the journal in a time that grows as they do, not with their square."""

import pytest
from django.db import connection

from property_ops.framework.journal.comparing import different, unlike
from property_ops.framework.journal.guarding import content_of
from property_ops.framework.journal.tables import watched_tables
from property_ops.modules.estates.testing import EstateFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the plans are SQLite's; PostgreSQL joins by hash"),
]


@pytest.mark.parametrize(
    ("sqlite", "postgresql"),
    [
        ("", None), ("0AFF", "\\x0aff"), (1, True), ("2022-07-05 10:00:00.000001", "2022-07-05T18:00:00.000001+08:00"),
        ("00000000000000000000000000000001", "00000000-0000-0000-0000-000000000001"), ('{"a": 1}', '{"a":1}'),
    ],
)  # fmt: skip
def test_what_both_databases_say_of_one_value_is_the_same(sqlite, postgresql):
    """No bytes at all are nothing to SQLite's `hex`; of a text, nothing is not the same as none."""
    assert different({"it": sqlite}, {"it": postgresql}, {"it"}) == ()
    assert different({"it": ""}, {"it": None}, ()) == ("it",)


def test_no_row_is_looked_for_by_going_over_all_others():
    name = EstateFactory()._meta.db_table
    table, plans = next(one for one in watched_tables() if one.name == name), list[str]()

    def explained(execute, sql, params, many, context):
        plans.extend(row[-1] for row in connection.connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        assert list(unlike(table, content_of(table, "t", connection.vendor))) == []
    assert any(plan.startswith("MATERIALIZE") for plan in plans)
    assert [plan for plan in plans if "CORRELATED" in plan] == []
    assert [plan for plan in plans if "po_framework_journalrow USING AUTOMATIC" in plan] == []
