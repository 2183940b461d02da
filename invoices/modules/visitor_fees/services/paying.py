"""A visitor begins to pay for a stay, by phone. The money comes with the order's payment (docs/adr/0056)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from invoices.modules.ledger.public import books
from invoices.modules.online_payments.public import OnlineOrder, OrderState, open_order_of_estate
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.visitor_fees.domain.errors import NothingToPayHere
from invoices.modules.visitor_fees.models import VisitorPayment
from invoices.modules.visitor_fees.selectors import account_of
from property_ops.modules.parking.public import ShortStay

OPEN_FOR, TAKEN_UP_FOR = timedelta(minutes=10), timedelta(minutes=5)
WORDS = "访客停车费"


def begin_visitor_payment(*, stay: ShortStay, channel: PaymentChannel, now: datetime) -> OnlineOrder:
    """An order for what the stay costs until now. The same again, soon after, is the same order.

    Raises NothingToPayHere.
    """
    with transaction.atomic(), books():
        account = account_of(stay, at=now)
        if account is None or not account.due:
            raise NothingToPayHere()
        begun = VisitorPayment.objects.filter(Q(amount=account.due), stay=stay, order__channel=channel)
        known = begun.filter(order__state=OrderState.OPEN, order__expires_at__gt=now + TAKEN_UP_FOR).first()
        if known:
            return known.order
        order = open_order_of_estate(
            estate=stay.estate,
            channel=channel,
            amount=account.due,
            words=f"{WORDS} {stay.estate.name}"[:60],
            now=now,
            open_for=OPEN_FOR,
        )
        VisitorPayment.objects.create(
            stay=stay,
            tariff=account.tariff,
            order=order,
            until=account.at,
            minutes=account.minutes,
            paid_before=account.paid,
            amount=account.due,
        )
    return order
