"""The figures of the statements, read from the ledger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, Sum

from invoices.modules.books.domain.statement_lines import ASSETS, CASH_ACCOUNTS, INCOME, LIABILITIES
from invoices.modules.books.domain.statements import (
    Balances,
    CashMoved,
    StatementCheck,
    StatementRow,
    cash_flow,
    checks,
    filled,
    is_below,
)
from invoices.modules.ledger.public import (
    CARRY_FORWARD,
    Entry,
    LedgerAccount,
    ReportScope,
    TrialRow,
    sides_of_payers,
    trial_balance_of,
)
from invoices.modules.payments.public import GOING_OUT, UNMATCHED
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period

RESULT = ("3103", "3104")
RESULT_KINDS = ("income", "expense")
OUTSIDE_YEAR = ("year_end/", CARRY_FORWARD)
OPENING = ("opening/", "opening_undone/")
CODED = ("coded/", "uncoded/")
DEPOSITS, KEPT = "2241.04", ("deposit/", "deposit_undone/")
"""What of the money received was a deposit goes through 1122 (docs/adr/0054): in the cash flow it is no sale."""


@dataclass(frozen=True, slots=True)
class TrialLine:
    """An account at the year's beginning, in the month, and in the year so far."""

    code: str
    name: str
    level: int
    year_opening: Yuan
    opening: Yuan
    debit: Yuan
    credit: Yuan
    year_debit: Yuan
    year_credit: Yuan
    closing: Yuan


@dataclass(frozen=True, slots=True)
class StatementsOfMonth:
    """The three statements up to a month's end: for each line the two figures of the form."""

    month: Month
    assets: Sequence[StatementRow]
    liabilities: Sequence[StatementRow]
    income: Sequence[StatementRow]
    cash: Mapping[int, tuple[Yuan, Yuan]]  # the year so far, the month
    checks: Sequence[StatementCheck]

    @property
    def agree(self) -> bool:
        return all(check.agrees for check in self.checks)


def trial_lines(month: Month) -> list[TrialLine]:
    """Every account with a leg up to the month's end, headings among them."""
    of_year = {row.code: row for row in trial_balance_of(ReportScope(_year_to(month)))}
    of_month = {row.code: row for row in trial_balance_of(ReportScope(month.period))}
    return [_line(row, of_month.get(code)) for code, row in of_year.items()]


def _line(year: TrialRow, month: TrialRow | None) -> TrialLine:
    opening, debit, credit = (month.opening, month.debit, month.credit) if month else (year.closing, ZERO, ZERO)
    return TrialLine(
        year.code, year.name, year.level, year.opening, opening, debit, credit, year.debit, year.credit, year.closing
    )


def statements_of(month: Month) -> StatementsOfMonth:
    """The statements of the year up to the month's end, and whether they agree with each other."""
    year = _year_to(month)
    rows = _posted_to(trial_balance_of(ReportScope(year)))
    now = Balances({row.code: row.closing for row in rows}, sides_of_payers(until=month.end))
    begin = Balances({row.code: row.opening for row in rows}, sides_of_payers(until=year.start))
    assets, liabilities = filled(ASSETS, now, begin), filled(LIABILITIES, now, begin)
    trial = _posted_to(trial_balance_of(ReportScope(month.period)))
    income = filled(INCOME, _result(rows, year), _result(trial, month.period))
    of_year = _cash(year, _money_before(rows))
    of_month = _cash(month.period, _money_before(trial))
    moved = sum(_moved_of(RESULT, rows, year, without=OUTSIDE_YEAR).values(), ZERO)
    return StatementsOfMonth(
        month,
        assets,
        liabilities,
        income,
        {number: (amount, of_month[number]) for number, amount in of_year.items()},
        checks(assets, liabilities, income, of_year, other_profit=-moved),
    )


def figures_of(month: Month, *, so_far: bool) -> tuple[list[StatementRow], list[StatementRow]]:
    """Income of the month or of the year `so_far`, and the balances at the month's end: `first` of each row."""
    year = _year_to(month)
    rows = _posted_to(trial_balance_of(ReportScope(year)))
    now = Balances({row.code: row.closing for row in rows}, sides_of_payers(until=month.end))
    period = year if so_far else month.period
    moved = _result(rows if so_far else _posted_to(trial_balance_of(ReportScope(period))), period)
    return filled(INCOME, moved, moved), [*filled(ASSETS, now, now), *filled(LIABILITIES, now, now)]


