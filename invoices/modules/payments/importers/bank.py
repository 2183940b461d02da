"""银行流水: the statement of the bank. 贷方 is money in, 借方 money out, 余额 runs from row to row."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from invoices.modules.payments.domain.channels import Channel
from invoices.modules.payments.domain.movements import Movement
from invoices.modules.payments.importers.contract import CHECK_THE_FILE, PaymentFormat, as_it_is, compare, text_of
from invoices.modules.payments.importers.moments import moment, time_of_day
from property_ops.framework.importing.cells import code, number
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.problems import CellError
from property_ops.framework.importing.tables import Row, Table
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed

NOUGHT = Decimal(0)


def _side(name: str, *heads: str) -> Column:
    return Column(name, heads, number, needed=False, default=NOUGHT, is_money=True)


class BankStatement(PaymentFormat):
    name = "payments.bank"
    title = gettext_noop("bank statement")
    channel = Channel.BANK
    columns = (
        Column("day", ("交易日期", "记账日期", "交易日", "日期"), moment, key=True, is_date=True),
        optional("time", ("交易时间", "交易时刻", "时间"), time_of_day, None),
        _side("credit", "贷方发生额", "贷方金额", "收入金额", "收入", "转入金额"),
        _side("debit", "借方发生额", "借方金额", "支出金额", "支出", "转出金额"),
        Column("balance", ("余额", "账户余额", "本次余额"), number, needed=False, default=None),
        Column("name", ("对方户名", "对方名称", "对方账户名称"), as_it_is, needed=False, default=""),
        optional("account", ("对方账号", "对方账户"), as_it_is),
        optional("memo", ("摘要", "交易摘要"), as_it_is),
        optional("postscript", ("附言", "用途", "备注"), as_it_is),
        optional("serial", ("流水号", "交易流水号", "银行流水号"), code(64)),
    )  # fmt: skip

    def movement(self, row: Row) -> Movement | None:
        credit, debit = row["credit"], row["debit"]
        if bool(credit) == bool(debit):
            row.error("credit", gettext_noop("The row must have either money in or money out."), CHECK_THE_FILE)
            return None
        try:
            amount = Yuan.exactly(credit or debit)
        except NotMoney:
            row.error("credit" if credit else "debit", gettext_noop("The amount has more than two decimals."),
                      CHECK_THE_FILE)  # fmt: skip
            return None
        day, at = row["day"]
        at = row["time"] or at
        return Movement(
            channel=self.channel,
            transaction=row["serial"] or _made_up(row, at),
            day=day,
            at=at,
            amount=abs_of(amount),
            is_out=bool(debit) == (amount.fen > 0),  # an amount below zero takes back one of the other side
            name=text_of(row, "name", 60),
            account=squeezed(text_of(row, "account", 64)),
            memo=" ".join(filter(None, (text_of(row, "memo", 99), text_of(row, "postscript", 100)))),
        )

    def check(self, table: Table, movements: Sequence[tuple[Row, Movement]]) -> None:
        for total in table.totals:
            if total.is_grand:
                for column in ("credit", "debit"):
                    said = _figure(total.cells.get(column))
                    if said is not None:
                        sums = [sum((row[column] for row in table.rows), NOUGHT)]
                        compare(table, table.head(column), said, sums, at_row=total.row)
        _check_balances([row for row, _ in movements])


def abs_of(amount: Yuan) -> Yuan:
    return amount if amount.fen >= 0 else -amount


def _made_up(row: Row, at: Any) -> str:
    """A statement without serial numbers: day, time, amounts and the balance after it tell a row from all others."""
    parts = (row["day"][0], at or "", row["credit"] or "", row["debit"] or "", row["balance"] or "")
    return "/".join(str(part) for part in parts)[:64]


def _check_balances(rows: Sequence[Row]) -> None:
    """The balance runs down the sheet, or up where the latest row comes first. One row that does not fit is told."""
    if any(row["balance"] is None for row in rows) or len(rows) < 2:
        return
    down, up = (_breaks(order) for order in (rows, rows[::-1]))
    for row in min(down, up, key=len):
        row.warn(
            "balance",
            gettext_noop("The balance does not follow from the row before: rows may be missing."),
            gettext_noop("Compare with the bank's own statement, and export the whole period again."),
        )


def _breaks(rows: Iterable[Row]) -> list[Row]:
    return [
        after
        for before, after in pairwise(rows)
        if after["balance"] != before["balance"] + after["credit"] - after["debit"]
    ]


def _figure(raw: Any) -> Decimal | None:
    try:
        return number(raw)
    except CellError:
        return None
