"""What stands in the ledger: balances, totals, and what a source posted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Q, QuerySet, Sum

from invoices.modules.ledger.domain.account_statement import PAYERS_ACCOUNTS
from invoices.modules.ledger.domain.entries import RECEIVABLE
from invoices.modules.ledger.models import Entry, Leg
from invoices.modules.ledger.selectors.sums import NOTHING, not_in, summed_up
from property_ops.framework.bulk import slices
from property_ops.framework.checks import Difference
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import ONE_DAY, Month, Period
from property_ops.kernel.text import gettext_noop

CLOSINGS_BACK = 2
"""So many closings are passed over, so that nearly everybody was billed since."""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Balance:
    """Of one sub-ledger account and party: what is owed, and what was credited since the last debit that counts."""

    owed: Yuan
    credited: Yuan


def balances(*, account: str, estate: str, since: str = "") -> dict[tuple[str, str], Balance]:
    """Balances of one estate by (sub-ledger, party).

    Credits are counted since the last debit, or since the last one of a source that begins with `since`: a debit of
    another source, such as a refund, then lessens them.
    """
    sums = summed_up(passing_over=CLOSINGS_BACK) if account in PAYERS_ACCOUNTS else NOTHING
    stood = sums.balances().filter(account__code=account, estate=estate)
    before = {(subledger, party): owed for subledger, party, owed in stood.values_list("subledger", "party", "balance")}
    legs = Leg.objects.filter(account__code=account, estate=estate)
    found = dict(_since(not_in(sums, legs), before, since))
    quiet = sorted({subledger for subledger, party in before if (subledger, party) not in found})
    for some in slices(quiet, 500):
        found |= {key: balance for key, balance in _since(legs.filter(subledger__in=some), {}, since) if key in before}
    return found


def _since(legs: QuerySet[Leg], before: Mapping[Key, Yuan], since: str) -> Iterator[tuple[Key, Balance]]:
    """By what stood before these legs; left out who stood there and was not debited in them.

    Sorted here: SQLite would rather find the payers in order than the estate, and read the legs of all estates.
    """
    rows = legs.order_by().values_list("subledger", "party", "entry__number", "amount", "entry__source")
    for key, group in groupby(sorted(rows.iterator(chunk_size=5000), key=itemgetter(0, 1, 2)), key=itemgetter(0, 1)):
        owed, credited, is_known = before.get(key, ZERO), ZERO, key not in before
        for *_, amount, source in group:
            owed += amount
            if amount > ZERO and source.startswith(since):
                credited, is_known = ZERO, True
            else:
                credited -= amount
        if is_known:
            yield key, Balance(owed, credited)


def balances_of_account(account: str) -> dict[tuple[str, str], Yuan]:
    """The balance of every (sub-ledger, party) of an account."""
    legs = Leg.objects.filter(account__code=account).order_by().values_list("subledger", "party")
    return {(subledger, party): total for subledger, party, total in legs.annotate(total=Sum("amount"))}


@dataclass(frozen=True, slots=True)
class AccountLeg:
    """What an entry did to an account: debit above zero."""

    day: date
    month: Month
    source: str
    memo: str
    amount: Yuan


def legs_on(account: str, *, estate: str) -> Iterator[AccountLeg]:
    """What was posted to an account of an estate, in order."""
    legs = Leg.objects.filter(account__code=account, estate=estate).order_by("entry__number", "position")
    names = ("entry__posted_on", "entry__month", "entry__source", "entry__memo", "amount")
    for day, month, *said in legs.values_list(*names):
        yield AccountLeg(day, Month.of(month), *said)


def payers_with_balance(account: str, balance: Yuan, *, most: int) -> list[tuple[str, str]]:
    """The (sub-ledger, party) whose balance of an account is exactly this, `most` of them: from an index alone."""
    legs = Leg.objects.filter(account__code=account).order_by().values_list("subledger", "party")
    found = legs.annotate(total=Sum("amount")).filter(total=balance)[:most]
    return [(subledger, party) for subledger, party, _total in found]


def balances_by_estate(account: str, *, until: date) -> dict[str, Yuan]:
    """The balance of an account in each estate (by code) after what was posted up to and on that day."""
    sums = summed_up(before=until + ONE_DAY)
    later = not_in(sums, Leg.objects.filter(account__code=account, entry__posted_on__lte=until)).order_by()
    found = dict(later.values_list("estate").annotate(total=Sum("amount")))
    past = sums.turnovers().filter(account__code=account).order_by().values_list("estate")
    for estate, debit, credit in past.annotate(debits=Sum("debit"), credits=Sum("credit")):
        found[estate] = found.get(estate, ZERO) + debit - credit
    return found


def daily_turnover(account: str, period: Period) -> dict[date, Yuan]:
    """What was posted to an account in all estates, debits less credits, on each day of the period that has any."""
    legs = Leg.objects.filter(
        account__code=account, entry__posted_on__gte=period.start, entry__posted_on__lt=period.end
    )
    return dict(legs.order_by().values_list("entry__posted_on").annotate(total=Sum("amount")))


def trial_balance() -> list[tuple[str, str, Yuan, Yuan]]:
    """(account code, name, debits, credits) of every account with a leg; both totals are positive."""
    rows = (
        Leg.objects.order_by("account__code")
        .values_list("account__code", "account__name")
        .annotate(debit=Sum("amount", filter=Q(amount__gt=ZERO)), credit=Sum("amount", filter=Q(amount__lt=ZERO)))
    )
    return [(code, name, debit or ZERO, -(credit or ZERO)) for code, name, debit, credit in rows]


def posted_to(account: str) -> dict[str, Yuan]:
    """What each source posted to one account: source → amount."""
    rows = Leg.objects.filter(account__code=account).values_list("entry__source").annotate(total=Sum("amount"))
    return dict(rows)


def unlike_entries(kind: str, wanted: Mapping[str, Yuan]) -> Iterator[Difference]:
    """Where what papers should post to the receivables (number → amount) is not what they did; `kind` like `bill/`."""
    posted = {
        source.removeprefix(kind): amount for source, amount in posted_to(RECEIVABLE).items() if source.startswith(kind)
    }
    for number, total in wanted.items():
        if total != posted.get(number, ZERO):
            yield Difference(
                gettext_noop("%(number)s is %(total)s, in the ledger it is %(posted)s"),
                {"number": number, "total": total, "posted": posted.get(number, ZERO)},
            )
    for number in sorted(posted.keys() - wanted.keys()):
        yield Difference(
            gettext_noop("the ledger has an entry of %(source)s, which is not approved"), {"source": f"{kind}{number}"}
        )


def evidence_of() -> dict[str, str]:
    """The digest of the document behind each entry that has one: source → digest."""
    return dict(Entry.objects.exclude(evidence="").values_list("source", "evidence"))


def counted() -> tuple[int, int]:
    """How many entries and legs there are."""
    return Entry.objects.count(), Leg.objects.count()


def unbalanced() -> Iterator[tuple[int, Yuan]]:
    """(entry number, sum of its legs) of every entry whose legs do not sum to zero."""
    sums = Leg.objects.order_by("entry__number").values_list("entry__number").annotate(total=Sum("amount"))
    yield from sums.exclude(total=ZERO)


def legs_without_entry() -> int:
    return Leg.objects.exclude(entry__in=Entry.objects.all()).count()


def count_of_sources(prefix: str) -> int:
    """How many entries there are whose source begins so."""
    return Entry.objects.filter(source__startswith=prefix).count()


def entry_of(source: str) -> Entry | None:
    """The entry that a source posted, with its legs and their accounts."""
    return Entry.objects.filter(source=source).prefetch_related("legs__account").first()