def income_open(until: date) -> list[tuple[str, str, Yuan]]:
    """(account, estate, balance) of income and cost that are not carried forward up to a day, which is left out."""
    rows = Entry.objects.filter(posted_on__lt=until, legs__account__kind__in=RESULT_KINDS).order_by()
    sums = rows.values_list("legs__account__code", "legs__estate").annotate(total=Sum("legs__amount"))
    return [
        (code, estate, total) for code, estate, total in sums.order_by("legs__account__code", "legs__estate") if total
    ]


def _year_to(month: Month) -> Period:
    return Period(date(month.year, 1, 1), month.end)


def _moved(period: Period) -> QuerySet[Any]:
    return Entry.objects.filter(posted_on__gte=period.start, posted_on__lt=period.end).order_by()


def _result(trial: Sequence[TrialRow], period: Period) -> Balances:
    """What income and cost moved in the period, before it was carried forward."""
    codes = set(LedgerAccount.objects.filter(kind__in=RESULT_KINDS).values_list("code", flat=True))
    return Balances(_moved_of(codes, trial, period, without=(CARRY_FORWARD,)))


def _posted_to(trial: Sequence[TrialRow]) -> list[TrialRow]:
    """Without the headings, which add up what stands below them."""
    heads = {row.code for row in trial if any(other.code.startswith(f"{row.code}.") for other in trial)}
    return [row for row in trial if row.code not in heads]


def _moved_of(
    codes: Collection[str], trial: Sequence[TrialRow], period: Period, *, without: Sequence[str]
) -> dict[str, Yuan]:
    """What accounts moved in the period, debit above zero: from its trial balance, so that closed months cost nothing,
    less what entries of these kinds moved."""
    moved = {row.code: row.debit - row.credit for row in trial if row.code in codes}
    kinds = reduce(or_, (Q(source__startswith=prefix) for prefix in without))
    left_out = _moved(period).filter(kinds, legs__account__code__in=codes).values_list("legs__account__code")
    for code, amount in left_out.annotate(total=Sum("legs__amount")):
        moved[code] -= amount
    return moved


def _money_before(trial: Sequence[TrialRow]) -> Yuan:
    """What of money there was before the period of the trial balance."""
    return sum((row.opening for row in trial if _is_money(row.code)), ZERO)


def _cash(period: Period, begin: Yuan) -> dict[int, Yuan]:
    """By the number of the form's line; `begin` is the money that was there before."""
    money = Q(legs__account__code__in=_money_codes())
    entries = _moved(period).filter(pk__in=_moved(period).filter(money).values("pk"))
    for prefix in (*OPENING, *CODED):
        entries = entries.exclude(source__startswith=prefix)
    sums = entries.values_list("legs__account__code").annotate(
        came=Sum("legs__amount", filter=Q(legs__amount__lt=ZERO), default=ZERO),
        went=Sum("legs__amount", filter=Q(legs__amount__gt=ZERO), default=ZERO),
    )
    moved = [CashMoved(code, -came, went) for code, came, went in sums if not _is_money(code)]
    moved += _said_later(period)
    kept = _kept_apart(period)
    moved += [CashMoved("1122", -kept, ZERO), CashMoved(DEPOSITS, kept, ZERO)]
    taken = Q(source__startswith=OPENING[0]) | Q(source__startswith=OPENING[1])
    opening = _moved(period).filter(taken).filter(money).aggregate(sum=Sum("legs__amount", default=ZERO))["sum"]
    return cash_flow(moved, begin + opening)


def _said_later(period: Period) -> list[CashMoved]:
    """What money was for, or came from, is said after it moved: it leaves the account between for that one.

    Between two accounts of the company's own money nothing came or went.
    """
    said = Q(source__startswith=CODED[0]) | Q(source__startswith=CODED[1])
    found = []
    for between, sign in ((GOING_OUT, 1), (UNMATCHED, -1)):
        entries = _moved(period).filter(legs__account__code=between).values("pk")
        sums = _moved(period).filter(said, pk__in=entries).values_list("legs__account__code")
        for code, total in sums.annotate(total=Sum("legs__amount")):
            if total and not _is_money(code):
                found.append(CashMoved(code, ZERO, total) if sign > 0 else CashMoved(code, -total, ZERO))
    return found


def _kept_apart(period: Period) -> Yuan:
    """What of the money that came in was kept as deposits."""
    taken = Q(source__startswith=KEPT[0]) | Q(source__startswith=KEPT[1])
    rows = _moved(period).filter(taken, legs__account__code=DEPOSITS)
    kept: Yuan = -rows.aggregate(sum=Sum("legs__amount", default=ZERO))["sum"]
    return kept


def _money_codes() -> list[str]:
    codes = LedgerAccount.objects.order_by().values_list("code", flat=True)
    return [code for code in codes if _is_money(code)]


def _is_money(account: str) -> bool:
    return any(is_below(account, code) for code in CASH_ACCOUNTS)
