"""What the demonstration shows of households: two phones that are let in, payments by both services, a repair."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.online_payments.public import PaidFact, land, open_order
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.residents.domain.entry import HouseholdFacts
from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.residents.selectors.bills import payable_lines
from invoices.modules.residents.services.entering import enter
from invoices.modules.statements.public import document_of
from property_ops.framework.accounts import system_user, user_named
from property_ops.modules.requests.public import (
    AskedOnline,
    Satisfaction,
    answer_request,
    ask_online,
    rate_online,
)

PAID = (
    (PaymentChannel.WECHAT, "4200002611290712345678901234", "微信，iPhone"),
    (PaymentChannel.ALIPAY, "2026112922001412341000007891", "支付宝，Android"),
)
"""As their notices say it: the service's number, and on which phone it was paid."""
REPAIR = AskedOnline("drains", "厨房下水返水，洗菜时漫到地面。", "厨房", "工作日晚上六点以后")
LAMP = AskedOnline("other", "二楼楼道灯不亮，老人上下楼看不见。", "二层楼道", "")


def show_households(call: Any) -> None:
    """Of slot `demo_steps`. Once, and wholly or not at all."""
    payers = Bill.objects.filter(state=BillState.ISSUED, payer__phone__regex=r"\d{4}$").select_related("payer")
    bills = list(payers.order_by("-month", "unit_code")[: len(PAID)])
    if HouseholdDevice.objects.exists() or len(bills) < len(PAID):
        return
    now = timezone.now()
    with transaction.atomic():
        homes = [_let_in(bill, label, now) for bill, (_channel, _number, label) in zip(bills, PAID, strict=True)]
        for home, (channel, number, _label) in zip(homes, PAID, strict=True):
            _pay(home, channel, number, now)
        _ask(homes[0], now)


def _let_in(bill: Bill, label: str, now: datetime) -> HouseholdDevice:
    doc, payer = document_of(bill), bill.payer
    assert payer is not None
    return enter(
        token=doc.url.rpartition("/")[2], said=HouseholdFacts(doc.check_code, payer.phone[-4:], ""), device="",
        visitor="demonstration", label=label, now=now, today=timezone.localdate(now), trace={"network": "—"},
    ).household  # fmt: skip


def _pay(home: HouseholdDevice, channel: PaymentChannel, number: str, now: datetime) -> None:
    """The latest line alone is chosen; what is older stays open."""
    line = payable_lines(home).last()
    if line is None:
        return
    order = open_order(tenure=home.tenure, channel=channel, lines=[line.pk], amount=None, now=now)
    paid = PaidFact(order.number, number, order.amount, now)
    land(paid=paid, channel=channel, by=system_user(), now=now, today=timezone.localdate(now))


def _ask(home: HouseholdDevice, now: datetime) -> None:
    """One that was answered and rated, and one that waits."""
    moment: dict[str, Any] = {"now": now, "today": timezone.localdate(now)}
    repaired = ask_online(tenure=home.tenure, asked=REPAIR, photos=(), **moment)
    by = user_named("dispatcher")
    answer_request(request=repaired, result="已疏通主管道，三天后回访正常。", on=moment["today"], by=by)
    rate_online(request=repaired, tenure=home.tenure, satisfaction=Satisfaction.SATISFIED)
    ask_online(tenure=home.tenure, asked=LAMP, photos=(), **moment)
