"""What the demonstration shows of households: two phones that are let in, payments by both services, a repair; and
one who sold the home, whose personal data is erased."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from invoices.modules.billing.public import Bill, BillState
from invoices.modules.online_payments.public import PaidFact, ServiceNotice, open_order, take_proven
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.receivables.public import open_lines
from invoices.modules.residents.domain.entry import HouseholdFacts
from invoices.modules.residents.models import HouseholdDevice
from invoices.modules.residents.selectors.bills import payable_lines
from invoices.modules.residents.services.entering import enter
from invoices.modules.statements.public import document_of
from property_ops.framework.accounts import system_user, user_named
from property_ops.modules.erasure.public import Erasure, approve_erasure, ask_erasure, what_forbids
from property_ops.modules.estates.public import Tenure
from property_ops.modules.requests.public import (
    AskedOnline,
    Satisfaction,
    answer_request,
    ask_online,
    rate_online,
)

PAID = (
    (PaymentChannel.WECHAT, "EV-2018022511223320873", "4200002611290712345678901234", "微信，iPhone"),
    (PaymentChannel.ALIPAY, "ac05099524730693a8b330c5ecf72da9786", "2026112922001412341000007891", "支付宝，Android"),
)
"""As recorded of their notices: the notice's number, the payment's, and on which phone it was paid."""
LOOKED_AT = 400
REPAIR = AskedOnline("drains", "厨房下水返水，洗菜时漫到地面。", "厨房", "工作日晚上六点以后")
LAMP = AskedOnline("other", "二楼楼道灯不亮，老人上下楼看不见。", "二层楼道", "")


def show_households(call: Any) -> None:
    """Of slot `demo_steps`. Once, and wholly or not at all."""
    bills = _bills_of_two()
    if HouseholdDevice.objects.exists() or len(bills) < len(PAID):
        return
    now = timezone.now()
    with transaction.atomic():
        homes = [_let_in(bill, label, now) for bill, (*_, label) in zip(bills, PAID, strict=True)]
        for home, (channel, key, number, _label) in zip(homes, PAID, strict=True):
            _pay(home, channel, key, number, now)
        _ask(homes[0], now)


def _bills_of_two() -> list[Bill]:
    """The latest bills of two who still own their homes, have a telephone, and owe something."""
    owing = set(open_lines().order_by().values_list("party", flat=True).distinct())
    issued = Bill.objects.filter(state=BillState.ISSUED, payer__phone__regex=r"\d{4}$", payer__end=None)
    at_home = issued.filter(account__unit__use="residential").select_related("payer").order_by("-month", "unit_code")
    found: dict[Any, Bill] = {}
    for bill in at_home[:LOOKED_AT]:
        if str(bill.payer_id) in owing:
            found.setdefault(bill.payer_id, bill)
    return list(found.values())[: len(PAID)]


def erase_who_left(call: Any) -> None:
    """Of slot `demo_steps`. Once: whoever sold a home asks for it, and a second person has it done."""
    now, today = timezone.now(), timezone.localdate()
    left = Tenure.objects.filter(end__lte=today, unit__use="residential").order_by("pk")[:LOOKED_AT]
    gone = next((one for one in left if not what_forbids(one, today=today)), None)
    if gone is None or Erasure.objects.exists():
        return
    asked = ask_erasure(
        tenure=gone,
        asked_on=today,
        asked_how="书面申请，窗口收件，已核对身份证件",
        by=user_named("manager"),
        now=now,
        today=today,
    )
    approve_erasure(erasure_id=asked.pk, by=user_named("reviewer"), now=now, today=today)


def _let_in(bill: Bill, label: str, now: datetime) -> HouseholdDevice:
    doc, payer = document_of(bill), bill.payer
    assert payer is not None
    return enter(
        token=doc.url.rpartition("/")[2],
        said=HouseholdFacts(doc.check_code, payer.phone[-4:], ""),
        device="",
        visitor="demonstration",
        label=label,
        now=now,
        today=timezone.localdate(now),
        trace={"network": "—"},
    ).household


def _pay(home: HouseholdDevice, channel: PaymentChannel, key: str, number: str, now: datetime) -> None:
    """The latest line alone is chosen; what is older stays open."""
    line = payable_lines(home).last()
    if line is None:
        return
    order = open_order(tenure=home.tenure, channel=channel, lines=[line.pk], amount=None, now=now)
    paid = PaidFact(order.number, number, order.amount, now)
    notice = ServiceNotice(key, paid)
    take_proven(notice=notice, channel=channel, by=system_user(), now=now, today=timezone.localdate(now))


def _ask(home: HouseholdDevice, now: datetime) -> None:
    """One that was answered and rated, and one that waits."""
    moment: dict[str, Any] = {"now": now, "today": timezone.localdate(now)}
    repaired = ask_online(tenure=home.tenure, asked=REPAIR, photos=(), **moment)
    by = user_named("dispatcher")
    answer_request(request=repaired, result="已疏通主管道，三天后回访正常。", on=moment["today"], by=by)
    rate_online(request=repaired, tenure=home.tenure, satisfaction=Satisfaction.SATISFIED)
    ask_online(tenure=home.tenure, asked=LAMP, photos=(), **moment)
