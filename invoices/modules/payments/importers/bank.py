"""银行流水: the statement of a bank. 贷方 is money in, 借方 money out, 余额 runs from row to row.

Banks lay it out in three ways: a column for each side; one amount with a flag beside it (借/贷, 收/支); one amount with
a sign. The heads are those that ICBC (enterprise and card), ABC, CCB, BOC, CMB, BOCOM, PSBC and rural banks print.
"""

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.importers.balances import breaks_of, check_balances, check_totals
from invoices.modules.payments.importers.contract import (
    CHECK_THE_FILE,
    PaymentFormat,
    account_of,
    as_it_is,
    order_number,
    text_of,
)
from invoices.modules.payments.importers.moments import Moment, moment, moment_or_time
from invoices.modules.payments.importers.own_account import own_account
from invoices.modules.payments.importers.summing_rows import set_aside_sums
from invoices.modules.payments.importers.unread_days import days_of_neighbours
from property_ops.framework.importing.cells import signed_money
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.problems import CellError, Level
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.kernel.money import NotMoney, Yuan
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed

NOUGHT = Decimal(0)
_IN = frozenset(
    {"贷", "贷方", "贷记", "C", "CR", "贷CR", "收", "收入", "收款", "收方", "来账", "转入", "存入", "入账", "入",
     "汇入", "进", "进账", "+"}
)  # fmt: skip
_OUT = frozenset(
    {"借", "借方", "借记", "D", "DR", "借DR", "支", "支出", "支取", "往账", "转出", "出账", "出", "汇出", "付",
     "付款", "付方", "付出", "-"}
)  # fmt: skip
_FLAG = re.compile(r"[A-Z]+|[\u4e00-\u9fff]+|^[+-]$")
_REVERSED = re.compile("冲正|冲销|冲账|红字|退汇|抹账|撤销|退回")
_LABEL = re.compile(r"期初|期末|[上本][期日月页年季]|昨日|承前|承上|过次|转次|转下|结转|[日月年][初末终]")
_NAME_AND_ACCOUNT = re.compile(r"(.*?)[\s/]*([\d*-]{4,40})\Z")


def _side(name: str, words: Sequence[str], *more: str) -> Column:
    """Headed by any of the words alone, or by what amount it is of."""
    heads = (*(f"{word}{amount}" for amount in ("发生额", "金额", "额", "") for word in words), *more)
    return Column(
        name, heads, signed_money, required=False, needed=False, default=NOUGHT, is_money=True, counts_once=True
    )


def moment_or_label(raw: Any) -> Moment | None:
    """A day; None for what stands there in a row that only tells a balance (期初余额, 承前页). Raises CellError."""
    return _day_or_label(raw) if isinstance(raw, str) else moment(raw)


@lru_cache(maxsize=1024)
def _day_or_label(written: str) -> Moment | None:
    """A statement has its days a hundred times each."""
    return None if _is_label(written) else moment(written)


@lru_cache(maxsize=1024)
def _is_label(raw: Any) -> bool:
    """Whether this stands where a day should, and tells a balance, or sums: such a row moves nothing."""
    return isinstance(raw, str) and bool(_LABEL.match(squeezed(raw)))


def direction(raw: Any) -> bool:
    """Whether a flag says that money went out. Raises CellError."""
    words = _flags(str(raw))
    if not words or not (words <= _IN or words <= _OUT):
        raise CellError(gettext_noop("This is neither “in” nor “out”."), gettext_noop("Write 贷 or 借, 收入 or 支出."))
    return words <= _OUT


@lru_cache(maxsize=256)
def _flags(written: str) -> frozenset[str]:
    """贷 C, 贷(CR), 贷/来账: one side, said in several ways."""
    return frozenset(_FLAG.findall(squeezed(written).upper()))


