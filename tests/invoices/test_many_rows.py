"""Work on many rows asks the database what work on few asks, and sets no savepoint for a row.

Under a savepoint, a row that a trigger watches costs the more the more rows came before it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from invoices.modules.billing.public import Bill, approve_bills, draft_bills, issue_bills
from invoices.modules.charges.public import charge_month
from invoices.modules.payments.models import Receipt
from property_ops.modules.estates.testing import owned_unit
from tests.invoices.june import JUNE, NOW, TODAY, registered
from tests.invoices.payments.papers import bank, errors, run, wechat

pytestmark = pytest.mark.django_db
FEW, MANY = 8, 40


def asked(act: Callable[[], object]) -> tuple[int, int]:
    """How many statements, and how many savepoints among them."""
    with CaptureQueriesContext(connection) as found:
        act()
    statements = [query["sql"] for query in found.captured_queries]
    return len(statements), sum(statement.startswith("SAVEPOINT") for statement in statements)


def taken_back(work: Callable[[int], tuple[int, int]], count: int) -> tuple[int, int]:
    point = transaction.savepoint()
    found = work(count)
    transaction.savepoint_rollback(point)
    return found


def owners(count: int) -> None:
    estate = registered()
    for index in range(count):
        owned_unit(owner=f"业主{index}", estate=estate, building=7, room=f"{index:03d}", code=f"BC01-7-1-{index:03d}")


def bill_month(accountant, reviewer) -> None:
    charge_month(month=JUNE, by=accountant, today=TODAY)
    draft_bills(month=JUNE, by=accountant, now=NOW)
    approve_bills(month=JUNE, by=reviewer, now=NOW)
    issue_bills(month=JUNE, by=accountant, today=TODAY)


def test_a_month_asks_no_more_for_many_units_than_for_few(accountant, reviewer):
    def work(count: int) -> tuple[int, int]:
        owners(count)
        found = asked(lambda: bill_month(accountant, reviewer))
        assert Bill.objects.filter(state="issued").count() == count + 2
        return found

    few, many = taken_back(work, FEW), taken_back(work, MANY)
    assert many <= few
    assert many[1] == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server's database counts its tables by itself")
def test_issuing_an_estate_reads_the_ledger_of_no_other(accountant, reviewer):
    """Else a month of many estates is quadratic: SQLite likes an index in the wanted order better than a narrow one."""
    owners(FEW)
    with CaptureQueriesContext(connection) as found:
        bill_month(accountant, reviewer)
    asked = [
        sql for sql in (query["sql"] for query in found) if sql.startswith("SELECT") and ' FROM "po_ledger_leg' in sql
    ]
    assert asked
    for sql in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = [step for *_place, step in cursor.fetchall() if "po_ledger_leg" in step]
        assert all("estate=?" in step for step in plan), plan


def wechat_file(folder: Path, count: int) -> Path:
    rows = [
        ("2022-07-08 13:29:35", f"42{index + 1:026d}", "SUCCESS", "90.00", "0", "0.00", f"物业费 BC01-7-1-{index:03d}",
         "0.60000", "90.00")
        for index in range(count)
    ]  # fmt: skip
    return wechat(folder / "微信支付账单.csv", rows)


def bank_file(folder: Path, count: int) -> Path:
    rows = [
        ("2022-07-08", f"13:29:{index:02d}", "", 90, 90 * (index + 1), f"业主{index}", f"6222{index:012d}",
         f"物业费 BC01-7-1-{index:03d}", f"SN{index:06d}")
        for index in range(count)
    ]  # fmt: skip
    return bank(folder / "银行流水.xlsx", rows)


@pytest.mark.parametrize("write", [wechat_file, bank_file])
def test_a_payment_file_asks_no_more_for_many_rows_than_for_few(accountant, reviewer, tmp_path, write):
    def work(count: int) -> tuple[int, int]:
        owners(count)
        bill_month(accountant, reviewer)
        path, reports = write(tmp_path, count), []
        found = asked(lambda: reports.append(run(path, accountant)))
        assert errors(reports[0]) == []
        assert Receipt.objects.filter(state="matched").count() == count
        return found

    few, many = taken_back(work, FEW), taken_back(work, MANY)
    assert many <= few
    assert many[1] <= 2  # of the turn and of the file
