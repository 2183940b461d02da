"""支付宝 (手机网站支付), through python-alipay-sdk. Answers and notices are believed by Alipay's public key alone."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import requests

from invoices.modules.online_payments.connector.configuration import AlipayKeys
from invoices.modules.online_payments.connector.contract import SECONDS, TOTAL_SECONDS, PaymentService
from invoices.modules.online_payments.domain.errors import BillDamaged, NoticeRefused, ServiceFailed
from invoices.modules.online_payments.domain.words import (
    Checkout,
    FetchedBill,
    OrderDraft,
    OrderWord,
    PaidFact,
    RefundWord,
    ServiceNotice,
    ServiceState,
)
from invoices.modules.payments.public import PaymentChannel
from property_ops.framework.outgoing import NotSpokenTo, careful_session
from property_ops.kernel.money import Yuan

SHANGHAI = ZoneInfo("Asia/Shanghai")
SUCCESS, BUSINESS_FAILED = "10000", "40004"
PAID = ("TRADE_SUCCESS", "TRADE_FINISHED")
STATES = {
    **dict.fromkeys(PAID, ServiceState.PAID),
    "WAIT_BUYER_PAY": ServiceState.OPEN,
    "TRADE_CLOSED": ServiceState.CLOSED,
}
NO_TRADE = ("ACQ.TRADE_NOT_EXIST",)


class AlipayService(PaymentService):
    channel = PaymentChannel.ALIPAY

    def __init__(self, keys: AlipayKeys, *, notices: str) -> None:
        self.keys, self.notices = keys, notices

    @cached_property
    def _api(self) -> Any:
        from alipay import AliPay
        from alipay.utils import AliPayConfig

        keys = self.keys
        api = AliPay(
            appid=keys.appid,
            app_notify_url=self.notices,
            app_private_key_string=keys.key,
            alipay_public_key_string=keys.public_key,
            sign_type="RSA2",
            config=AliPayConfig(timeout=sum(SECONDS)),
        )
        api._gateway = keys.gateway
        api.verified_sync_response = self._answered
        return api

    def _answered(self, asked: Any, kind: str) -> Any:
        """In place of the SDK's own way out. Raises NotSpokenTo, RequestException, and what the SDK raises."""
        answer = self._fetched(f"{self.keys.gateway}?{self._api.sign_data(asked)}")
        return self._api._verify_and_return_sync_response(answer.decode(), kind)

    @staticmethod
    def _fetched(address: str) -> bytes:
        """Raises NotSpokenTo, RequestException."""
        with careful_session(total_seconds=TOTAL_SECONDS) as session:
            response = session.get(address, timeout=SECONDS)
        response.raise_for_status()
        return response.content

    def begin(self, order: OrderDraft, *, back: str, address: str, payer: str = "") -> Checkout:
        """A signed address; nothing is asked before the payer opens it."""
        said = self._api.api_alipay_trade_wap_pay(
            subject=order.words,
            out_trade_no=order.number,
            total_amount=str(order.amount),
            return_url=back,
            notify_url=self.notices,
            time_expire=f"{order.expires_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        )
        return Checkout(f"{self.keys.gateway}?{said}")

    def ask(self, number: str) -> OrderWord:
        answer = self._asked("alipay.trade.query", {"out_trade_no": number})
        if answer.get("sub_code") in NO_TRADE:
            return OrderWord(ServiceState.UNKNOWN)
        self._check_success(answer)
        state = STATES.get(answer.get("trade_status", ""))
        if state is None or answer.get("out_trade_no") != number:
            raise self._failed(answer.get("trade_status", "?"))
        at = answer.get("send_pay_date", "")
        if state is ServiceState.CLOSED and at:
            state = ServiceState.PAID  # and given back in full since: the refund has a movement of its own
        return OrderWord(state, self._paid(answer, at) if state is ServiceState.PAID else None)

    def close(self, number: str) -> None:
        answer = self._asked("alipay.trade.close", {"out_trade_no": number})
        if answer.get("sub_code") not in NO_TRADE:
            self._check_success(answer)

    def give_back(self, *, refund: str, transaction: str, amount: Yuan, of: Yuan, reason: str) -> RefundWord:
        asked = {
            "trade_no": transaction,
            "refund_amount": str(amount),
            "out_request_no": refund,
            "refund_reason": reason[:80],
        }
        answer = self._asked("alipay.trade.refund", asked)
        self._check_success(answer)
        if answer.get("trade_no") != transaction:
            raise self._failed("trade_no")
        # Given back already under this number, it says so, and moves nothing again.
        return RefundWord(True, False, refund, _moment(answer.get("gmt_refund_pay", "")))

    def notice(self, headers: Mapping[str, str], body: bytes) -> ServiceNotice:
        from alipay.exceptions import AliPayException

        said = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        content, signature = dict(said), said.get("sign", "")
        content.pop("sign", None)
        try:
            is_theirs = bool(signature) and self._api.verify(content, signature)
        except (AliPayException, ValueError) as error:
            raise NoticeRefused(reason="signature") from error
        if not is_theirs:
            raise NoticeRefused(reason="signature")
        if said.get("app_id") != self.keys.appid or said.get("seller_id") != self.keys.seller:
            raise NoticeRefused(reason="seller")
        given_back = said.get("trade_status") == "TRADE_CLOSED" and said.get("gmt_payment")
        if said.get("trade_status") not in PAID and not given_back:
            raise NoticeRefused(reason=said.get("trade_status", "trade_status"))
        return ServiceNotice(said.get("notify_id", ""), paid=self._paid(said, said.get("gmt_payment", "")))

    def bill(self, day: date) -> FetchedBill | None:
        asked = {"bill_type": "trade", "bill_date": day.isoformat()}
        answer = self._asked("alipay.data.dataservice.bill.downloadurl.query", asked)
        if "bill_not_exist" in str(answer.get("sub_code", "")).lower().replace("-", "_"):
            return None
        self._check_success(answer)
        try:
            packed = self._fetched(answer["bill_download_url"])
        except (requests.RequestException, NotSpokenTo, KeyError) as error:
            raise self._failed(type(error).__name__) from error
        return FetchedBill(day, _details(packed, day))

    def _paid(self, said: Mapping[str, Any], at: str) -> PaidFact:
        moment = _moment(at)
        if moment is None:
            raise self._failed("gmt_payment")
        return PaidFact(
            order=str(said["out_trade_no"]),
            transaction=str(said["trade_no"]),
            amount=Yuan.parse(str(said["total_amount"])),
            at=moment,
            payer=str(said.get("buyer_logon_id") or said.get("buyer_id") or "")[:64],
        )

    def _asked(self, method: str, content: dict[str, str]) -> dict[str, Any]:
        try:
            answer = self._api.server_api(method, content)
        except Exception as error:  # the SDK raises nothing narrower: no answer, or a signature that is not theirs
            raise self._failed(type(error).__name__) from error
        return dict(answer)

    def _check_success(self, answer: Mapping[str, Any]) -> None:
        if answer.get("code") != SUCCESS:
            raise self._failed(answer.get("sub_code") or answer.get("code") or "?")

    def _failed(self, reason: object) -> ServiceFailed:
        return ServiceFailed(service="支付宝", reason=str(reason))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text[:19]).replace(tzinfo=SHANGHAI)
    except ValueError:
        return None


def _details(packed: bytes, day: date) -> dict[str, bytes]:
    """The 业务明细 of the zip; its names are in GBK, and the 汇总 beside it holds sums alone. Raises BillDamaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
            files = {_name(one): bundle.read(one) for one in bundle.infolist()}
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        raise BillDamaged(service="支付宝", day=day) from error
    found = {name: data for name, data in files.items() if name.endswith(".csv") and "汇总" not in name}
    if not found:
        raise BillDamaged(service="支付宝", day=day)
    return {f"支付宝账单-{day}-{place}.csv": data for place, data in enumerate(found.values(), 1)}


def _name(entry: zipfile.ZipInfo) -> str:
    """A name that is not marked as UTF-8 is GBK here."""
    if entry.flag_bits & 0x800:
        return entry.filename
    return entry.filename.encode("cp437").decode("gbk", "replace")
