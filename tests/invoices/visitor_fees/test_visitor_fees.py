"""Visitors pay for parking by phone: the price of the day on which the car came, once, and the owners' money."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from invoices.modules.common_income.selectors import fund_of
from invoices.modules.online_payments.domain.errors import RefundNotPossible
from invoices.modules.online_payments.models import OnlineOrder
from invoices.modules.online_payments.services import (
    approve_online_refund,
    carry_out_all,
    propose_online_refund,
    settle_open_orders,
)
from invoices.modules.payments.models import Receipt
from invoices.modules.payments.public import PaymentChannel
from invoices.modules.payments.services import undo_coding
from invoices.modules.visitor_fees.domain.errors import NothingToPayHere, TariffOfThatDay, TariffOfThePast
from invoices.modules.visitor_fees.domain.fees import VisitorRate, due_of
from invoices.modules.visitor_fees.models import VisitorPayment, VisitorTariff
from invoices.modules.visitor_fees.selectors import account_of
from invoices.modules.visitor_fees.services import (
    approve_visitor_tariff,
    begin_visitor_payment,
    propose_visitor_tariff,
)
from invoices.modules.visitor_fees.verifiers import verify
from invoices.modules.visitor_fees.views.affairs import visitors_parking_of_estate
from invoices.modules.visitor_fees.views.links import token_of
from property_ops.framework.accounts import system_user
from property_ops.kernel.errors import SamePerson
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.parking.public import leave
from tests.invoices.payments.receipts import differences, on_account
from tests.invoices.visitor_fees.conftest import PRICE
from tests.visitors import visitor

pytestmark = pytest.mark.django_db
RATE = VisitorRate(60, Yuan(2_00), Yuan(10_00))


def page_of(order):
    return f"/park/{token_of(VisitorPayment.objects.get(order=order).stay_id)}/{order.number}/"


@pytest.mark.parametrize(
    ("minutes", "fen"),
    [(0, 0), (60, 0), (61, 2_00), (120, 2_00), (121, 4_00), (361, 10_00), (1500, 10_00), (1501, 12_00), (4380, 30_00)],
)
def test_begun_hours_after_the_free_minutes_and_a_days_most(minutes, fen):
    assert RATE.fee_of(minutes) == Yuan(fen)
    assert VisitorRate(60, Yuan(2_00), ZERO).fee_of(660) == Yuan(20_00), "without a limit"


def test_who_has_paid_has_time_to_leave_and_pays_only_what_came_since():
    now = timezone.now()
    paid = {"paid": Yuan(4_00), "paid_until": now}
    assert due_of(Yuan(6_00), at=now + timedelta(minutes=15), **paid) == ZERO
    assert due_of(Yuan(6_00), at=now + timedelta(minutes=16), **paid) == Yuan(2_00)
    assert due_of(Yuan(2_00), at=now + timedelta(minutes=16), **paid) == ZERO, "nothing is given back at the gate"


def test_from_the_code_at_the_gate_to_the_owners_fund(platforms, charged, came):
    stay = came(charged, 205)
    guard = visitor("dispatcher")
    page = guard.text(f"/parking/stays/{stay.pk}/charge/")
    assert ("¥ 6.00" in page, "every 5s" in page) == (True, True)
    assert f"/parking/stays/{stay.pk}/charge/" in guard.text("/parking/stays/")
    assert f"/parking/stays/{stay.pk}/charge/" in guard.text("/parking/plates/", plate="12345")
    phone, link = Client(), f"/park/{token_of(stay.pk)}/"
    assert "¥ 6.00" in phone.get(link).content.decode()
    answer = phone.post(link, {"channel": "wechat"})
    order = OnlineOrder.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{link}{order.number}/")
    assert phone.post(link, {"channel": "wechat"}).headers["Location"] == f"{link}{order.number}/", "the same order"
    assert phone.get(f"{link}{order.number}/").context["go_on"].startswith("https://wx.tenpay.com/")
    platforms.wechat.paid(order.number, timezone.localtime())
    headers, body = platforms.wechat.notice(order.number)
    for _ in range(2):
        Client().post("/pay/wechat/notice", body, content_type="application/json", headers=headers)
    receipt = Receipt.objects.get()
    assert (receipt.amount, receipt.state, on_account("2241.01")) == (Yuan(6_00), "transfer", ZERO)
    (fund,) = fund_of(charged, on=timezone.localdate()).movements
    assert (fund.amount, on_account("1012.01")) == (Yuan(-6_00), Yuan(6_00))
    assert f"访客停车费 牡丹花园 {receipt.number}" in visitor("accountant").text("/common-income/of/BC01/")
    page = phone.get(f"{link}{order.number}/").content.decode()
    assert (receipt.number in page, "12345" in page) == (True, True)
    page = guard.text(f"/parking/stays/{stay.pk}/charge/")
    assert (receipt.number in page, "every 5s" in page) == (True, False)
    assert phone.post(link, {"channel": "alipay"}).status_code == 422, "there is nothing to pay any more"
    listed = visitor("accountant").text("/visitor-fees/")
    assert (receipt.number in listed, "6.00" in listed) == (True, True)
    told = visitors_parking_of_estate(charged, timezone.localdate())
    assert [row.end for row in told.rows] == ["", "¥6.00"], "open to the residents, with the price"
    assert "访客停车费" in visitor("accountant").text(f"/online-payments/{order.number}/")
    assert differences() == []


def test_a_lost_notice_is_asked_for_and_what_is_not_paid_is_closed(platforms, charged, came):
    now = timezone.now()
    paid = begin_visitor_payment(stay=came(charged, 205), channel=PaymentChannel.ALIPAY, now=now)
    unpaid = begin_visitor_payment(stay=came(charged, 205, "鲁R54321"), channel=PaymentChannel.WECHAT, now=now)
    phone = Client()
    platforms.alipay.opened(phone.get(page_of(paid)).context["go_on"])
    platforms.alipay.paid(paid.number, timezone.localtime())
    later = now + timedelta(minutes=20)
    settle_open_orders(by=system_user(), now=later, today=timezone.localdate(later))
    assert {one.number: one.state for one in OnlineOrder.objects.all()} == {
        paid.number: "paid",
        unpaid.number: "closed",
    }
    assert fund_of(charged, on=timezone.localdate()).held == Yuan(6_00)
    assert differences() == []


def test_without_a_price_when_it_came_or_within_the_free_minutes_nothing_is_owed(estate, charged, came):
    free, now = came(charged, 30), timezone.now()
    before = came(charged, 11 * 24 * 60, "鲁R00001")
    assert account_of(before, at=now) is None
    assert account_of(free, at=now).due == ZERO
    with pytest.raises(NothingToPayHere):
        begin_visitor_payment(stay=free, channel=PaymentChannel.WECHAT, now=now)
    assert visitor("dispatcher").get(f"/parking/stays/{before.pk}/charge/").status_code == 404
    assert Client().get(f"/park/{token_of(before.pk)}/").status_code == 404
    assert OnlineOrder.objects.count() == 0


def test_a_car_that_left_owes_until_it_left(charged, came, guard):
    stay, now = came(charged, 90), timezone.now()
    leave(stay=stay, at=now, by=guard)
    stay.refresh_from_db()
    assert account_of(stay, at=now + timedelta(days=2)).due == Yuan(2_00)


def test_a_price_is_of_two_and_never_of_a_day_that_is_over(estate, manager, reviewer):
    now = timezone.now()
    today = timezone.localdate(now)
    said = {"estate": estate, "price": PRICE, "now": now}
    with pytest.raises(TariffOfThePast):
        propose_visitor_tariff(start=today - timedelta(days=1), by=manager, **said)
    tariff = propose_visitor_tariff(start=today, by=manager, **said)
    with pytest.raises(TariffOfThatDay):
        propose_visitor_tariff(start=today, by=manager, **said)
    with pytest.raises(SamePerson):
        approve_visitor_tariff(tariff_id=tariff.pk, by=manager, now=now)
    with pytest.raises(TariffOfThePast):
        approve_visitor_tariff(tariff_id=tariff.pk, by=reviewer, now=now + timedelta(days=1))
    approve_visitor_tariff(tariff_id=tariff.pk, by=reviewer, now=now)
    with pytest.raises(DatabaseError), transaction.atomic():
        VisitorTariff.objects.update(per_hour=Yuan(9_00))


def test_the_link_is_the_stays_own_and_cannot_be_made_up(charged, came):
    stay, other = came(charged, 205), came(charged, 205, "鲁R54321")
    order = begin_visitor_payment(stay=stay, channel=PaymentChannel.WECHAT, now=timezone.now())
    assert Client().get(f"/park/{token_of(stay.pk)}x/").status_code == 404
    assert Client().get(f"/park/{stay.pk}/").status_code == 404
    assert Client().get(f"/park/{token_of(other.pk)}/{order.number}/").status_code == 404
    with pytest.raises(DatabaseError), transaction.atomic():
        OnlineOrder.objects.update(words="别的")
    with pytest.raises(DatabaseError), transaction.atomic():
        VisitorPayment.objects.update(amount=Yuan(1))


def test_what_a_visitor_paid_is_given_back_once_and_out_of_the_owners_fund(
    platforms, charged, came, accountant, manager, reviewer
):
    now = timezone.now()
    order = begin_visitor_payment(stay=came(charged, 205), channel=PaymentChannel.WECHAT, now=now)
    Client().get(page_of(order))
    platforms.wechat.paid(order.number, timezone.localtime())
    settle_open_orders(by=system_user(), now=now, today=timezone.localdate(now))
    order.refresh_from_db()
    refund = propose_online_refund(order=order, amount=Yuan(6_00), reason="抬杆故障", by=accountant, now=now)
    approve_online_refund(refund=refund.pk, by=reviewer, now=now)
    carry_out_all(by=system_user(), now=now, today=timezone.localdate(now))
    with pytest.raises(RefundNotPossible):
        propose_online_refund(order=order, amount=Yuan(1), reason="再退", by=accountant, now=now)
    assert (on_account("2241.05"), on_account("1012.01")) == (Yuan(6_00), ZERO), "it waits to be coded to the fund"
    assert differences() == []


def test_verify_names_a_payment_that_is_not_the_owners(platforms, charged, came, accountant):
    now = timezone.now()
    order = begin_visitor_payment(stay=came(charged, 205), channel=PaymentChannel.WECHAT, now=now)
    Client().get(page_of(order))
    platforms.wechat.paid(order.number, timezone.localtime())
    settle_open_orders(by=system_user(), now=now, today=timezone.localdate(now))
    coding = Receipt.objects.get().codings.get()
    undo_coding(coding=coding.pk, because="记错", by=accountant, today=timezone.localdate(now))
    (check,) = verify()
    assert [one.facts["order"] for one in check.differences] == [order.number]
