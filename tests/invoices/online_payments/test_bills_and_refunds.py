"""The bills of the services, held against what came by notice; and giving back what was paid."""

from base64 import b64decode
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from invoices.modules.online_payments.connector.configuration import service_keys
from invoices.modules.online_payments.domain.errors import BillDamaged, RefundNotPossible
from invoices.modules.online_payments.domain.words import RefundWord
from invoices.modules.online_payments.kit.paying import code_picture
from invoices.modules.online_payments.models import BillOfDay, OnlineOrder, OnlineRefund, PaymentCodeChange
from invoices.modules.online_payments.services import (
    approve_online_refund,
    carry_out_all,
    propose_online_refund,
    take_in_bill,
    take_refund_word,
)
from invoices.modules.online_payments.services.bills import days_wanted
from invoices.modules.online_payments.tasks import LOOK_AFTER, look_after_payments
from invoices.modules.payments.models import Disbursement, LaterFee, Receipt
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.receivables.public import open_lines
from property_ops.framework.accounts import system_user
from property_ops.framework.environment import WrongSetting
from property_ops.framework.todo import tasks_of
from property_ops.kernel.money import Yuan
from tests.invoices.june import LIVED_IN
from tests.invoices.online_payments.test_paying import begun, notice, told
from tests.invoices.payments.receipts import differences, on_account, owes
from tests.services.payments.platforms import Platforms
from tests.visitors import visitor

FEES = "5603.01"


def noon(days: int = 1) -> datetime:
    """Of a day before today."""
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(12)))


def paid(platforms: Platforms, phone, home, channel: str, *, tell: bool = True) -> OnlineOrder:
    """Begun and paid yesterday at noon."""
    order = begun(platforms, phone, home, channel)
    getattr(platforms, channel).paid(order.number, noon())
    if tell:
        told(channel, *notice(platforms, channel, order))
        order.refresh_from_db()
    return order


def taken_in(channel: str) -> BillOfDay:
    now = timezone.now()
    today = timezone.localdate()
    return take_in_bill(channel=PaymentChannel(channel), day=noon().date(), by=system_user(), now=now, today=today)


@pytest.mark.parametrize("channel", ["wechat", "alipay"])
def test_what_came_by_notice_and_stands_in_the_bill_is_one_and_its_fee_stands_apart(
    platforms: Platforms, phone, home, channel
):
    order = paid(platforms, phone, home, channel)
    fee = Yuan.rounded(order.amount.as_fraction() * 6 / 1000)
    for _ in range(2):
        bill = taken_in(channel)
        assert (bill.state, bill.orders, bill.differences) == ("ties", 1, [])
    assert (Receipt.objects.count(), Receipt.objects.get().whole_fee, on_account(FEES)) == (1, fee, fee)
    assert LaterFee.objects.count() == 1
    assert differences() == []
    with pytest.raises(DatabaseError), transaction.atomic():
        LaterFee.objects.update(amount=Yuan(1))


@pytest.mark.parametrize("channel", ["wechat", "alipay"])
def test_a_payment_of_which_nobody_told_is_found_by_the_bill_and_pays_its_lines(
    platforms: Platforms, phone, home, channel
):
    order = paid(platforms, phone, home, channel, tell=False)
    OnlineOrder.objects.update(asked_at=None)
    assert taken_in(channel).state == "ties"
    order.refresh_from_db()
    line = order.lines.get()
    assert (order.state, Receipt.objects.count(), order.receipt.file != "") == ("paid", 1, True)
    assert open_lines(unit_code=LIVED_IN).filter(pk=line.line_id).count() == 0, "the line that was chosen"
    assert owes(LIVED_IN) == Yuan(511_49) - order.amount
    told(channel, *notice(platforms, channel, order))
    assert Receipt.objects.count() == 1, "the notice came after the bill, and is the same money"
    assert differences() == []


def test_an_order_that_the_bill_does_not_have_is_told_of(platforms: Platforms, phone, home):
    order = paid(platforms, phone, home, "wechat")
    del platforms.wechat.trades[order.number]
    bill = taken_in("wechat")
    assert (bill.state, order.number in bill.differences[0]) == ("differs", True)
    assert len(differences()) == 1
    assert order.number in visitor("accountant", language="zh-hans").text("/online-payments/bills/")


