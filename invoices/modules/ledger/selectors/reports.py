"""The trial balance (科目余额表), and the ledger of one account (总账, 明细账)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.db.models import Q, QuerySet, Sum

from invoices.modules.ledger.domain.reports import MonthSum, Posting, ReportScope, TrialRow, with_headings
from invoices.modules.ledger.models import Entry, LedgerAccount, Leg
from invoices.modules.ledger.selectors.scope import before, day_of, legs_in, legs_until, of_account
from invoices.modules.ledger.selectors.sums import not_in
from invoices.modules.ledger.selectors.turnovers import sums_for, turnovers
from property_ops.framework.first_days import FirstOfMonth
from property_ops.kernel.money import ZERO, Yuan

_CHUNK = 5_000


def trial_balance_of(scope: ReportScope) -> list[TrialRow]:
    """Every account with a leg up to the end of the period, and those that add them up."""
    sums, earlier = sums_for(scope), before(scope, scope.period.start)
    later = (
        not_in(sums, legs_until(scope))
        .order_by()
        .values_list("account_id")  # codes are joined below: a third less than grouping by them
        .annotate(
            opening=Sum("amount", filter=earlier),
            debit=Sum("amount", filter=~earlier & Q(amount__gt=ZERO)),
            credit=Sum("amount", filter=~earlier & Q(amount__lt=ZERO)),
        )
    )
    accounts = {pk: (code, name) for pk, code, name in LedgerAccount.objects.values_list("pk", "code", "name")}
    names = dict(accounts.values())
    rows = [
        TrialRow(*accounts[account], opening or ZERO, debit or ZERO, -(credit or ZERO))
        for account, opening, debit, credit in later
    ]
    for one in turnovers(sums, scope):
        moved = (ZERO, one.debit, one.credit) if one.first >= scope.period.start else (one.balance, ZERO, ZERO)
        rows.append(TrialRow(one.account, names[one.account], *moved))
    return with_headings(rows, names)


def opening_of(code: str, scope: ReportScope) -> Yuan:
    """Where the account stood when the period began."""
    sums = sums_for(scope)
    past = sum((one.balance for one in turnovers(sums, scope, code) if one.first < scope.period.start), ZERO)
    earlier = not_in(sums, legs_until(scope).filter(before(scope, scope.period.start)))
    return past + _sum(of_account(earlier, code))


def legs_of(code: str, scope: ReportScope) -> QuerySet[Leg]:
    """The account's legs in the period, in the ledger's order."""
    return of_account(legs_in(scope), code).order_by("entry__number", "position")


def postings(legs: QuerySet[Leg], opening: Yuan, *, start: int = 0, stop: int | None = None) -> Iterator[Posting]:
    """The legs from `start` up to `stop` as the account's ledger shows them, read as they are wanted."""
    balance = opening + (_sum(legs[:start]) if start else ZERO)
    rows = legs[start:stop].values_list(
        "entry__number",
        "entry__posted_on",
        "entry__month",
        "entry__source",
        "entry__memo",
        "account__code",
        "estate",
        "subledger",
        "amount",
    )
    for row in rows.iterator(chunk_size=_CHUNK):
        balance += row[-1]
        yield Posting(*row, balance)


def months_of(code: str, scope: ReportScope) -> list[MonthSum]:
    """The account's general ledger (总账): a line for each month of the period in which something moved."""
    sums = sums_for(scope)
    later = (
        of_account(not_in(sums, legs_in(scope)), code)
        .order_by()
        .annotate(first=FirstOfMonth(day_of(scope)))
        .values_list("first")
        .annotate(debit=Sum("amount", filter=Q(amount__gt=ZERO)), credit=Sum("amount", filter=Q(amount__lt=ZERO)))
    )
    moved: defaultdict[date, tuple[Yuan, Yuan]] = defaultdict(lambda: (ZERO, ZERO))
    for first, debit, credit in later:
        moved[first] = debit or ZERO, -(credit or ZERO)
    for one in turnovers(sums, scope, code):
        if one.first >= scope.period.start:
            moved[one.first] = moved[one.first][0] + one.debit, moved[one.first][1] + one.credit
    balance, months = opening_of(code, scope), []
    for first in sorted(moved):
        debit, credit = moved[first]
        balance += debit - credit
        months.append(MonthSum(first, debit, credit, balance))
    return months


def latest_day(*, until: date | None = None) -> date | None:
    """The last day something was posted on, of those up to `until`: what is posted ahead is nobody's latest month."""
    entries = Entry.objects.filter(posted_on__lte=until) if until else Entry.objects.all()
    return entries.order_by("-posted_on").values_list("posted_on", flat=True).first()


def opening_balances(scope: ReportScope) -> dict[str, Yuan]:
    """What each account was when the period began, by code; those at zero are left out."""
    return _balances(legs_until(scope).filter(before(scope, scope.period.start)))


def closing_balances(scope: ReportScope) -> dict[str, Yuan]:
    """What each account is when the period ends, by code; every account with a leg."""
    return _balances(legs_until(scope), with_zero=True)


def counted_in(scope: ReportScope) -> int:
    """How many entries the scope has."""
    return legs_in(scope).order_by().values("entry_id").distinct().count()


class LegOfEntry(NamedTuple):
    account: str
    estate: str
    subledger: str
    party: str
    amount: Yuan


class EntryWithLegs(NamedTuple):
    number: int
    posted_on: date
    month: date
    source: str
    memo: str
    digest: str
    legs: list[LegOfEntry]


def entries_with_legs(scope: ReportScope) -> Iterator[EntryWithLegs]:
    """The entries of the period, each with its whole legs if one of them is in the scope; read as they are wanted."""
    entries = legs_in(scope).order_by().values("entry_id")
    rows = (
        Leg.objects.filter(entry__in=entries)
        .order_by("entry__number", "position")
        .values_list(
            "entry__number",
            "entry__posted_on",
            "entry__month",
            "entry__source",
            "entry__memo",
            "entry__digest",
            "account__code",
            "estate",
            "subledger",
            "party",
            "amount",
        )
    )
    for head, group in groupby(rows.iterator(chunk_size=_CHUNK), key=lambda row: row[:6]):
        number, posted_on, month, source, memo, digest = head
        legs = [LegOfEntry(*row[6:]) for row in group]
        yield EntryWithLegs(number, posted_on, month, source, memo, digest, legs)


def _balances(legs: QuerySet[Leg], *, with_zero: bool = False) -> dict[str, Yuan]:
    sums = legs.order_by().values_list("account__code").annotate(total=Sum("amount")).order_by("account__code")
    return {code: total for code, total in sums if total or with_zero}


def _sum(legs: QuerySet[Leg]) -> Yuan:
    total: Yuan | None = legs.aggregate(total=Sum("amount"))["total"]
    return total or ZERO
