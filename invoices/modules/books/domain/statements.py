"""Statements from balances by account: what each line comes to, and whether the statements agree with each other."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from invoices.modules.books.domain.statement_lines import CASH_FORM, CASH_LINES, StatementLine, Takes
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.text import gettext_noop


@dataclass(frozen=True, slots=True)
class Balances:
    """What accounts stand at, debit above zero, by the account's code; those kept by household or partner in parts,
    each of which stands on a side of its own."""

    accounts: Mapping[str, Yuan]
    parts: Mapping[str, Sequence[Yuan]] = field(default_factory=dict)

    def taken(self, code: str, takes: Takes) -> Yuan:
        total = ZERO
        for account, balance in self.accounts.items():
            if not is_below(account, code):
                continue
            if takes in (Takes.DEBIT, Takes.CREDIT):
                total += balance if takes == Takes.DEBIT else -balance
            else:
                total += side(self.parts.get(account, [balance]), takes)
        return total


def is_below(account: str, code: str) -> bool:
    """Whether an account is the one meant, one below it, or of the class meant: `5` is all of income and cost."""
    if len(code) < 4:
        return account.startswith(code)
    return account == code or account.startswith(f"{code}.")


def side(parts: Iterable[Yuan], takes: Takes) -> Yuan:
    if takes == Takes.DEBIT_SIDE:
        return sum((one for one in parts if one > ZERO), ZERO)
    return -sum((one for one in parts if one < ZERO), ZERO)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A line with its two figures; None where it is a heading."""

    line: StatementLine
    first: Yuan | None
    second: Yuan | None


def filled(lines: Sequence[StatementLine], first: Balances, second: Balances) -> list[StatementRow]:
    """The lines with what they come to by two sets of balances."""
    columns = [_figures(lines, lambda code, takes, of=balances: of.taken(code, takes)) for balances in (first, second)]
    return [StatementRow(line, columns[0].get(line.number), columns[1].get(line.number)) for line in lines]


def _figures(lines: Sequence[StatementLine], taken: Callable[..., Yuan]) -> dict[int, Yuan]:
    found: dict[int, Yuan] = {}
    for line in lines:
        if line.totals:
            found[line.number] = added(line.totals, found)
        elif line.number:
            found[line.number] = sum((taken(code, takes) for code, takes in line.adds), ZERO)
    return found


Side = Sequence[StatementRow | None]


def side_by_side(assets: Sequence[StatementRow], liabilities: Sequence[StatementRow]) -> tuple[Side, Side]:
    """As the form has them: of one length, both totals on the last row."""
    longest = max(len(assets), len(liabilities))
    left, right = ([*one[:-1], *[None] * (longest - len(one)), *one[-1:]] for one in (assets, liabilities))
    return left, right


def added(totals: Sequence[int], figures: Mapping[int, Yuan]) -> Yuan:
    """The lines named, those below zero subtracted."""
    signed = (figures[number] if number > 0 else -figures[-number] for number in totals)
    return sum(signed, ZERO)


def figure(rows: Sequence[StatementRow], number: int) -> tuple[Yuan, Yuan]:
    """Both figures of the line with this number."""
    row = next(row for row in rows if row.line.number == number)
    return row.first or ZERO, row.second or ZERO


@dataclass(frozen=True, slots=True)
class CashMoved:
    """Against which account money came (`came`, above zero) or went (`went`, above zero)."""

    account: str
    came: Yuan
    went: Yuan


def cash_flow(moved: Iterable[CashMoved], opening: Yuan) -> dict[int, Yuan]:
    """The figures of the cash-flow form by number."""
    figures = {number: ZERO for _name, number, totals in CASH_FORM if number and not totals}
    figures[21] = opening
    for one in moved:
        for comes, amount in ((True, one.came), (False, one.went)):
            if amount:
                figures[_cash_line(one.account, comes=comes)] += amount
    for _name, number, totals in CASH_FORM:
        if totals:
            figures[number] = added(totals, figures)
    return figures


def _cash_line(account: str, *, comes: bool) -> int:
    return next(
        line.number
        for line in CASH_LINES
        if line.comes == comes and any(not code or is_below(account, code) for code in line.codes)
    )


@dataclass(frozen=True, slots=True)
class StatementCheck:
    """Two figures of different statements that must be the same."""

    name: str  # a msgid
    one: Yuan
    other: Yuan

    @property
    def agrees(self) -> bool:
        return self.one == self.other


def checks(
    assets: Sequence[StatementRow],
    liabilities: Sequence[StatementRow],
    income: Sequence[StatementRow],
    cash: Mapping[int, Yuan],
    *,
    other_profit: Yuan,
) -> list[StatementCheck]:
    """`other_profit`: what moved undistributed profit in the year beside its net profit, such as a distribution."""
    now, begin = figure(assets, 30), figure(liabilities, 53)
    profit = figure(liabilities, 51)
    return [
        StatementCheck(gettext_noop("Assets are liabilities and equity, at the end"), now[0], begin[0]),
        StatementCheck(gettext_noop("Assets are liabilities and equity, at the year's beginning"), now[1], begin[1]),
        StatementCheck(
            gettext_noop("The year's net profit is what undistributed profit grew by"),
            figure(income, 32)[0] + other_profit,
            profit[0] - profit[1],
        ),
        StatementCheck(
            gettext_noop("Cash at the end is the money of the balance sheet"), cash[22], figure(assets, 1)[0]
        ),
    ]