def test_a_bill_that_was_damaged_on_its_way_is_not_taken_in(platforms: Platforms, phone, home):
    paid(platforms, phone, home, "wechat")
    platforms.wechat.faults = {"damaged bill"}
    with pytest.raises(BillDamaged):
        taken_in("wechat")
    assert (BillOfDay.objects.count(), LaterFee.objects.count()) == (0, 0)


def test_each_day_is_wanted_until_it_ties_out_and_the_worker_fetches_it(platforms: Platforms, phone, home):
    at_noon = noon(0)
    wanted = days_wanted(PaymentChannel.WECHAT, now=at_noon)
    assert (len(wanted), wanted[-1]) == (7, at_noon.date() - timedelta(days=1))
    assert days_wanted(PaymentChannel.WECHAT, now=at_noon.replace(hour=8))[-1] == at_noon.date() - timedelta(days=2)
    assert LOOK_AFTER.is_due(timezone.now())
    look_after_payments.func()
    assert not LOOK_AFTER.is_due(timezone.now())
    assert BillOfDay.objects.filter(state="ties").count() == 14


@pytest.mark.parametrize("channel", ["wechat", "alipay"])
def test_a_refund_needs_two_persons_and_gives_the_receipt_back_once(
    platforms: Platforms, phone, home, channel, accountant, reviewer
):
    order = paid(platforms, phone, home, channel)
    now, today = timezone.now(), timezone.localdate()
    refund = propose_online_refund(order=order, amount=Yuan(10_00), reason="多缴", by=accountant, now=now)
    carry = {"by": system_user(), "now": now, "today": today}
    assert carry_out_all(**carry) == []
    assert (getattr(platforms, channel).trades[order.number].refunds, Disbursement.objects.count()) == ({}, 0)
    approve_online_refund(refund=refund.pk, by=reviewer, now=now)
    for _ in range(2):
        assert carry_out_all(**carry) == []
    refund.refresh_from_db()
    receipt = Receipt.objects.get()
    assert (refund.outcome, receipt.refunded, Disbursement.objects.get().receipt) == ("paid", Yuan(10_00), receipt)
    assert owes(LIVED_IN) == Yuan(511_49) - order.amount + Yuan(10_00)
    with pytest.raises(RefundNotPossible):
        propose_online_refund(order=order, amount=order.amount, reason="再退", by=accountant, now=now)
    assert differences() == []


def test_a_refund_that_takes_days_is_booked_when_the_service_says_so(
    platforms: Platforms, phone, home, accountant, reviewer
):
    order = paid(platforms, phone, home, "wechat")
    now, today = timezone.now(), timezone.localdate()
    refund = propose_online_refund(order=order, amount=order.amount, reason="重复缴费", by=accountant, now=now)
    invented = platforms.wechat
    invented.trades[order.number].refunds[refund.number] = (order.amount.fen, "50300" + "0" * 23)
    assert told("wechat", *invented.refund_notice(order.number, refund.number)).status_code == 400, "nobody approved it"
    approve_online_refund(refund=refund.pk, by=reviewer, now=now)
    platforms.wechat.faults = {"slow refund"}
    carry_out_all(by=system_user(), now=now, today=today)
    assert (OnlineRefund.objects.get().outcome, Disbursement.objects.count()) == ("under_way", 0)
    refunds = invented.trades[order.number].refunds
    of_it = refunds[refund.number]
    refunds[refund.number] = (of_it[0] - 1, of_it[1])
    assert told("wechat", *invented.refund_notice(order.number, refund.number)).status_code == 400, "another amount"
    refunds[refund.number] = of_it
    for _ in range(2):
        assert told("wechat", *platforms.wechat.refund_notice(order.number, refund.number)).status_code == 204
    assert (OnlineRefund.objects.get().outcome, Disbursement.objects.count()) == ("paid", 1)
    assert owes(LIVED_IN) == Yuan(511_49)
    assert differences() == []


def test_what_alipay_closed_since_it_was_given_back_in_full_was_paid(
    platforms: Platforms, phone, home, accountant, reviewer
):
    order = paid(platforms, phone, home, "alipay")
    now, today = timezone.now(), timezone.localdate()
    refund = propose_online_refund(order=order, amount=order.amount, reason="重复缴费", by=accountant, now=now)
    approve_online_refund(refund=refund.pk, by=reviewer, now=now)
    assert carry_out_all(by=system_user(), now=now, today=today) == []
    answer = told("alipay", *notice(platforms, "alipay", order))
    assert (answer.content, Receipt.objects.count(), Disbursement.objects.count()) == (b"success", 1, 1)
    assert not OnlineOrder.objects.exclude(state="paid").exists()


