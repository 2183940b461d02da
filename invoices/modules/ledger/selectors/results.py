"""Income and cost of an estate, and what a kind of source posted: read for those who reckon with the ledger."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from invoices.modules.ledger.domain.entries import CARRY_FORWARD, RECEIVABLE
from invoices.modules.ledger.models import Entry, Leg
from invoices.modules.ledger.models.entry import AccountKind, LedgerAccount
from invoices.modules.ledger.selectors.sums import not_in, summed_up
from property_ops.framework.fields import StoredInteger
from property_ops.framework.first_days import FirstOfYear, first_days
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month, Period


@dataclass(frozen=True, slots=True)
class ResultMovement:
    """What was posted to an income or expense account in a month; `amount` is above zero on the account's own side."""

    estate: str
    month: Month
    account: str
    name: str
    is_income: bool
    subledger: str
    amount: Yuan


@dataclass(frozen=True, slots=True)
class SourceLeg:
    source: str
    month: Month
    account: str
    estate: str
    subledger: str
    fen: int


def movements(*, estates: Collection[str], period: Period, up_to: int | None = None) -> list[ResultMovement]:
    """By estate, month that entries belong to, account and sub-ledger; `up_to` leaves later entry numbers out."""
    accounts = {
        account.pk: account
        for account in LedgerAccount.objects.filter(kind__in=[AccountKind.INCOME, AccountKind.EXPENSE]).order_by("code")
    }
    sums, chosen = summed_up(up_to=up_to), {"account__in": list(accounts), "estate__in": estates}
    legs = not_in(sums, Leg.objects.filter(**chosen))
    legs = legs.filter(entry__month__gte=period.start, entry__month__lt=period.end).order_by()
    legs = legs.exclude(entry__source__startswith=CARRY_FORWARD)
    if up_to is not None:
        legs = legs.filter(entry__number__lte=up_to)
    past = sums.turnovers().filter(**chosen, belongs__gte=period.start, belongs__lt=period.end).order_by()
    moved: defaultdict[tuple[str, date, int, str], Yuan] = defaultdict(lambda: ZERO)
    for *key, amount in legs.values_list("estate", "entry__month", "account_id", "subledger").annotate(
        total=Sum("amount")
    ):
        moved[tuple(key)] += amount
    for *key, debit, credit in past.values_list("estate", "belongs", "account_id", "subledger").annotate(
        debits=Sum("debit"), credits=Sum("credit")
    ):
        moved[tuple(key)] += debit - credit
    carried = Leg.objects.filter(
        **chosen,
        entry__in=entries_of(CARRY_FORWARD).values("pk"),
        entry__number__lte=sums.number,
        entry__posted_on__lt=sums.until,
        entry__month__gte=period.start,
        entry__month__lt=period.end,
    )
    for *key, amount in carried.order_by().values_list("estate", "entry__month", "account_id", "subledger", "amount"):
        moved[tuple(key)] -= amount
    ordered = sorted(moved, key=lambda key: (key[0], key[1], accounts[key[2]].code, key[3]))
    return [
        _movement(estate, month, accounts[account], subledger, moved[estate, month, account, subledger])
        for estate, month, account, subledger in ordered
        if moved[estate, month, account, subledger]
    ]


def legs_of_sources(prefix: str) -> Iterator[SourceLeg]:
    """The legs of all entries whose source begins with `prefix`, in the order they were posted."""
    legs = Leg.objects.filter(entry__in=entries_of(prefix).values("pk")).order_by("entry__number", "position")
    rows = legs.values_list(
        "entry__source", "entry__month", "account__code", "estate", "subledger", StoredInteger("amount")
    )
    for source, month, account, estate, subledger, fen in rows.iterator(chunk_size=5000):
        yield SourceLeg(source, Month.of(month), account, estate, subledger, fen)


def entries_of(prefix: str) -> QuerySet[Entry]:
    """The entries whose source begins with `prefix`; SQLite finds them by their index in a range only."""
    entries = Entry.objects.filter(source__startswith=prefix).order_by()
    if connection.vendor == "sqlite":
        entries = entries.filter(source__gte=prefix, source__lt=prefix[:-1] + chr(ord(prefix[-1]) + 1))
    return entries


def _movement(estate: str, month: date, account: LedgerAccount, subledger: str, amount: Yuan) -> ResultMovement:
    is_income = account.kind == AccountKind.INCOME
    return ResultMovement(
        estate, Month.of(month), account.code, account.name, is_income, subledger, -amount if is_income else amount
    )


def years() -> list[int]:
    """The years that entries belong to, latest first."""
    sums = summed_up()
    past = sums.turnovers().order_by().values_list("belongs", flat=True).distinct()
    later = Entry.objects.filter(sums.later).order_by().values_list("month", flat=True).distinct()
    return sorted({day.year for days in (past, later) for day in days}, reverse=True)


def years_posted_in() -> list[date]:
    """The first day of each year in which something was posted, or a month was closed."""
    sums = summed_up()
    closed = first_days(sums.turnovers(), FirstOfYear("close__month"))
    return sorted({*closed, *first_days(Entry.objects.filter(sums.later), FirstOfYear("posted_on"))})


def homes_by_income(*, estate: str, period: Period, up_to: int | None = None) -> dict[str, int]:
    """How many sub-ledgers (homes) the income of each account comes from, in entries that belong to the period."""
    legs = Leg.objects.filter(account__kind=AccountKind.INCOME, estate=estate)
    legs = legs.filter(entry__month__gte=period.start, entry__month__lt=period.end)
    if up_to is not None:
        legs = legs.filter(entry__number__lte=up_to)
    owed = Q(entry__legs__account__code=RECEIVABLE)
    homes = Count("entry__legs__subledger", filter=owed, distinct=True)
    counted = legs.order_by().values_list("account__code").annotate(homes=homes)
    return {account: number for account, number in counted if number}


def owed_by_source(prefix: str, *, estate: str, period: Period, up_to: int | None = None) -> Iterator[tuple[str, int]]:
    """Source and fen of each entry that made the estate's homes owe in the period; `up_to` as in `movements`."""
    legs = Leg.objects.filter(account__code=RECEIVABLE, estate=estate, entry__source__startswith=prefix)
    legs = legs.filter(entry__month__gte=period.start, entry__month__lt=period.end)
    if up_to is not None:
        legs = legs.filter(entry__number__lte=up_to)
    by_source = legs.order_by("entry__source").values_list("entry__source").annotate(fen=Sum(StoredInteger("amount")))
    yield from by_source.iterator(chunk_size=5000)


def credited_by_memo(
    prefix: str, words: str, *, estate: str, period: Period, up_to: int | None = None
) -> Iterator[tuple[str, int]]:
    """As `owed_by_source`, of entries whose memo ends with `words` and what they correct: that, and its fen."""
    legs = Leg.objects.filter(account__code=RECEIVABLE, estate=estate, entry__source__startswith=prefix)
    legs = legs.filter(entry__month__gte=period.start, entry__month__lt=period.end)
    if up_to is not None:
        legs = legs.filter(entry__number__lte=up_to)
    for memo, fen in legs.order_by("entry__number").values_list("entry__memo", StoredInteger("amount")):
        _before, found, corrected = memo.rpartition(words)
        if found:
            yield corrected, fen


def digests_of(numbers: Collection[int]) -> dict[int, str]:
    """The digests of these entries, as far as they are in the ledger."""
    return dict(Entry.objects.filter(number__in=numbers).values_list("number", "digest"))
