"""On which day the bank has what the books have: for day books and bank reconciliation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Max, Q, QuerySet

from invoices.modules.payments.domain.channels import ACCOUNTS
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, Receipt
from property_ops.framework.bulk import slices
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month

CHUNK = 500


class Straddling(NamedTuple):
    """Money that the books and the bank have on different sides of a day: what came is above zero."""

    source: str
    at_bank: date
    in_books: date
    amount: Yuan


def days_at_the_bank(sources: Sequence[str]) -> dict[str, date]:
    """The bank's own day of what an entry's source says came or went; sources that know none are left out."""
    found: dict[str, date] = {}
    numbers = [source.removeprefix("receipt/") for source in sources if source.startswith("receipt/")]
    for some in slices(numbers, CHUNK):
        rows = Receipt.objects.filter(number__in=some).values_list("number", "received_on")
        found |= {f"receipt/{number}": day for number, day in rows}
    keys = [source.split("/", 2)[2] for source in sources if source.startswith("disbursement/")]
    for some in slices(keys, CHUNK):
        paid = Disbursement.objects.filter(identity__in=some).values_list("channel", "identity", "paid_on")
        found |= {f"disbursement/{channel}/{identity}": day for channel, identity, day in paid}
    return found


def straddling(account: str, *, end: date) -> Iterator[Straddling]:
    """What moved on the account of money before `end` by the one and from then on by the other."""
    channel = next((channel for channel, code in ACCOUNTS.items() if code == account), None)
    receipts = Receipt.objects.filter(_apart("received_on", end), channel=channel).exclude(state=ReceiptState.REVERSED)
    for number, at_bank, in_books, amount, fee in receipts.order_by("received_on", "pk").values_list(
        "number", "received_on", "posted_on", "amount", "fee"
    ):
        yield Straddling(f"receipt/{number}", at_bank, in_books, amount - fee)
    paid = Disbursement.objects.filter(_apart("paid_on", end), channel=channel, reversal=None)
    for identity, at_bank, in_books, amount, fee in paid.order_by("paid_on", "pk").values_list(
        "identity", "paid_on", "posted_on", "amount", "fee"
    ):
        yield Straddling(f"disbursement/{channel}/{identity}", at_bank, in_books, -(amount + fee))


class ClosingBalance(NamedTuple):
    """Where one of the company's accounts at the bank stood at a month's end, as it has said itself: from rows of
    `month`, since when nothing moved. None where rows are missing between."""

    own_account: str
    month: Month
    balance: Yuan | None


def closing_balances(account: str, month: Month) -> list[ClosingBalance]:
    """By account at the bank, those that tell their balance and moved in the month or before."""
    channel = next((channel for channel, code in ACCOUNTS.items() if code == account), None)
    told = {"channel": channel, "balance__isnull": False}
    came = Receipt.objects.filter(**told).exclude(state=ReceiptState.REVERSED)
    went = Disbursement.objects.filter(**told, reversal=None)
    last: dict[str, date] = {}
    for rows, day in (came, "received_on"), (went, "paid_on"):
        ended = rows.filter(**{f"{day}__lt": month.end}).order_by().values_list("own_account")
        for own, on in ended.annotate(last=Max(day)):
            last[own] = max(on, last.get(own, on))
    return [
        ClosingBalance(own, Month.of(on), _ended(came, went, own, Month.of(on))) for own, on in sorted(last.items())
    ]


def closing_balance(account: str, month: Month) -> Yuan | None:
    """Where the bank's own rows say that the month ended, all accounts together; nothing where that is not certain, or
    none moved in the month."""
    found = closing_balances(account, month)
    balances = [one.balance for one in found if one.balance is not None]
    if len(balances) < len(found) or all(one.month < month for one in found):
        return None
    return sum(balances, ZERO)


def _ended(came: QuerySet[Receipt], went: QuerySet[Disbursement], own: str, month: Month) -> Yuan | None:
    """In whatever order the rows came: each row's balance is the one before the next row, but the last's."""
    names = ("balance", "amount", "fee")
    rows = [
        *came.filter(own_account=own, received_on__gte=month.start, received_on__lt=month.end).values_list(*names),
        *(
            (balance, -amount, fee)
            for balance, amount, fee in went.filter(
                own_account=own, paid_on__gte=month.start, paid_on__lt=month.end
            ).values_list(*names)
        ),
    ]
    ends: Counter[int] = Counter()
    for balance, moved, fee in rows:
        ends[balance.fen] += 1
        ends[(balance - moved + fee).fen] -= 1
    last = [fen for fen, times in ends.items() for _ in range(times)]
    return Yuan(last[0]) if len(last) == 1 else None


def _apart(day: str, end: date) -> Q:
    early, late = Q(**{f"{day}__lt": end}), Q(**{f"{day}__gte": end})
    return (early & Q(posted_on__gte=end)) | (late & Q(posted_on__lt=end))