class BankStatement(PaymentFormat):
    name = "payments.bank"
    title = gettext_noop("bank statement")
    channel = PaymentChannel.BANK
    is_statement = True
    columns = (
        optional("day", ("交易日期", "记账日期", "交易日", "入账日期", "记账日", "入账日", "日期"), moment_or_label,
                 None, key=True, is_date=True, lenient=True),
        optional("time", ("交易时间", "交易时刻", "交易日期时间", "记账时间", "时间"), moment_or_time, None, key=True,
                 lenient=True),
        _side("credit", ("贷方", "贷", "收入", "收方", "收款", "存入", "转入", "汇入", "入账", "进账"),
              "贷方发生额(收入)", "贷方发生额(存入)", "记账金额(收入)", "收入(贷)", "贷方发生额(贷)"),
        _side("debit", ("借方", "借", "支出", "付方", "付款", "支取", "转出", "汇出", "出账", "付出"),
              "借方发生额(支取)", "借方发生额(支出)", "记账金额(支出)", "支出(借)", "借方发生额(借)"),
        Column("amount", ("交易金额", "发生额", "交易额", "金额"), signed_money, required=False, needed=False,
               is_money=True, counts_once=True),
        optional("flag", ("借贷标志", "借贷", "借/贷", "借贷方向", "收支标志", "收/支", "收支", "收支方向", "交易方向"),
                 direction, None, words=_IN | _OUT),
        Column("balance", ("余额", "账户余额", "本次余额", "联机余额", "当前余额", "交易后余额", "结余"), signed_money,
               required=False, needed=False, lenient=True),
        optional("name", ("对方户名", "对方名称", "对方账户名称", "对方账号名称", "对方单位", "对方单位名称",
                          "对方姓名", "对手户名", "交易对手名称", "收(付)方名称", "收付方名称", "对手信息",
                          "对方账户名", "对手方名称", "对手名称", "交易对手"), as_it_is),
        optional("account", ("对方账号", "对方账户", "对方帐号", "对手账号", "交易对手账号", "收(付)方账号",
                             "收付方账号", "对手方账号"), as_it_is),
        optional("payer", ("付款人名称", "付款方名称", "付款人户名", "付款方户名", "付款人", "付款单位"), as_it_is),
        optional("payer_account", ("付款人账号", "付款方账号", "付款账号"), as_it_is),
        optional("payee", ("收款人名称", "收款方名称", "收款人户名", "收款方户名", "收款人", "收款单位"), as_it_is),
        optional("payee_account", ("收款人账号", "收款方账号", "收款账号"), as_it_is),
        optional("memo", ("摘要", "交易摘要", "摘要说明"), as_it_is),
        optional("purpose", ("用途", "交易用途"), as_it_is),
        optional("postscript", ("附言", "交易附言", "客户附言", "客户摘要", "个性化信息", "交易备注"), as_it_is),
        optional("remark", ("备注", "备注信息"), as_it_is),
        optional("serial", ("流水号", "交易流水号", "账户明细编号-交易流水号", "银行流水号", "核心流水号", "交易流水",
                            "交易序号", "日志号", "柜员流水号", "柜员交易号", "交易参考号"), as_it_is),
        optional("own", ("本方账号", "本方帐号", "账号", "帐号", "卡号", "查询账号"), as_it_is),
    )  # fmt: skip

    def prepare(self, table: RegisterTable) -> None:
        set_aside_sums(table.rows, _memo)
        if sign_repeats_side(table.rows):
            for row in table.rows:
                for column in _gone(row):
                    row.values[column] = -row[column]
        days_of_neighbours(table.rows, _net, _day_of)

    def movement(self, row: RegisterRow) -> MoneyMovement | None:
        if _is_label(row.cells.get("day")):  # 过次页 with the sums of its page
            row.outcome = RowOutcome.SKIPPED
            return None
        amount = _signed(row)
        when = _moment_of(row) if amount is not None else None
        if when is None or amount is None:
            return None
        try:
            serial = order_number(row["serial"])
        except CellError as error:
            row.refuse("serial", error)
            return None
        name, account = _other_party(row, is_out=amount.fen < 0)
        return MoneyMovement(
            channel=self.channel,
            transaction=serial,
            day=when[0],
            at=when[1],
            amount=amount if amount.fen > 0 else -amount,
            is_out=amount.fen < 0,
            name=name,
            account=account,
            memo=_memo(row),
            own_account=own_account(row, is_out=amount.fen < 0),
            balance=_balance(row),
            place=1,
            waits=row.values.get("day_is_guessed", False),
        )

    def check(self, table: RegisterTable, movements: Sequence[tuple[RegisterRow, MoneyMovement]]) -> None:
        if not _has_sides(table):
            table.report(
                Level.ERROR, gettext_noop("The columns of what came in and what went out are missing."),
                gettext_noop("Export the statement with both, or with the amount and whether it came in or went out."),
            )  # fmt: skip
        breaks = breaks_of(table)
        _check_sides(table, breaks)
        check_totals(table)
        check_balances(table, breaks)


def _has_sides(table: RegisterTable) -> bool:
    return table.has("amount") or (table.has("credit") and table.has("debit"))


