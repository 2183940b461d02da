"""What a service says when it is asked, and when it sends a notice: early, late, twice, or not at all."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from invoices.modules.online_payments.connector.services import service_of
from invoices.modules.online_payments.domain.errors import NoticeRefused, ServiceFailed
from invoices.modules.online_payments.domain.states import ORDER_MOVES, OrderMove, OrderState
from invoices.modules.online_payments.domain.words import ServiceNotice, ServiceState
from invoices.modules.online_payments.models import OnlineOrder, ReceivedNotice
from invoices.modules.online_payments.models.notice import NoticeOutcome
from invoices.modules.online_payments.services.landing import land
from invoices.modules.online_payments.services.refunding import take_refund_word
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.kernel.errors import BusinessError

ASKED_AGAIN = timedelta(seconds=3)
"""A page that is loaded over and over does not make us ask as often."""
ASKED_FOR = timedelta(days=30)


def ask(*, order: OnlineOrder, by: User, now: datetime, today: date) -> OnlineOrder:
    """The order as its service says it stands. Raises ServiceNotSet, ServiceFailed, and as `land` does."""
    if order.state == OrderState.PAID or (order.asked_at and now - order.asked_at < ASKED_AGAIN):
        return order
    OnlineOrder.objects.filter(pk=order.pk).exclude(state=OrderState.PAID).update(asked_at=now)
    said = service_of(order.channel).ask(order.number)
    if said.paid is not None:
        return land(paid=said.paid, channel=PaymentChannel(order.channel), by=by, now=now, today=today)[0]
    if said.state is ServiceState.CLOSED:
        return _closed(order)
    order.refresh_from_db()
    return order


def settle_open_orders(*, by: User, now: datetime, today: date) -> list[str]:
    """Ask for every order that stayed open, and close what was not paid in time; returns what went wrong.

    The service closes before we do: what is paid meanwhile is found by the asking after it.
    """
    wrong = []
    waiting = OnlineOrder.objects.filter(state=OrderState.OPEN, made_at__gt=now - ASKED_FOR)
    for order in waiting.select_related("unit__estate", "tenure", "estate").order_by("pk"):
        try:
            order = ask(order=order, by=by, now=now, today=today)
            if order.state == OrderState.OPEN and order.expires_at < now:
                service_of(order.channel).close(order.number)
                said = service_of(order.channel).ask(order.number)
                if said.paid is not None:
                    land(paid=said.paid, channel=PaymentChannel(order.channel), by=by, now=now, today=today)
                else:
                    _closed(order)
        except BusinessError as error:
            wrong.append(f"{order.number}: {error.code}")
    return wrong


def take_notice(
    *, channel: PaymentChannel, headers: Mapping[str, str], body: bytes, by: User, now: datetime, today: date
) -> NoticeOutcome:
    """Verify a notice and do what it says. What it says twice is done once.

    Raises ServiceNotSet, NoticeRefused for what is not proven, and as `land` does for what must not be booked.
    """
    try:
        notice = service_of(channel).notice(headers, body)
    except (ServiceFailed, KeyError, TypeError, ValueError) as error:
        raise NoticeRefused(reason=type(error).__name__) from error
    try:
        return take_proven(notice=notice, channel=channel, by=by, now=now, today=today)
    except BusinessError as error:
        _keep(notice, channel, NoticeOutcome.REFUSED, now, error.code)
        raise


def take_proven(
    *, notice: ServiceNotice, channel: PaymentChannel, by: User, now: datetime, today: date
) -> NoticeOutcome:
    """Do what a notice says whose sender is proven, and keep it; raises as `land` does."""
    with transaction.atomic():
        if notice.paid is not None:
            _order, is_new = land(paid=notice.paid, channel=channel, by=by, now=now, today=today)
        else:
            assert notice.refund_word is not None
            is_new = take_refund_word(number=notice.refund, word=notice.refund_word, by=by, now=now, today=today)
        outcome = NoticeOutcome.TAKEN if is_new else NoticeOutcome.KNOWN
        _keep(notice, channel, outcome, now)
    return outcome


def _keep(
    notice: ServiceNotice, channel: PaymentChannel, outcome: NoticeOutcome, now: datetime, reason: str = ""
) -> None:
    about = notice.paid.order if notice.paid else notice.refund
    ReceivedNotice.objects.create(
        channel=channel, key=notice.key[:128], order=about[:40], outcome=outcome, reason=reason, at=now
    )


def _closed(order: OnlineOrder) -> OnlineOrder:
    with transaction.atomic():
        found = OnlineOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
        if found.state == OrderState.OPEN:
            found.state = ORDER_MOVES.after(OrderState.OPEN, OrderMove.CLOSE, thing=found.number)
            found.save(update_fields=["state"])
            audit.record(by=None, action="online_payments.closed", subject=found.number)
    return found
