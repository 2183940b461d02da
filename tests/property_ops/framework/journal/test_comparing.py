"""Rows are held against the journal in a time that grows as they do, not with their square."""

import pytest
from django.db import connection

from property_ops.framework.journal.comparing import unlike
from property_ops.framework.journal.guarding import content_of
from property_ops.framework.journal.tables import watched_tables

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the plans are SQLite's; PostgreSQL joins by hash"),
]


def test_no_row_is_looked_for_by_going_over_all_others():
    table, plans = watched_tables()[0], list[str]()

    def explained(execute, sql, params, many, context):
        plans.extend(row[-1] for row in connection.connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        assert list(unlike(table, content_of(table, "t", connection.vendor))) == []
    assert any(plan.startswith("MATERIALIZE") for plan in plans)
    assert [plan for plan in plans if "CORRELATED" in plan] == []
    assert [plan for plan in plans if "po_framework_journalrow USING AUTOMATIC" in plan] == []