def _moment_of(row: RegisterRow) -> tuple[date, time | None] | None:
    day, at = row["day"] or (None, None)
    other_day, other_at = row["time"] or (None, None)
    found = other_day if day is None else day
    if found is None:
        row.error("day", gettext_noop("The row has no day."), CHECK_THE_FILE)
        return None
    return found, other_at or at


def _signed(row: RegisterRow) -> Yuan | None:
    """What came in; below zero, what went out. None for a row that moves nothing, or that is wrong."""
    came, went = _sides(row)
    if came and went:
        row.error("credit", gettext_noop("The row must have either money in or money out."), CHECK_THE_FILE)
        return None
    if not came and not went:
        _moves_nothing(row)
        return None
    try:
        return Yuan.exactly(came - went)
    except NotMoney:
        column = "credit" if row["credit"] else "debit" if row["debit"] else "amount"
        row.error(column, gettext_noop("The amount has more than two decimals."), CHECK_THE_FILE)
        return None


def _sides(row: RegisterRow) -> tuple[Decimal, Decimal]:
    """What came in, and what went out."""
    if row["credit"] or row["debit"] or not row["amount"]:
        return row["credit"], row["debit"]
    return (NOUGHT, row["amount"]) if row["flag"] else (row["amount"], NOUGHT)


def _net(row: RegisterRow) -> Decimal:
    came, went = _sides(row)
    return came - went


def _day_of(row: RegisterRow) -> date | None:
    days = [told[0] for told in (row["day"], row["time"]) if told is not None and told[0] is not None]
    return days[0] if days else None


def sign_repeats_side(rows: Sequence[RegisterRow]) -> bool:
    """Whether what went out is written below zero although a column, or a flag, says already that it went out.

    A single such amount among others is a reversal. Where all are below zero the balances decide; without any, they are
    what went out, unless the bank says 冲正.
    """
    out = [(place, row[column]) for place, row in enumerate(rows) for column in _gone(row)]
    if not out or any(amount > 0 for _place, amount in out):
        return False
    down = up = 0
    for place, amount in out:
        for other in (place - 1, place + 1):
            before = rows[other]["balance"] if 0 <= other < len(rows) else None
            if before is not None and rows[place]["balance"] is not None:
                down += rows[place]["balance"] == before + amount
                up += rows[place]["balance"] == before - amount
    if down == up:
        return not any(_REVERSED.search(_memo(rows[place])) for place, _amount in out)
    return down > up


def _gone(row: RegisterRow) -> list[str]:
    """The column with what went out."""
    if row["debit"]:
        return ["debit"]
    return ["amount"] if row["amount"] and row["flag"] and not row["credit"] else []


def _moves_nothing(row: RegisterRow) -> None:
    """An opening or closing balance, a tax of nothing: counted, and no more. A payer without an amount is an error."""
    amounts = [row.cells.get(column) for column in ("credit", "debit", "amount")]
    if _has_sides(row.table) and text_of(row, "name", 60) and all(cell in (None, "") for cell in amounts):
        row.error("credit", gettext_noop("The row must have either money in or money out."), CHECK_THE_FILE)
    else:
        row.outcome = RowOutcome.SKIPPED


def _other_party(row: RegisterRow, *, is_out: bool) -> tuple[str, str]:
    """Name and account; some banks write both in one cell, and others who pays and who is paid, ourselves included."""
    other = "payee" if is_out else "payer"
    name = text_of(row, "name", 99) or text_of(row, other, 99)
    account = account_of(row, "account") or account_of(row, f"{other}_account")
    both = _NAME_AND_ACCOUNT.match(name) if not account else None
    if both:
        name, account = both[1].strip(), both[2]
    return name[:60], account


def _memo(row: RegisterRow) -> str:
    parts = (text_of(row, column, 99) for column in ("memo", "purpose", "postscript", "remark"))
    return " ".join(dict.fromkeys(filter(None, parts)))[:200]


def _balance(row: RegisterRow) -> Yuan | None:
    try:
        return None if row["balance"] is None else Yuan.exactly(row["balance"])
    except NotMoney:
        return None


def _check_sides(table: RegisterTable, breaks: Sequence[RegisterRow]) -> None:
    """One amount without a flag must have signs, or a balance that proves that all of it came in."""
    rows = [row for row in table.rows if row["amount"] is not None]
    if table.has("flag") or table.has("credit") or any(row["amount"] < 0 for row in rows):
        return
    if rows and (not table.has("balance") or breaks):
        table.report(
            Level.ERROR, gettext_noop("The file does not say which amounts came in and which went out."),
            gettext_noop("Export the statement with both, or with the amount and whether it came in or went out."),
        )  # fmt: skip