def test_what_does_not_tie_out_and_what_the_service_refused_waits_for_a_person(
    platforms: Platforms, phone, home, accountant, reviewer
):
    order, other = paid(platforms, phone, home, "wechat"), paid(platforms, phone, home, "alipay")
    assert tasks(accountant) == {}
    del platforms.wechat.trades[order.number]
    taken_in("wechat")
    taken_in("alipay")
    now, today = timezone.now(), timezone.localdate()
    refund = propose_online_refund(order=other, amount=other.amount, reason="重复缴费", by=accountant, now=now)
    approve_online_refund(refund=refund.pk, by=reviewer, now=now)
    refused = RefundWord(is_paid=False, is_failed=True, transaction="", at=None)
    take_refund_word(number=refund.number, word=refused, by=system_user(), now=now, today=today)
    waiting = tasks(accountant)
    assert [(one.count, url) for url, one in waiting.items()] == [
        (1, "/online-payments/bills/?look=1"),
        (1, "/online-payments/?refund=failed"),
    ]
    bills, refunds = (visitor("accountant", language="zh-hans").text(url) for url in waiting)
    assert (order.number in bills, "alipay" in bills) == (True, False)
    assert (other.number in refunds, order.number in refunds) == (True, False)
    propose_online_refund(order=other, amount=other.amount, reason="再退一次", by=accountant, now=now)
    assert list(tasks(accountant)) == ["/online-payments/bills/?look=1"], "it is proposed anew"


def tasks(user) -> dict[str, Any]:
    """What of the online payments waits for somebody, by the list that shows it."""
    return {one.url: one for one in tasks_of(user) if "online-payments" in one.url and not one.is_approval}


def test_the_office_sees_orders_and_gives_one_back(platforms: Platforms, phone, home):
    order = paid(platforms, phone, home, "wechat")
    staff = visitor("accountant")
    assert order.number in staff.text("/online-payments/", q=LIVED_IN)
    answer = staff.post(f"/online-payments/{order.number}/refund/", {"amount": "5", "reason": "多缴"})
    assert (answer.status_code, OnlineRefund.objects.get().amount) == (302, Yuan(5_00))
    assert "多缴" in staff.text(f"/online-payments/{order.number}/")
    assert visitor("auditor").get(f"/online-payments/{order.number}/refund/").status_code == 403
    assert visitor("grid_worker").get("/online-payments/").status_code == 403


def test_the_companys_code_is_read_from_a_picture_and_shown(phone, home, monkeypatch):
    monkeypatch.delenv("PROPERTY_OPS_PAY", raising=False)
    picture = b64decode(code_picture("wxp://f2f0example").partition(",")[2])
    staff = visitor("accountant")
    bad = SimpleUploadedFile("x.png", b"no picture")
    assert staff.post("/online-payments/code/", {"channel": "wechat", "picture": bad}).status_code == 422
    good = SimpleUploadedFile("code.png", picture)
    assert staff.post("/online-payments/code/", {"channel": "wechat", "picture": good}).status_code == 302
    assert "data:image/png;base64," not in phone.get(f"{home}pay/").content.decode()
    asked = PaymentCodeChange.objects.get()
    visitor("reviewer").post(f"/approvals/payment_code/{asked.pk}/approve/")
    page = phone.get(f"{home}pay/").content.decode()
    for shown in ("data:image/png;base64,", 'value="511.49"', f'value="{LIVED_IN}"'):
        assert shown in page, shown


@pytest.mark.parametrize(
    "said",
    [
        "[wechat]\nmchid = 1",
        "[paypal]\n",
        "not toml",
        "[alipay]\nappid='1'\nseller='2'\nkey='none.pem'\npublic_key='none.pem'",
    ],
)
def test_keys_that_are_not_whole_are_said_at_the_start(tmp_path, monkeypatch, said):
    path = tmp_path / "pay.toml"
    path.write_text(said)
    monkeypatch.setenv("PROPERTY_OPS_PAY", str(path))
    with pytest.raises(WrongSetting, match="PROPERTY_OPS_PAY"):
        service_keys()
