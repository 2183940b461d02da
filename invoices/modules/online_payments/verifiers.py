"""What `property-ops verify` asks of the online payments."""

from collections.abc import Iterator

from django.db.models import F

from invoices.modules.online_payments.domain.states import BillOfDayState, OrderState
from invoices.modules.online_payments.models import BillOfDay, OnlineOrder
from property_ops.framework.checks import Check, Difference
from property_ops.kernel.text import gettext_noop


def verify() -> Iterator[Check]:
    yield _receipts()
    yield _bills()


def _receipts() -> Check:
    paid = OnlineOrder.objects.filter(state=OrderState.PAID)
    wrong = paid.exclude(
        receipt__amount=F("amount"), receipt__transaction=F("transaction"), receipt__channel=F("channel")
    )
    return Check(
        name=gettext_noop("Every online payment is a receipt of the same amount and transaction"),
        figures={gettext_noop("online payments"): paid.count()},
        differences=tuple(
            Difference(gettext_noop("order %(order)s is not what its receipt says"), {"order": number})
            for number in wrong.values_list("number", flat=True)
        ),
    )


def _bills() -> Check:
    bills = BillOfDay.objects.all()
    return Check(
        name=gettext_noop("The bills of the payment services tie out with the online payments, day by day"),
        figures={gettext_noop("days"): bills.count()},
        differences=tuple(
            Difference(
                gettext_noop("%(channel)s, %(day)s: %(says)s"),
                {"channel": bill.channel, "day": bill.day, "says": "; ".join(bill.differences)},
            )
            for bill in bills.exclude(state=BillOfDayState.TIES).order_by("day", "channel")
        ),
    )
