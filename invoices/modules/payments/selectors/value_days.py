"""On which day the bank has what the books have: for day books and bank reconciliation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from invoices.modules.payments.domain.channels import ACCOUNTS
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Disbursement, Receipt
from property_ops.framework.bulk import slices
from property_ops.kernel.money import Yuan
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


def closing_balance(account: str, month: Month) -> Yuan | None:
    """Where the bank's own rows of the month say that it ended, in whatever order they came.

    Each row's balance is the one before the next row, but the last's. Nothing where rows are missing between.
    """
    channel = next((channel for channel, code in ACCOUNTS.items() if code == account), None)
    days = {"channel": channel, "balance__isnull": False}
    came = Receipt.objects.filter(**days, received_on__gte=month.start, received_on__lt=month.end)
    went = Disbursement.objects.filter(**days, paid_on__gte=month.start, paid_on__lt=month.end, reversal=None)
    names = ("own_account", "balance", "amount", "fee")
    rows = [
        *came.exclude(state=ReceiptState.REVERSED).values_list(*names),
        *((own, balance, -amount, fee) for own, balance, amount, fee in went.values_list(*names)),
    ]
    stood: dict[str, Counter[int]] = {}
    for own, balance, moved, fee in rows:
        ends = stood.setdefault(own, Counter())
        ends[balance.fen] += 1
        ends[(balance - moved + fee).fen] -= 1
    last = [[fen for fen, times in ends.items() for _ in range(times)] for ends in stood.values()]
    if not last or any(len(one) != 1 for one in last):
        return None
    return Yuan(sum(one[0] for one in last))


def _apart(day: str, end: date) -> Q:
    early, late = Q(**{f"{day}__lt": end}), Q(**{f"{day}__gte": end})
    return (early & Q(posted_on__gte=end)) | (late & Q(posted_on__lt=end))
