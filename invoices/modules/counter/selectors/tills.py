"""What is in a cashier's till by the receipts, and what was counted of it."""

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from invoices.modules.counter.domain.tills import OtherTaking, TillMovement
from invoices.modules.counter.models import DayClose
from invoices.modules.payments.public import PaymentChannel, Receipt, ReceiptReversal, Refund
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.models import User
from property_ops.kernel.period import ONE_DAY


def day_closes(user: User) -> QuerySet[DayClose]:
    return DayClose.objects.visible_to(user).select_related("prepared_by", "decided_by")


def standing() -> QuerySet[DayClose]:
    """Those that wait or are approved."""
    return DayClose.objects.exclude(state__in=NEVER_MIND)


def last_close(cashier: User) -> DayClose | None:
    return standing().filter(prepared_by=cashier).order_by("-day", "-pk").first()


def first_day(last: DayClose | None, day: date) -> date:
    """From when on a count of `day` reaches: the day after the one before, or the day itself."""
    return last.day + ONE_DAY if last else day


def taken_in_cash() -> QuerySet[Receipt]:
    """Cash that a person entered, and no file or other system brought."""
    return Receipt.objects.filter(channel=PaymentChannel.CASH, file="", transaction="")


def till_movements(cashier: User, *, since: date, day: date, last: DayClose | None) -> list[TillMovement]:
    """The cash of a cashier from `since` to `day`, by day and number.

    What was given back on the day of the last count, after it, is on no count yet, and comes with this one.
    """
    receipts = taken_in_cash().filter(recorded_by=cashier, received_on__gte=since, received_on__lte=day)
    found = [
        TillMovement(f"receipt/{number}", amount)
        for number, amount in receipts.order_by("received_on", "number").values_list("number", "amount")
    ]
    counted = {source for source, _fen in last.movements} if last else set()
    given_back = _given_back(cashier, last.day if last else since, day)
    return found + [one for one in given_back if one.source not in counted]


def _given_back(cashier: User, since: date, day: date) -> list[TillMovement]:
    reversed_ = ReceiptReversal.objects.filter(
        receipt__in=taken_in_cash().filter(recorded_by=cashier), decided_at__date__gte=since, decided_at__date__lte=day
    )
    refunds = Refund.objects.filter(
        channel=PaymentChannel.CASH,
        state=ApprovalState.APPROVED,
        prepared_by=cashier,
        posted_on__gte=since,
        posted_on__lte=day,
    )
    rows = [
        *(("reversal", *row) for row in reversed_.values_list("receipt__number", "receipt__amount")),
        *(("refund", *row) for row in refunds.values_list("number", "amount")),
    ]
    return [TillMovement(f"{kind}/{number}", -amount) for kind, number, amount in sorted(rows)]


def other_takings(cashier: User, *, since: date, day: date) -> list[OtherTaking]:
    """What the cashier entered of those days that was not paid in cash, by the way of payment."""
    rows = Receipt.objects.filter(recorded_by=cashier, file="", received_on__gte=since, received_on__lte=day)
    rows = rows.exclude(channel=PaymentChannel.CASH).exclude(state="reversed").order_by("channel")
    found = rows.values_list("channel").annotate(count=Count("pk"), sum=Sum("amount"))
    return [OtherTaking(channel, count, total) for channel, count, total in found]


def receipts_of(close: DayClose) -> QuerySet[Any]:
    """The cash receipts that the count is of."""
    numbers = [one.source.removeprefix("receipt/") for one in close.till_movements if one.source.startswith("receipt/")]
    return Receipt.objects.filter(number__in=numbers).order_by("number")


def taken_by(cashier: User, pk: int | None) -> Receipt | None:
    """The receipt that the cashier entered, with what it was matched with."""
    if pk is None:
        return None
    return Receipt.objects.filter(pk=pk, recorded_by=cashier).prefetch_related("matches__unit").first()
