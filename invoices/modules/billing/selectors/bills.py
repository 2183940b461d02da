"""Bills as screens list and show them, of the estates that the reader may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from invoices.modules.billing.domain.states import BillState
from invoices.modules.billing.models import Bill, BillLine
from invoices.modules.billing.selectors.freezing import frozen_lines
from invoices.modules.charges.public import Charge, FrozenLine
from invoices.modules.ledger.public import entry_of, owed_by
from property_ops.framework.fields import YuanField
from property_ops.framework.finding import begins_with, may_be_number
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import find_with_unit

_DUE = ExpressionWrapper(F("forward") + F("total") - F("paid"), output_field=YuanField())


_PARTY = Case(When(payer=None, then=Value("")), default=Cast("payer_id", CharField()), output_field=CharField())


def _with_due(bills: QuerySet[Bill]) -> QuerySet[Any]:
    """With `forward`, what stands before the bill, and `due`, what the resident gets to see.

    Both are frozen once it is issued; of a draft, `forward` is what its payer owes now, or below zero has in advance.
    """
    now = owed_by(OuterRef("unit_code"), OuterRef("ledger_party"))
    forward = Case(
        When(state=BillState.ISSUED.value, then=F("brought_forward")),
        default=Coalesce(now, Value(ZERO, YuanField()), output_field=YuanField()),
        output_field=YuanField(),
    )
    return bills.annotate(ledger_party=_PARTY).annotate(forward=forward).annotate(due=_DUE)


def visible_bills(user: User) -> QuerySet[Bill]:
    """The bills this person may see, latest month first, in building order."""
    bills = Bill.objects.visible_to(user).select_related("estate", "account__unit")
    return _with_due(bills).order_by(
        "-month",
        "estate__code",
        "account__unit__building",
        "account__unit__entrance",
        "account__unit__room",
        "pk",
    )


def visible_lines(user: User) -> QuerySet[BillLine]:
    return BillLine.objects.visible_to(user)


def find_bills(bills: QuerySet[Bill], text: str) -> QuerySet[Bill]:
    """Bills by number, payer, or their unit: address, room, holder, plate, last digits of a phone."""
    text = text.strip()
    return find_with_unit(bills, text, "number", "payer_name") if text else bills


def first_bills(user: User, text: str, *, most: int) -> QuerySet[Bill]:
    """The first issued bills whose number begins so."""
    bills = Bill.objects.visible_to(user)
    if not may_be_number(text):
        return bills.none()
    return bills.filter(begins_with("number", text.upper())).order_by("number")[:most]


def unbilled(charges: QuerySet[Charge]) -> QuerySet[Charge]:
    """Those of the charges that stand on no bill."""
    return charges.filter(is_unbilled())


def is_unbilled() -> Q:
    """Of a charge, that it stands on no bill."""
    return Q(~Exists(BillLine.objects.filter(charge=OuterRef("pk"))))


def months_with_bills() -> list[Month]:
    """Latest first."""
    return [Month.of(day) for day in Bill.objects.order_by("-month").values_list("month", flat=True).distinct()]


def bills_of_unit(user: User, unit: Any) -> QuerySet[Bill]:
    """The unit's bills, latest first."""
    return visible_bills(user).filter(account__unit=unit).order_by("-month", "-pk")


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing in the life of a bill."""

    what: str
    by: Any
    at: date | datetime


def history(bill: Bill) -> list[Happened]:
    """Who prepared, approved and issued it, and when."""
    return list(_history(bill))


def _history(bill: Bill) -> Iterator[Happened]:
    yield Happened("drafted", bill.prepared_by, timezone.localtime(bill.prepared_at))
    if bill.decided_at:
        yield Happened("approved", bill.decided_by, timezone.localtime(bill.decided_at))
    if bill.issued_on:
        yield Happened("issued", bill.issued_by, bill.issued_on)


def lines_of(bill: Bill) -> list[FrozenLine]:
    return [line for _, line in frozen_lines(BillLine.objects.filter(bill=bill))]


def ledger_entry(bill: Bill) -> Any:
    """The journal entry that posted the bill, with its legs; None while it is not issued or amounts to nothing."""
    return entry_of(f"bill/{bill.number}") if bill.number else None
