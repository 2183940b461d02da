"""From the household's page to the receipt, end to end against both platforms; and what is told too early, late, twice
or not at all."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from invoices.modules.online_payments.domain.states import OrderState
from invoices.modules.online_payments.models import OnlineOrder, OrderedLine, ReceivedNotice
from invoices.modules.online_payments.services import settle_open_orders
from invoices.modules.payments.models import Match, Receipt
from invoices.modules.payments.selectors.papers import paid_lines
from invoices.modules.receivables.public import open_lines
from property_ops.framework.accounts import system_user
from property_ops.framework.models import AuditEvent
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.models import Tenure
from tests.invoices.june import LIVED_IN, VACANT, bill_of
from tests.invoices.payments.receipts import differences, owes
from tests.services.payments.platforms import Platforms

IN_WECHAT = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone) MicroMessenger/8.0"}


def lines() -> list:
    return list(open_lines(unit_code=LIVED_IN).order_by("position"))


def ordered(phone: Client, home: str, channel: str = "wechat", **said) -> OnlineOrder:
    """Chosen on the page: the second line alone, if nothing else is said."""
    said = said or {"line": [lines()[1].pk], "by_lines": channel}
    answer = phone.post(f"{home}pay/", said)
    assert answer.status_code == 302, answer.content.decode()
    return OnlineOrder.objects.get(number=answer.headers["Location"].rstrip("/").rpartition("/")[2])


def gone_on(phone: Client, home: str, order: OnlineOrder) -> str:
    """Where the page leads outside WeChat."""
    return str(phone.get(f"{home}pay/{order.number}/").context["go_on"])


def told(channel: str, headers: dict[str, str], body: bytes):
    kind = "application/json" if channel == "wechat" else "application/x-www-form-urlencoded"
    return Client().post(f"/pay/{channel}/notice", body, content_type=kind, headers=headers)


def moment(**delta):
    return timezone.localtime() - timedelta(**delta)


def settled(now=None) -> list[str]:
    now = now or timezone.now()
    return settle_open_orders(by=system_user(), now=now, today=timezone.localdate(now))


def test_by_wechat_outside_wechat_the_notice_makes_a_receipt_of_just_the_chosen_line(platforms: Platforms, phone, home):
    line = lines()[1]
    order = ordered(phone, home)
    assert gone_on(phone, home, order).startswith("https://wx.tenpay.com/")
    platforms.wechat.paid(order.number, moment(minutes=1))
    answer = told("wechat", *platforms.wechat.notice(order.number))
    assert (answer.status_code, answer.content) == (204, b"")
    order.refresh_from_db()
    match = Match.objects.get()
    assert (order.state, order.receipt, match.how, match.amount) == ("paid", match.receipt, "ordered", line.open)
    (paid,) = paid_lines([match.credit_id])[match.credit_id]
    assert (paid.item, paid.amount) == (line.item_name, line.open), "the oldest line would have been another"
    assert owes(LIVED_IN) == Yuan(511_49) - line.open
    page = phone.get(f"{home}pay/{order.number}/").content.decode()
    assert ("谢谢" in page, match.receipt.number in page, ">微信<" in page) == (True, True, True)
    assert differences() == []


def test_within_wechat_its_own_browser_is_called_with_a_signature(platforms: Platforms, phone, home):
    order = ordered(phone, home)
    page = phone.get(f"{home}pay/{order.number}/", **IN_WECHAT)
    address = page.context["go_on"]
    assert address.startswith("https://open.weixin.qq.com/connect/oauth2/authorize?appid=wxd678efh567hg6787&")
    state = address.partition("state=")[2].partition("#")[0]
    back = f"{home}pay/{order.number}/wechat/"
    assert phone.get(f"{back}?code=061&state=invented", **IN_WECHAT).status_code == 404
    bridge = phone.get(f"{back}?code=061&state={state}", **IN_WECHAT).context["bridge"]
    text = "\n".join(bridge[name] for name in ("appId", "timeStamp", "nonceStr", "package")) + "\n"
    assert platforms.wechat.merchant.has_signed(text, bridge["paySign"])
    assert platforms.wechat.trades[order.number].words == f"物业费 {LIVED_IN}"


def test_neither_services_browser_offers_the_other_service(platforms: Platforms, phone, home):
    in_alipay = {"HTTP_USER_AGENT": "Mozilla/5.0 (iPhone) AlipayClient/10.3.80"}
    shown = {name: phone.get(f"{home}pay/", **agent).content.decode() for name, agent in
             (("wechat", IN_WECHAT), ("alipay", in_alipay), ("other", {}))}  # fmt: skip
    offered = {name: {one for one in ("wechat", "alipay") if f'name="by_sum" value="{one}"' in page}
               for name, page in shown.items()}  # fmt: skip
    assert offered == {"wechat": {"wechat"}, "alipay": {"alipay"}, "other": {"wechat", "alipay"}}
    order = ordered(phone, home, amount="600", by_sum="alipay")
    page = phone.get(f"{home}pay/{order.number}/", **IN_WECHAT)
    assert ("go_on" in page.context, "用手机相机" in page.content.decode()) == (False, True)
    sent = {"amount": "600", "by_sum": "alipay"}
    assert phone.post(f"{home}pay/", sent, **IN_WECHAT).status_code == 422


def test_by_alipay_a_sum_pays_the_oldest_first_and_the_rest_is_in_advance(platforms: Platforms, phone, home):
    order = ordered(phone, home, amount="600", by_sum="alipay")
    platforms.alipay.opened(gone_on(phone, home, order))
    platforms.alipay.paid(order.number, moment(minutes=1))
    assert told("alipay", {}, platforms.alipay.notice(order.number)).content == b"success"
    order.refresh_from_db()
    assert (order.state, order.receipt.amount, owes(LIVED_IN)) == ("paid", Yuan(600_00), Yuan(-88_51))
    assert differences() == []


@pytest.mark.parametrize("channel", ["wechat", "alipay"])
def test_what_is_told_twice_counts_once(platforms: Platforms, phone, home, channel):
    order = begun(platforms, phone, home, channel)
    getattr(platforms, channel).paid(order.number, moment(minutes=1))
    for _ in range(3):
        told(channel, *notice(platforms, channel, order))
    phone.post(f"{home}pay/{order.number}/ask/")
    assert (Receipt.objects.count(), Match.objects.count()) == (1, 1)
    assert list(ReceivedNotice.objects.order_by("pk").values_list("outcome", flat=True)) == ["taken", "known", "known"]


@pytest.mark.parametrize("channel", ["wechat", "alipay"])
def test_a_lost_notice_is_made_up_for_when_the_payer_comes_back(platforms: Platforms, phone, home, channel):
    order = begun(platforms, phone, home, channel)
    phone.post(f"{home}pay/{order.number}/ask/")
    assert Receipt.objects.count() == 0
    getattr(platforms, channel).paid(order.number, moment(seconds=30))
    OnlineOrder.objects.update(asked_at=None)
    phone.post(f"{home}pay/{order.number}/ask/")
    order.refresh_from_db()
    assert (order.state, Receipt.objects.count()) == ("paid", 1)
    told(channel, *notice(platforms, channel, order))
    assert Receipt.objects.count() == 1, "the late notice changes nothing"


def test_asked_a_moment_before_the_payment_the_page_asks_once_more(platforms: Platforms, phone, home):
    order = begun(platforms, phone, home, "alipay")
    ask = f"{home}pay/{order.number}/ask/"
    assert settled() == []
    platforms.alipay.paid(order.number, moment(seconds=1))
    page = phone.get(phone.post(ask).url).content.decode()
    assert 'data-ask-in="4"' in page
    assert 'name="again"' in page
    OnlineOrder.objects.update(asked_at=timezone.now() - timedelta(seconds=4))
    assert "已缴费，谢谢！" in phone.get(phone.post(ask, {"again": "1"}).url).content.decode()
    waiting = begun(platforms, phone, home, "wechat")
    assert phone.post(f"{home}pay/{waiting.number}/ask/", {"again": "1"}).url == f"{home}pay/{waiting.number}/"


def test_nobody_came_back_and_no_notice_came_the_worker_asks(platforms: Platforms, phone, home):
    paid, unpaid = begun(platforms, phone, home, "wechat"), begun(platforms, phone, home, "alipay")
    never = ordered(phone, home, amount="7", by_sum="alipay")
    platforms.wechat.paid(paid.number, moment(minutes=3))
    assert settled() == []
    assert states() == {paid.number: "paid", unpaid.number: "open", never.number: "open"}
    assert settled(timezone.now() + timedelta(hours=3)) == []
    assert states() == {paid.number: "paid", unpaid.number: "closed", never.number: "closed"}
    platforms.alipay.paid(unpaid.number, moment(minutes=1))
    told("alipay", {}, platforms.alipay.notice(unpaid.number))
    assert states()[unpaid.number] == "paid", "the service has the money: that is what counts"


def test_told_before_the_order_is_there_it_is_not_taken_so_that_it_is_told_again(platforms: Platforms, phone, home):
    with transaction.atomic():
        order = begun(platforms, phone, home, "wechat")
        platforms.wechat.paid(order.number, moment(minutes=1))
        notice = platforms.wechat.notice(order.number)
        transaction.set_rollback(True)
    assert told("wechat", *notice).status_code == 400
    assert (Receipt.objects.count(), ReceivedNotice.objects.get().outcome) == (0, "refused")


@pytest.mark.parametrize("fault", ["forged", "other merchant", "other serial", "old"])
def test_a_notice_that_proves_nothing_changes_nothing(platforms: Platforms, phone, home, fault):
    order = begun(platforms, phone, home, "wechat")
    platforms.wechat.paid(order.number, moment(minutes=1))
    platforms.wechat.faults = {fault}
    answer = told("wechat", *platforms.wechat.notice(order.number))
    assert (answer.status_code, answer.json()["code"]) == (400, "FAIL")
    assert (Receipt.objects.count(), ReceivedNotice.objects.count(), states()[order.number]) == (0, 0, "open")
    assert AuditEvent.objects.filter(action="online_payments.notice_refused", subject="wechat").count() == 1


def test_a_notice_of_alipay_that_proves_nothing_changes_nothing(platforms: Platforms, phone, home):
    order = begun(platforms, phone, home, "alipay")
    platforms.alipay.paid(order.number, moment(minutes=1))
    good = platforms.alipay.notice(order.number)
    for fault in ("forged", "other merchant"):
        platforms.alipay.faults = {fault}
        assert told("alipay", {}, platforms.alipay.notice(order.number)).content == b"fail"
    for body in (good.replace(b"total_amount=", b"total_amount=9"), b"", b"sign=%FF&sign_type=RSA2", b"\xff\xfe"):
        assert told("alipay", {}, body).content == b"fail"
    assert Receipt.objects.count() == 0


def test_another_amount_is_not_booked_and_a_person_sees_it(platforms: Platforms, phone, home):
    order = begun(platforms, phone, home, "wechat")
    platforms.wechat.paid(order.number, moment(minutes=1))
    platforms.wechat.faults = {"other amount"}
    assert told("wechat", *platforms.wechat.notice(order.number)).status_code == 400
    assert (Receipt.objects.count(), states()[order.number]) == (0, "open")
    refused = ReceivedNotice.objects.get()
    assert (refused.outcome, refused.reason) == ("refused", "online_amount_differs")
    assert settled() == [f"{order.number}: online_amount_differs"]


@pytest.mark.parametrize("fault", ["silent", "forged"])
def test_an_answer_that_cannot_be_trusted_books_nothing_and_is_asked_for_again(
    platforms: Platforms, phone, home, fault
):
    order = begun(platforms, phone, home, "wechat")
    platforms.wechat.paid(order.number, moment(minutes=1))
    platforms.wechat.faults = {fault}
    assert phone.post(f"{home}pay/{order.number}/ask/").headers["Location"].endswith("?silent=1")
    OnlineOrder.objects.update(asked_at=None)
    assert settled() == [f"{order.number}: payment_service_failed"]
    assert Receipt.objects.count() == 0
    assert phone.get(f"{home}pay/{order.number}/").status_code == 200
    platforms.wechat.faults = set()
    OnlineOrder.objects.update(asked_at=None)
    assert (settled(), states()[order.number]) == ([], "paid")


def test_who_goes_back_and_chooses_the_same_again_has_the_same_order(platforms: Platforms, phone, home):
    first, again = ordered(phone, home), ordered(phone, home)
    other = ordered(phone, home, line=[lines()[0].pk], by_lines="wechat")
    assert (first.pk == again.pk, other.pk == first.pk) == (True, False)


def test_paid_twice_over_what_is_over_stays_with_the_household(platforms: Platforms, phone, home):
    """Two orders for one line, one by each service: the line is settled once."""
    pair = [begun(platforms, phone, home, channel) for channel in ("wechat", "alipay")]
    for order in pair:
        platform = getattr(platforms, order.channel)
        platform.paid(order.number, moment(minutes=1))
        told(order.channel, *notice(platforms, order.channel, order))
    assert set(states().values()) == {"paid"}
    assert owes(LIVED_IN) == Yuan(511_49) - pair[0].amount - pair[1].amount
    assert differences() == []


def test_nothing_of_others_can_be_ordered_or_seen(platforms: Platforms, phone, home):
    theirs = bill_of(VACANT).lines.first()
    assert phone.post(f"{home}pay/", {"line": [theirs.pk], "by_lines": "wechat"}).status_code == 422
    for said in ({"by_lines": "wechat"}, {"amount": "0", "by_sum": "wechat"}, {"amount": "abc", "by_sum": "alipay"},
                 {"amount": "50000.01", "by_sum": "wechat"}, {"amount": "5", "by_sum": "cash"}, {}):  # fmt: skip
        assert phone.post(f"{home}pay/", said).status_code == 422, said
    order = ordered(phone, home)
    assert Client().get(f"{home}pay/{order.number}/").status_code == 404
    assert (OnlineOrder.objects.count(), phone.get(f"{home}pay/ZF1/").status_code) == (1, 404)


def test_the_database_keeps_what_was_ordered_and_what_was_paid(platforms: Platforms, phone, home):
    order = begun(platforms, phone, home, "wechat")
    other = Tenure.objects.get(name="张三")
    changes = [
        lambda: OnlineOrder.objects.filter(pk=order.pk).update(amount=Yuan(1)),
        lambda: OnlineOrder.objects.filter(pk=order.pk).update(state=OrderState.PAID),
        lambda: OrderedLine.objects.update(amount=Yuan(1)),
        lambda: OrderedLine.objects.create(order=order, line=lines()[0], amount=Yuan(1)),
        lambda: OnlineOrder.objects.create(number="ZF2", channel="wechat", unit=order.unit, tenure=other,
                                           amount=Yuan(1), made_at=timezone.now(), expires_at=timezone.now()),
        order.delete,
    ]  # fmt: skip
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_without_keys_the_companys_code_is_shown_with_sum_and_account_to_copy(phone, home, monkeypatch):
    monkeypatch.delenv("PROPERTY_OPS_PAY", raising=False)
    page = phone.get(f"{home}pay/").content.decode()
    assert ("还没有开通" in page, "data:image/png" in page) == (True, False)
    assert told("wechat", {}, b"{}").status_code == 400


def begun(platforms: Platforms, phone: Client, home: str, channel: str) -> OnlineOrder:
    """An order of which the platform knows."""
    order = ordered(phone, home, line=[lines()[1].pk], by_lines=channel)
    address = gone_on(phone, home, order)
    if channel == "alipay":
        platforms.alipay.opened(address)
    return order


def notice(platforms: Platforms, channel: str, order: OnlineOrder) -> tuple[dict[str, str], bytes]:
    if channel == "wechat":
        return platforms.wechat.notice(order.number)
    return {}, platforms.alipay.notice(order.number)


def states() -> dict[str, str]:
    return dict(OnlineOrder.objects.values_list("number", "state"))
