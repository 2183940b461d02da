"""What stands on each account: what is open, and the credit that is left."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from invoices.modules.billing.public import BillLine, BillState
from invoices.modules.receivables.domain.accounts import AccountBalance, PayerAccount
from invoices.modules.receivables.models import Credit, Settlement
from invoices.modules.receivables.selectors.credits import unapplied_credits
from invoices.modules.receivables.selectors.lines import PARTY, open_lines
from property_ops.kernel.money import ZERO, Yuan

Sums = dict[tuple[str, str], Yuan]


def balance_of(account: PayerAccount, *, as_of: date | None = None) -> AccountBalance:
    found = open_lines(as_of=as_of, unit_code=account.unit_code, party=account.party).aggregate(sum=Sum("open"))
    credit = unapplied_credits(as_of=as_of, unit_code=account.unit_code, party=account.party).aggregate(sum=Sum("left"))
    return AccountBalance(found["sum"] or ZERO, credit["sum"] or ZERO)


def balances(*, as_of: date | None = None, estates: Iterable[Any] | None = None) -> dict[PayerAccount, AccountBalance]:
    """Of every account that ever had a bill or a credit; from sums of the whole: billed − settled, given − used."""
    chosen = None if estates is None else list(estates)
    billed, settled, given, used = (
        _billed(as_of, chosen),
        _settled(as_of, chosen),
        _given(as_of, chosen),
        _used(as_of, chosen),
    )
    return {
        PayerAccount(*key): AccountBalance(
            billed.get(key, ZERO) - settled.get(key, ZERO), given.get(key, ZERO) - used.get(key, ZERO)
        )
        for key in sorted(billed.keys() | given.keys())
    }


def _billed(as_of: date | None, estates: list[Any] | None) -> Sums:
    lines = _of(BillLine.objects.filter(bill__state=BillState.ISSUED), "bill__estate", estates)
    if as_of is not None:
        lines = lines.filter(bill__issued_on__lte=as_of)
    return _sums(lines.annotate(party=PARTY).values_list("bill__unit_code", "party"))


def _settled(as_of: date | None, estates: list[Any] | None) -> Sums:
    return _of_credits(Settlement.objects.exclude(line=None), as_of, estates)


def _used(as_of: date | None, estates: list[Any] | None) -> Sums:
    return _of_credits(Settlement.objects.all(), as_of, estates)


def _of_credits(rows: QuerySet[Settlement], as_of: date | None, estates: list[Any] | None) -> Sums:
    rows = _of(rows if as_of is None else rows.filter(day__lte=as_of), "credit__estate", estates)
    return _sums(rows.values_list("credit__unit_code", "credit__party"))


def _given(as_of: date | None, estates: list[Any] | None) -> Sums:
    credits = _of(Credit.objects.all(), "estate", estates)
    return _sums((credits if as_of is None else credits.filter(day__lte=as_of)).values_list("unit_code", "party"))


def _of(rows: QuerySet[Any], column: str, estates: list[Any] | None) -> QuerySet[Any]:
    return rows.order_by() if estates is None else rows.order_by().filter(**{f"{column}__in": estates})


def _sums(grouped: QuerySet[Any]) -> Sums:
    return {(unit, party): total for unit, party, total in grouped.annotate(total=Sum("amount"))}
