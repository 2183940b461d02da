"""Receipts as their papers say them: what they paid, and for whom."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.papers import PaidLine, ReceiptDoc
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Match, Receipt
from invoices.modules.receivables.public import history_of
from property_ops.kernel.chinese_days import chinese_month
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Company

WAYS = {
    PaymentChannel.CASH: "现金",
    PaymentChannel.BANK: "银行转账",
    PaymentChannel.WECHAT: "微信",
    PaymentChannel.ALIPAY: "支付宝",
    PaymentChannel.CARD: "银行卡",
}


def printable(*, day: date | None = None, ids: Iterable[int] = ()) -> list[Receipt]:
    """The matched receipts that were posted on a day, or with these keys, by number."""
    receipts = Receipt.objects.filter(state=ReceiptState.MATCHED)
    chosen = receipts.filter(posted_on=day) if day else receipts.filter(pk__in=list(ids))
    return list(chosen.select_related("recorded_by").order_by("number"))


def documents_of(receipts: Sequence[Receipt]) -> list[ReceiptDoc]:
    """One for each account that a receipt was matched with."""
    matches = Match.objects.filter(receipt__in=[one.pk for one in receipts], undone_on=None)
    counts = Counter(matches.values_list("receipt_id", flat=True))
    return _documents(matches, {pk for pk, count in counts.items() if count > 1})


def document_of_account(match: Match) -> ReceiptDoc:
    """The receipt as the account that it was matched with sees it, and nothing of others."""
    same = Match.objects.filter(receipt=match.receipt_id, undone_on=None)
    return _documents(same.filter(pk=match.pk), {match.receipt_id} if same.count() > 1 else set())[0]


def _documents(matches: QuerySet[Match], several: Container[int]) -> list[ReceiptDoc]:
    """`several`: the receipts that are for more than one account."""
    company = Company.load()
    contact = "　".join(filter(None, (company.address, company.phone)))
    found = list(matches.select_related("receipt__recorded_by", "unit__estate").order_by("receipt__number", "sequence"))
    lines = paid_lines([one.credit_id for one in found], until={one.credit_id: one.day for one in found})
    return [
        ReceiptDoc(
            company=company.name,
            contact=contact,
            number=_number(match, several),
            received_on=match.receipt.received_on,
            payer=match.receipt.payer_name or match.party_name or "—",
            account=match.unit.code,
            place=f"{match.unit.estate.name} {match.unit.building}-{match.unit.entrance}-{match.unit.room}",
            way=WAYS[PaymentChannel(match.receipt.channel)],
            lines=lines.get(match.credit_id, ()),
            amount=match.amount,
            taken_by=str(match.receipt.recorded_by),
        )
        for match in found
    ]


def _number(match: Match, several: Container[int]) -> str:
    """Of a receipt for several accounts each has a paper of its own."""
    number = match.receipt.number
    return f"{number} / {match.sequence}" if match.receipt_id in several else number


def paid_lines(credits: Sequence[int], *, until: Mapping[int, date] | None = None) -> dict[int, list[PaidLine]]:
    """What each credit settles, the oldest bill first: now, or up to a day of its own.

    A paper tells of the day of its match, so that it says the same whenever it is printed: what was in advance then,
    and paid a bill since, is in advance on it.
    """
    standing: dict[tuple[int, int], Yuan] = {}
    about: dict[int, tuple[str, str, str]] = {}
    for row in history_of(credits=credits).exclude(line=None):
        if row.line is None or (until and row.day > until[row.credit_id]):
            continue
        key = row.credit_id, row.line.pk
        standing[key] = standing.get(key, ZERO) + row.amount
        month = row.line.bill.month
        about[row.line.pk] = row.line.item_name, chinese_month(month), row.line.bill.number or ""
    found: dict[int, list[PaidLine]] = {}
    for (credit, line), amount in standing.items():
        if amount:
            found.setdefault(credit, []).append(PaidLine(*about[line], amount))
    return found
