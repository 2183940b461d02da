"""Receipts as screens list them, of the estates that the reader may see."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from invoices.modules.billing.public import Bill, BillLine
from invoices.modules.payments.domain.states import ReceiptState
from invoices.modules.payments.models import Match, Receipt, Refund
from invoices.modules.receivables.public import history_of, unapplied_credits
from property_ops.framework.fields import YuanField
from property_ops.framework.finding import begins_with, may_be_number
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Unit, find_units


@dataclass(frozen=True, slots=True)
class Undecided:
    """How many receipts of a month, and how much, nobody has matched: those that wait, and those put aside."""

    waiting: int
    waiting_amount: Yuan
    deferred: int
    parked_amount: Yuan


def undecided(month: Month | None = None) -> Undecided:
    """Of the month in which they were posted, or of all."""
    rows = with_left(Receipt.objects.all()).order_by()
    if month:
        rows = rows.filter(posted_on__gte=month.start, posted_on__lt=month.end)
    found = {
        state: (count, amount)
        for state, count, amount in rows.values_list("state").annotate(count=Count("pk"), sum=Sum("left"))
    }
    waiting = found.get(ReceiptState.WAITING, (0, ZERO))
    return Undecided(*waiting, *found.get(ReceiptState.DEFERRED, (0, ZERO)))


def with_left(receipts: QuerySet[Receipt]) -> QuerySet[Any]:
    """With `matched`, and `left`: what is neither matched nor given back; of an own transfer nothing."""
    matches = Match.objects.filter(receipt=OuterRef("pk"), undone_on=None).order_by().values("receipt")
    total = Subquery(matches.annotate(total=Sum("amount")).values("total"))
    return receipts.annotate(
        matched=Coalesce(total, Value(ZERO, YuanField()), output_field=YuanField()),
        left=Case(
            When(state=ReceiptState.TRANSFER, then=Value(ZERO, YuanField())),
            default=ExpressionWrapper(F("amount") - F("refunded") - F("matched"), output_field=YuanField()),
            output_field=YuanField(),
        ),
    )


def all_receipts() -> QuerySet[Any]:
    """As they were posted, the latest first."""
    return with_left(Receipt.objects.all()).prefetch_related("matches__unit").order_by("-posted_on", "-pk")


def visible_receipts(user: User) -> QuerySet[Any]:
    """Money is of the whole company: who may see receipts sees all."""
    return with_left(Receipt.objects.visible_to(user)).prefetch_related("matches__unit")


def of_unit(receipts: QuerySet[Any], code: str) -> QuerySet[Any]:
    """Those that are matched with the unit's account."""
    return receipts.filter(pk__in=Match.objects.filter(unit__code=code, undone_on=None).values("receipt"))


def find_receipts(receipts: QuerySet[Any], text: str) -> QuerySet[Any]:
    """By number, transaction, payer, memo, or the unit it was matched with."""
    units = find_units(Unit.objects.all(), text).values("pk")
    of_units = Match.objects.filter(unit__in=units, undone_on=None).values("receipt")
    named = Q(number__icontains=text) | Q(payer_name__icontains=text) | Q(memo__icontains=text)
    return receipts.filter(named | Q(transaction__icontains=text) | Q(pk__in=of_units))


def first_receipts(user: User, text: str, *, most: int) -> QuerySet[Receipt]:
    """The first whose number begins so, or with this transaction."""
    receipts = Receipt.objects.visible_to(user)
    if not may_be_number(text):
        return receipts.none()
    return receipts.filter(begins_with("number", text.upper()) | Q(transaction=text)).order_by("number")[:most]


def to_match(state: ReceiptState = ReceiptState.WAITING) -> QuerySet[Any]:
    """The oldest first."""
    return with_left(Receipt.objects.filter(state=state)).order_by("received_on", "received_at", "pk")


def undecided_receipts() -> QuerySet[Any]:
    """Those that wait and those put aside."""
    return with_left(Receipt.objects.filter(state__in=(ReceiptState.WAITING, ReceiptState.DEFERRED)))


def receipts_of_unit(unit: Unit) -> QuerySet[Match]:
    """What was matched with the unit and stands, the latest first."""
    return (
        Match.objects.filter(unit=unit, undone_on=None)
        .select_related("receipt")
        .order_by("-receipt__received_on", "-pk")
    )


def matches_of(receipt: Receipt) -> QuerySet[Match]:
    """Undone ones too, in the order in which they were made."""
    return receipt.matches.select_related("unit__estate", "by", "undone_by", "credit").order_by("sequence")


def refunds(user: User) -> QuerySet[Refund]:
    return Refund.objects.visible_to(user).select_related("unit__estate", "prepared_by", "decided_by")


def latest_day(*, until: date) -> date | None:
    """The last day on which anything that came in was posted, up to the one given."""
    return (
        Receipt.objects.filter(posted_on__lte=until).order_by("-posted_on").values_list("posted_on", flat=True).first()
    )


def credit_of_unit(unit: Unit) -> QuerySet[Any]:
    """The credits of the unit's accounts that are not used up."""
    return unapplied_credits(unit_code=unit.code)


def settlements_of_bill(bill: Bill) -> QuerySet[Any]:
    """Whatever settled lines of the bill, and what was taken back."""
    lines = BillLine.objects.filter(bill=bill).values("pk")
    return history_of(lines=lines).select_related("credit__match__receipt")
