"""The turnovers of closed months as a report wants them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from invoices.modules.ledger.domain.reports import Basis, ReportScope
from invoices.modules.ledger.selectors.scope import of_account
from invoices.modules.ledger.selectors.sums import SummedUp, summed_up
from property_ops.kernel.money import Yuan

_FIRST = {Basis.POSTED: F("close__month"), Basis.MONTH: F("belongs")}


@dataclass(frozen=True, slots=True)
class Turnover:
    """What an account did in a month, which begins on `first`; by the day posted, or the month it belongs to."""

    account: str
    first: date
    debit: Yuan
    credit: Yuan

    @property
    def balance(self) -> Yuan:
        return self.debit - self.credit


def sums_for(scope: ReportScope) -> SummedUp:
    """The sums that a report of this period can be made from: no month of theirs lies half in it."""
    if scope.basis == Basis.MONTH:
        return summed_up()
    starts_a_month = scope.period.start.day == 1
    return summed_up(before=scope.period.end if starts_a_month else min(scope.period.start, scope.period.end))


def turnovers(sums: SummedUp, scope: ReportScope, account: str = "") -> Iterator[Turnover]:
    """Up to the end of the period, of the account and those below it; of all without one."""
    rows = sums.turnovers().annotate(first=_FIRST[scope.basis]).filter(first__lt=scope.period.end).order_by()
    if scope.estates is not None:
        rows = rows.filter(estate__in=scope.estates)
    rows = of_account(rows, account) if account else rows
    grouped = rows.values_list("account__code", "first").annotate(debits=Sum("debit"), credits=Sum("credit"))
    return (Turnover(*row) for row in grouped)
