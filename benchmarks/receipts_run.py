"""Writes a file of N payments, imports it twice, prints what it took: `python -m benchmarks.receipts_run N [bank]`.

The file is a merchant bill of WeChat, or a bank's statement. Four of five name their unit in the memo, and in the
statement their owner; the fifth waits for a person.
"""

import json
import resource
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from benchmarks.processor import server_of_django, spent

HEADS = "交易时间,微信订单号,交易状态,应结订单金额,商品名称,手续费,订单金额"
FOOT = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
STATEMENT_HEADS = (
    "交易日期",
    "交易时间",
    "贷方发生额",
    "借方发生额",
    "余额",
    "对方户名",
    "对方账号",
    "摘要",
    "流水号",
)
FIRST = datetime(2022, 7, 8, 8)


def main(count: int, kind: str = "wechat") -> None:
    django.setup()
    from invoices.modules.payments.public import Receipt, ReceiptState
    from invoices.modules.receivables.public import Settlement

    with TemporaryDirectory() as folder:
        if kind == "bank":
            path = write_statement(Path(folder) / "银行流水.xlsx", count)
        else:
            path = write_bill(Path(folder) / "微信支付账单.csv", count)
        parsing = parsed(path) if kind == "bank" else 0.0
        seconds, processor = imported(path)
        again, _ = imported(path)
    faults = differences()
    if faults or Receipt.objects.count() != count:
        raise SystemExit(f"The books are not in order: {faults[:3]}, {Receipt.objects.count()} receipts")
    print(
        json.dumps(
            {
                "seconds": seconds,
                "processor": processor,
                "parsing": parsing,
                "again": again,
                "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # Linux counts in KiB
                "receipts": count,
                "matched": Receipt.objects.filter(state=ReceiptState.MATCHED).count(),
                "settlements": Settlement.objects.count(),
            }
        )
    )


def write_bill(path: Path, count: int) -> Path:
    from property_ops.modules.estates.public import Unit

    codes = list(Unit.objects.order_by("pk").values_list("code", flat=True))
    lines = [HEADS]
    total = 0
    for index in range(count):
        cents = 5_000 + index % 9_000
        total += cents
        amount = f"{cents / 100:.2f}"
        memo = "物业费" if index % 5 == 4 else f"物业费 {codes[index % len(codes)]}"
        order = f"42{FIRST:%Y%m%d}{index:09d}135792468"  # not all noughts, as Excel would leave it
        cells = (FIRST + timedelta(seconds=index), order, "SUCCESS", amount, memo, "0.30000", amount)
        lines.append(",".join(f"`{cell}" for cell in cells))
    whole = f"{total / 100:.2f}"
    sums = (count, whole, "0.00", "0.00", f"{count * 0.3:.5f}", whole, "0.00")
    lines += [FOOT, ",".join(f"`{cell}" for cell in sums)]
    path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    return path


def write_statement(path: Path, count: int) -> Path:
    import xlsxwriter

    from property_ops.modules.estates.public import Tenure

    payers = list(Tenure.objects.order_by("pk").values_list("unit__code", "name"))
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, STATEMENT_HEADS)
    balance = 0
    for index in range(count):
        cents, at = 5_000 + index % 9_000, FIRST + timedelta(seconds=index)
        balance += cents
        unit, name = payers[index % len(payers)]
        memo = "物业费" if index % 5 == 4 else f"物业费 {unit}"
        cells = (f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}", cents / 100, "", balance / 100, name, f"6222{index:08d}1357", memo)
        sheet.write_row(index + 1, 0, (*cells, f"SN{index:012d}"))
    book.close()
    return path


def parsed(path: Path) -> float:
    """Seconds of the processor that it takes to have the sheet's cells in memory, and no more."""
    from python_calamine import CalamineWorkbook

    began = spent()
    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return spent() - began


def imported(path: Path) -> tuple[float, float]:
    """The seconds that an import takes, by the clock and of the processor. It must have no error."""
    from property_ops.framework.importing import import_files
    from property_ops.framework.models import User

    server = server_of_django()
    began, spent_before = time.perf_counter(), spent(server)
    report = import_files(paths=[path], by=User.objects.get(username="prepares"), as_of=date(2022, 7, 31))
    taken = time.perf_counter() - began, spent(server) - spent_before
    if report.has_errors:
        raise SystemExit("; ".join(problem.message for problem in report.problems()))
    return taken


def differences() -> list[str]:
    from invoices.modules.payments.verifiers import verify as verify_receipts
    from invoices.modules.receivables.verifiers import verify as verify_open_items

    checks = [*verify_receipts(), *verify_open_items()]
    return [one.says % one.facts for check in checks for one in check.differences]


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
