"""The statements of accounts (对账单): what payers owed, what was charged, what they paid."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    Max,
    PositiveBigIntegerField,
    QuerySet,
    Subquery,
    Sum,
    Value,
)

from invoices.modules.ledger.domain.account_statement import PAYERS_ACCOUNTS, AccountStatement, statement_of
from invoices.modules.ledger.models import Leg
from invoices.modules.ledger.selectors.scope import Rows
from invoices.modules.ledger.selectors.sums import NEVER, not_in, summed_up
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Period

_CHUNK = 5_000
_COLUMNS = ("estate", "subledger", "party", "number", "day", "month", "source", "memo", "amount")
_BEFORE = {
    "number": Value(0, output_field=PositiveBigIntegerField()),
    "day": Value(NEVER, output_field=DateField()),
    "month": Value(NEVER, output_field=DateField()),
    "source": Value("", output_field=CharField()),
    "memo": Value("", output_field=CharField()),
    "amount": F("balance"),
}
"""What an account owed at a closing, as a row before all others."""


def account_statements(
    period: Period, *, estates: Sequence[str] = (), account: str = "", party: str | None = None
) -> Iterator[AccountStatement]:
    """One for each account and party that owed anything, was charged or paid in the period; by estate, account, party.

    All estates for none. Everything is read once, in order, however many accounts there are.
    """
    chosen: dict[str, Any] = {"subledger": account} if account else {}
    if party is not None:
        chosen["party"] = party
    sums = summed_up(before=period.start)
    stood = _of_payers(sums.balances().filter(**chosen), estates).order_by()
    later = not_in(sums, _legs(period, estates).filter(**chosen)).order_by()
    rows = (
        later.annotate(
            number=F("entry__number"),
            day=F("entry__posted_on"),
            month=F("entry__month"),
            source=F("entry__source"),
            memo=F("entry__memo"),
        )
        .values_list(*_COLUMNS)
        .union(stood.annotate(**_BEFORE).values_list(*_COLUMNS), all=True)
        .order_by("estate", "subledger", "party", "number")
    )
    for (estate, subledger, owed_by), group in groupby(rows.iterator(chunk_size=_CHUNK), key=lambda row: row[:3]):
        found = statement_of(estate, subledger, owed_by, (row[3:] for row in group), start=period.start)
        if found.opening or found.lines or account:
            yield found


def account_balances(period: Period, *, estates: Sequence[str] = ()) -> dict[tuple[str, str, str], Yuan]:
    """What each (estate, account, party) owes at the end of the period, nothing left out."""
    sums = _legs(period, estates).order_by().values_list("estate", "subledger", "party").annotate(total=Sum("amount"))
    return {tuple(row[:3]): row[3] or ZERO for row in sums}


def owed(account: Any) -> Subquery:
    """What an account (户) owes now, all its payers together: `units.annotate(owed=owed(OuterRef("code")))`.

    None where nothing was ever posted to it.
    """
    legs = Leg.objects.filter(account__code__in=PAYERS_ACCOUNTS, subledger=account).order_by()
    return Subquery(legs.values("subledger").annotate(total=Sum("amount")).values("total"))


def was_posted_to(account: Any) -> Exists:
    """Whether anything was: `units.filter(was_posted_to(OuterRef("code")))`, for which nothing is summed up."""
    return Exists(Leg.objects.filter(account__code__in=PAYERS_ACCOUNTS, subledger=account))


def owed_by(account: Any, party: Any) -> Subquery:
    """What one payer of an account (户) owes now; as `owed`."""
    legs = Leg.objects.filter(account__code__in=PAYERS_ACCOUNTS, subledger=account, party=party).order_by()
    return Subquery(legs.values("subledger").annotate(total=Sum("amount")).values("total"))


def payers_of(account: str) -> list[tuple[str, date]]:
    """(party, last day) of those who ever had an entry on the account, the latest first."""
    legs = Leg.objects.filter(account__code__in=PAYERS_ACCOUNTS, subledger=account).order_by()
    return list(legs.values_list("party").annotate(last=Max("entry__posted_on")).order_by("-last", "party"))


def _legs(period: Period, estates: Sequence[str]) -> QuerySet[Leg]:
    return _of_payers(Leg.objects.filter(entry__posted_on__lt=period.end), estates)


def _of_payers(rows: QuerySet[Rows], estates: Sequence[str]) -> QuerySet[Rows]:
    rows = rows.filter(account__code__in=PAYERS_ACCOUNTS).exclude(subledger="")
    return rows.filter(estate__in=estates) if estates else rows
