"""A household begins to pay: an order for chosen lines, or for a sum, in advance too."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from invoices.modules.ledger.public import books
from invoices.modules.online_payments.connector.services import service_of, wechat
from invoices.modules.online_payments.domain.errors import NothingToPayFor, SumNotPossible
from invoices.modules.online_payments.domain.states import OrderState
from invoices.modules.online_payments.domain.words import Checkout, OrderDraft
from invoices.modules.online_payments.models import OnlineOrder, OrderedLine
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.receivables.public import open_lines
from property_ops.framework import audit
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Estate, Tenure

OPEN_FOR, TAKEN_UP_FOR = timedelta(hours=2), timedelta(hours=1)
MOST = Yuan(50_000_00)


@dataclass(frozen=True, slots=True)
class PayersBrowser:
    """Where the payer comes back to, his address, and who WeChat says he is, within its own browser."""

    back: str
    address: str
    payer: str = ""


def open_order(
    *, tenure: Tenure, channel: PaymentChannel, lines: Collection[int], amount: Yuan | None, now: datetime
) -> OnlineOrder:
    """An order for what is open of these lines of the payer; without lines, for `amount`.

    The same again, soon after, is the same order: nobody pays twice who went back. Raises NothingToPayFor,
    SumNotPossible.
    """
    unit = tenure.unit
    with transaction.atomic(), books():
        meant = _open_of(tenure, lines) if lines else {}
        total = sum(meant.values(), ZERO) if lines else amount or ZERO
        if lines and not total:
            raise NothingToPayFor()
        if not ZERO < total <= MOST:
            raise SumNotPossible(most=MOST)
        known = _begun(tenure, channel, meant, total, now)
        if known:
            return known
        order = OnlineOrder.objects.create(
            number=_number(now),
            channel=channel,
            unit=unit,
            tenure=tenure,
            amount=total,
            made_at=now,
            expires_at=now + OPEN_FOR,
        )
        for line, part in meant.items():
            OrderedLine.objects.create(order=order, line_id=line, amount=part)
        audit.record(by=None, action="online_payments.ordered", subject=order.number, account=unit.code)
    return order


def open_order_of_estate(
    *, estate: Estate, channel: PaymentChannel, amount: Yuan, words: str, now: datetime, open_for: timedelta = OPEN_FOR
) -> OnlineOrder:
    """An order of somebody of no household, whose money is the owners' of the estate (docs/adr/0087).

    `words` say what for, and name nobody. Inside the caller's transaction and lock. Raises SumNotPossible.
    """
    if not ZERO < amount <= MOST:
        raise SumNotPossible(most=MOST)
    order = OnlineOrder.objects.create(
        number=_number(now),
        channel=channel,
        estate=estate,
        words=words,
        amount=amount,
        made_at=now,
        expires_at=now + open_for,
    )
    audit.record(by=None, action="online_payments.ordered", subject=order.number, account=estate.code)
    return order


def begin_payment(*, order: OnlineOrder, browser: PayersBrowser) -> Checkout:
    """Where the payer goes on; asks the service, outside any transaction. Raises ServiceNotSet, ServiceFailed."""
    draft = OrderDraft(order.number, order.amount, words_of(order), order.expires_at)
    service = service_of(order.channel)
    return service.begin(draft, back=browser.back, address=browser.address, payer=browser.payer)


def payer_in_wechat(*, code: str) -> str:
    """Who looks at the page in WeChat's own browser. Raises ServiceNotSet, ServiceFailed."""
    return wechat().payer_behind(code)


def words_of(order: OnlineOrder) -> str:
    """What the service shows the payer, and its bill tells us: with the full code of the unit (rule 16)."""
    return f"物业费 {order.unit.code}" if order.unit else order.words


def _open_of(tenure: Tenure, lines: Collection[int]) -> dict[int, Yuan]:
    rows = open_lines(unit_code=tenure.unit.code, party=str(tenure.pk)).filter(pk__in=list(lines))
    return dict(rows.order_by("rank", "due_day", "bill_id", "position").values_list("pk", "open"))


def _begun(
    tenure: Tenure, channel: PaymentChannel, meant: dict[int, Yuan], total: Yuan, now: datetime
) -> OnlineOrder | None:
    mine = OnlineOrder.objects.filter(Q(amount=total), tenure=tenure, channel=channel, state=OrderState.OPEN)
    for order in mine.filter(expires_at__gt=now + TAKEN_UP_FOR):
        if dict(order.lines.values_list("line_id", "amount")) == meant:
            return order
    return None


def _number(now: datetime) -> str:
    """`ZF20261129` and eighteen letters and digits that nobody guesses: at most 32 signs, as both services want."""
    return f"ZF{now:%Y%m%d}{secrets.token_hex(9)}"
