"""Every column of what the chains and digests stand for, changed past the database's rules, is named by `verify`.

All other tables have the journal, and a test of their own (tests/web/test_behind_the_back.py).
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.utils import timezone

from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.charges.models import Charge, ChargeBasis
from invoices.modules.ledger.models import Entry, Leg
from invoices.modules.proofs.models import StoredSeal
from invoices.modules.proofs.public import SealKind, seal_now
from invoices.modules.proofs.services.sealing import append_to_file
from property_ops.framework.accounts import system_user
from property_ops.framework.checks import _that_can_read
from property_ops.framework.slots import plugged_into
from tests.invoices.test_verify import issued  # noqa: F401 - a fixture
from tests.property_ops.framework.journal.behind import past_the_rules

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL's types and checks refuse made-up values"),
]
WATCHED = (Entry, Leg, Bill, BillLine, Charge, ChargeBasis, StoredSeal)
NOT_FOUND = {
    "po_billing_bill.account_id",
    "po_charges_charge.item_id",
    "po_charges_charge.run_id",
    "po_charges_chargebasis.key",
}
"""Where a charge was looked up; docs/what-verify-finds.md says so, and why."""
OF_MONEY = ("ledger", "billing", "charges", "charge_sources", "proofs", "receivables", "credit_notes")


def findings() -> list[str]:
    """Of the verifiers that look at these tables."""
    places = tuple(f"invoices.modules.{name}." for name in OF_MONEY)
    verifiers = [one for one in plugged_into("verifiers") if one.__module__.startswith(places)]
    return [found.says for one in verifiers for check in _that_can_read(one) for found in check.differences]


def test_every_column_is_found_but_those_of_the_list(issued, settings, tmp_path):  # noqa: F811
    settings.SEALS, settings.SEAL_KEY = tmp_path / "seals.jsonl", tmp_path / "key.pem"
    with transaction.atomic():
        seal_now(kind=SealKind.DAY, name="2022-07-01", by=system_user(), now=timezone.now())
    append_to_file()
    assert findings() == []
    changes = list(_changes())
    with past_the_rules(*(model._meta.db_table for model in WATCHED)):
        silent = {name for name, change in changes if not _found(change)}
    assert silent == NOT_FOUND


def _changes() -> Iterator[tuple[str, tuple[str, str, Any, Any, int]]]:
    """The table, the column, another value and the one that is there, and the row's key; by the column's whole name."""
    for model in WATCHED:
        table = model._meta.db_table
        for field in model._meta.concrete_fields:
            if not field.primary_key:
                with connection.cursor() as cursor:
                    cursor.execute(f'SELECT id, "{field.column}" FROM {table} ORDER BY id LIMIT 1')
                    pk, value = cursor.fetchone()
                yield f"{table}.{field.column}", (table, field.column, _another(field, value), value, pk)


def _found(change: tuple[str, str, Any, Any, int]) -> bool:
    """Whether the other value is found. It is put back by hand: SQLite reads its schema anew at each savepoint."""
    table, column, another, value, pk = change
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA defer_foreign_keys = ON")
        cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE id = %s', [another, pk])
        found = bool(findings())
        cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE id = %s', [value, pk])
    return found


def _another(field: Any, value: Any) -> Any:
    if isinstance(field, models.DateTimeField):
        return "2019-01-01 00:00:00"
    if isinstance(field, models.DateField):
        return "2019-01-01"
    if value is None:
        return "x" if isinstance(field, models.CharField) else 1
    if isinstance(field, models.JSONField):
        return str(value).replace("{", '{"x": 1, ', 1) if str(value) != "{}" else '{"x": 1}'
    return value + 987654 if isinstance(value, int) else f"{value}x"
