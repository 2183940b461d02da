"""The files for auditors, read back and tied to the ledger."""

from collections import defaultdict
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from invoices.modules.books.domain.audit_tables import COMMON, GENERAL_LEDGER
from invoices.modules.books.reports.audit_files import FILES, write_audit_files
from invoices.modules.books.selectors import AuditYear, statements_of, trial_lines
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month


def tables_of(year: int) -> dict[str, list[dict[str, str]]]:
    """The rows of each table; every row has the columns of its table, in order."""
    file = BytesIO()
    write_audit_files(AuditYear(year), file)
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    columns = {table.name: list(table.columns) for table in (*COMMON, *GENERAL_LEDGER)}
    with ZipFile(file) as archive:
        assert archive.namelist() == [*(f"{name}.xml" for name, _tables in FILES), "说明.txt"]
        for name, _tables in FILES:
            root = ElementTree.fromstring(archive.read(f"{name}.xml"))
            assert root.tag == name
            for row in root:
                assert [one.tag for one in row] == columns[row.tag]
                found[row.tag].append({one.tag: one.text or "" for one in row})
    return found


def fen(row: dict[str, str], column: str) -> int:
    return Yuan.parse(row[column]).fen


def signed(row: dict[str, str], words: str) -> int:
    return {"借": 1, "贷": -1, "平": 0}[row[f"{words}余额方向"]] * fen(row, f"{words}本币余额")


def tie_auditors_files(year: int, last: Month) -> None:
    """Balances go on from month to month, end where the trial balance does, and move by what the vouchers say."""
    tables = tables_of(year)
    balances, vouchers = tables["科目余额及发生额"], tables["记账凭证"]
    by_month: dict[str, dict[tuple[str, str], Any]] = defaultdict(dict)
    for row in balances:
        by_month[row["会计期间号"]][row["科目编号"], row["辅助项1编号"]] = row
    assert list(by_month)[-1] == f"{last.number:02d}"
    before: dict[tuple[str, str], int] = {}
    for number, places in by_month.items():
        for place, row in places.items():
            if before:
                assert signed(row, "期初") == before.get(place, 0), (number, place)
            moved = fen(row, "借方本币金额") - fen(row, "贷方本币金额")
            assert signed(row, "期末") == signed(row, "期初") + moved
        before = {place: signed(row, "期末") for place, row in places.items()}
        for side in ("借方", "贷方"):
            said = sum(fen(row, f"{side}本币金额") for row in vouchers if row["会计期间号"] == number)
            assert said == sum(fen(row, f"{side}本币金额") for row in places.values())
    ends: dict[str, int] = defaultdict(int)
    for (account, _estate), balance in before.items():
        ends[account] += balance
    trial = trial_lines(last)
    heads = {row.code for row in trial if any(other.code.startswith(f"{row.code}.") for other in trial)}
    wanted = {row.code.replace(".", ""): row.closing.fen for row in trial if row.code not in heads and row.closing}
    assert {account: balance for account, balance in ends.items() if balance} == wanted
    numbers = [(row["会计期间号"], row["记账凭证编号"]) for row in vouchers if row["记账凭证行号"] == "1"]
    assert len(numbers) == len(set(numbers))
    assert {row["科目编号"] for row in (*balances, *vouchers)} <= {row["科目编号"] for row in tables["会计科目"]}
    items = {(row["报表编号"], row["报表项名称"].strip()): row["报表项数值"] for row in tables["报表项数据"]}
    (assets,) = [row.first for row in statements_of(last).assets if row.line.number == 30]
    assert assets is not None
    assert items["1", "资产总计（期末余额）"] == f"{assets.as_decimal():.2f}"
