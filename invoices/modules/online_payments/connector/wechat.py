"""微信支付 API v3, through wechatpayv3. Answers and notices are believed by the platform's public key alone."""

import gzip
import hashlib
import json
import secrets
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote

from invoices.modules.online_payments.connector.configuration import WeChatKeys
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
from property_ops.framework.outgoing import CarefulRequests
from property_ops.framework.wechat import OfficialAccount, WeChatSaysNothing, openid
from property_ops.kernel.money import Yuan

OK, NO_CONTENT, NOT_FOUND = 200, 204, 404
FRESH_SECONDS = 300
"""A notice is signed anew each time it is sent; an older one is somebody's copy."""
STATES = {
    "SUCCESS": ServiceState.PAID,
    "REFUND": ServiceState.PAID,  # paid, and given back since: the refund has a movement of its own
    "NOTPAY": ServiceState.OPEN,
    "USERPAYING": ServiceState.OPEN,
    "PAYERROR": ServiceState.OPEN,
    "CLOSED": ServiceState.CLOSED,
    "REVOKED": ServiceState.CLOSED,
}
REFUNDS = {"SUCCESS": (True, False), "PROCESSING": (False, False), "CLOSED": (False, True), "ABNORMAL": (False, True)}
_BILL_NAME = "微信支付账单-{day}.csv"


class WeChatPayService(PaymentService):
    channel = PaymentChannel.WECHAT

    def __init__(self, keys: WeChatKeys, *, notices: str) -> None:
        self.keys, self.notices = keys, notices

    @cached_property
    def _api(self) -> Any:
        from wechatpayv3 import WeChatPay, WeChatPayType, core

        core.requests = CarefulRequests(total_seconds=TOTAL_SECONDS)
        keys = self.keys
        api = WeChatPay(
            wechatpay_type=WeChatPayType.JSAPI,
            mchid=keys.mchid,
            private_key=keys.key,
            cert_serial_no=keys.serial,
            appid=keys.appid,
            apiv3_key=keys.apiv3_key,
            notify_url=self.notices,
            timeout=SECONDS,
            public_key=keys.public_key,
            public_key_id=keys.public_key_id,
        )
        api._core._gate_way = keys.gateway
        return api

    def begin(self, order: OrderDraft, *, back: str, address: str, payer: str = "") -> Checkout:
        from wechatpayv3 import WeChatPayType

        said: dict[str, Any] = {
            "description": order.words,
            "out_trade_no": order.number,
            "amount": {"total": order.amount.fen, "currency": "CNY"},
            "time_expire": order.expires_at.isoformat(timespec="seconds"),
        }
        if payer:
            said |= {"payer": {"openid": payer}, "pay_type": WeChatPayType.JSAPI}
            return self._bridge(self._told(lambda: self._api.pay(**said))["prepay_id"])
        scene = {"payer_client_ip": address, "h5_info": {"type": "Wap"}}
        answer = self._told(lambda: self._api.pay(**said, scene_info=scene, pay_type=WeChatPayType.H5))
        return Checkout(f"{answer['h5_url']}&redirect_url={quote(back, safe='')}")

    def _bridge(self, prepaid: str) -> Checkout:
        moment, nonce, package = str(int(time.time())), secrets.token_hex(16), f"prepay_id={prepaid}"
        return Checkout(
            bridge={
                "appId": self.keys.appid,
                "timeStamp": moment,
                "nonceStr": nonce,
                "package": package,
                "signType": "RSA",
                "paySign": self._api.sign([self.keys.appid, moment, nonce, package]),
            }
        )

    def payer_behind(self, code: str) -> str:
        """Who WeChat's browser says looks at the page. Raises ServiceFailed."""
        try:
            return openid(OfficialAccount(self.keys.appid, self.keys.secret, self.keys.oauth), code)
        except WeChatSaysNothing as error:
            raise self._failed(error.data["reason"]) from error

    def ask(self, number: str) -> OrderWord:
        status, answer = self._answer(lambda: self._api.query(out_trade_no=number))
        if status == NOT_FOUND and answer.get("code") in ("ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS"):
            return OrderWord(ServiceState.UNKNOWN)
        if status != OK:
            raise self._failed(answer.get("code", status))
        state = STATES.get(answer.get("trade_state", ""))
        if state is None:
            raise self._failed(answer.get("trade_state", "?"))
        self._check_whose(answer, lambda reason: self._failed(reason))
        return OrderWord(state, self._paid(answer) if state is ServiceState.PAID else None)

    def close(self, number: str) -> None:
        status, answer = self._answer(lambda: self._api.close(out_trade_no=number))
        if status not in (OK, NO_CONTENT, NOT_FOUND) and answer.get("code") not in ("ORDER_CLOSED", "ORDERNOTEXIST"):
            raise self._failed(answer.get("code", status))

    def give_back(self, *, refund: str, transaction: str, amount: Yuan, of: Yuan, reason: str) -> RefundWord:
        sums = {"refund": amount.fen, "total": of.fen, "currency": "CNY"}
        answer = self._told(
            lambda: self._api.refund(
                out_refund_no=refund,
                transaction_id=transaction,
                amount=sums,
                reason=reason[:80],
                notify_url=self.notices,
            )
        )
        if answer.get("out_refund_no") != refund or answer.get("amount", {}).get("refund") != amount.fen:
            raise self._failed("out_refund_no")
        return self._refunded(answer, answer.get("status", ""))

    def notice(self, headers: Mapping[str, str], body: bytes) -> ServiceNotice:
        self._check_sender(headers)
        try:
            said = self._api.callback(dict(headers), body)
        except Exception as error:  # the SDK raises nothing narrower for what is no notice of the service
            raise NoticeRefused(reason=type(error).__name__) from error
        if not said:
            raise NoticeRefused(reason="signature")
        resource, kind = said["resource"], str(said.get("event_type", ""))
        if kind.startswith("REFUND."):
            if resource.get("mchid") != self.keys.mchid:
                raise NoticeRefused(reason="mchid")
            word = self._refunded(resource, resource.get("refund_status", ""))
            return ServiceNotice(str(said["id"]), refund=str(resource["out_refund_no"]), refund_word=word)
        self._check_whose(resource, lambda reason: NoticeRefused(reason=reason))
        if kind != "TRANSACTION.SUCCESS" or resource.get("trade_state") != "SUCCESS":
            raise NoticeRefused(reason=kind or "event_type")
        return ServiceNotice(str(said["id"]), paid=self._paid(resource))

    def bill(self, day: date) -> FetchedBill | None:
        status, answer = self._answer(lambda: self._api.trade_bill(bill_date=day.isoformat()))
        if answer.get("code") == "NO_STATEMENT_EXIST":
            return None
        address = str(answer.get("download_url", ""))
        if status != OK or not address.startswith(f"{self.keys.gateway}/"):
            raise self._failed(answer.get("code", status))
        status, packed = self._asked(lambda: self._api.download_bill(address))
        if status != OK:
            raise self._failed(status)
        data = packed.encode() if isinstance(packed, str) else bytes(packed)
        try:
            data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        except (OSError, EOFError) as error:
            raise BillDamaged(service="微信支付", day=day) from error
        if hashlib.sha1(data, usedforsecurity=False).hexdigest() != str(answer.get("hash_value", "")).lower():
            raise BillDamaged(service="微信支付", day=day)
        return FetchedBill(day, {_BILL_NAME.format(day=day): data})

    def _check_sender(self, headers: Mapping[str, str]) -> None:
        """By the serial that we know, and just now. Raises NoticeRefused."""
        if headers.get("Wechatpay-Serial") != self.keys.public_key_id:
            raise NoticeRefused(reason="serial")
        moment = headers.get("Wechatpay-Timestamp", "")
        if not moment.isdecimal() or abs(time.time() - int(moment)) > FRESH_SECONDS:
            raise NoticeRefused(reason="timestamp")

    def _check_whose(self, answer: Mapping[str, Any], refused: Callable[[str], Exception]) -> None:
        """Ours, and in yuan."""
        if answer.get("mchid") != self.keys.mchid or answer.get("appid") != self.keys.appid:
            raise refused("mchid")
        if answer.get("amount", {}).get("currency", "CNY") != "CNY":
            raise refused("currency")

    def _paid(self, answer: Mapping[str, Any]) -> PaidFact:
        return PaidFact(
            order=str(answer["out_trade_no"]),
            transaction=str(answer["transaction_id"]),
            amount=Yuan(int(answer["amount"]["total"])),
            at=datetime.fromisoformat(answer["success_time"]),
            payer=str(answer.get("payer", {}).get("openid", ""))[:64],
        )

    def _refunded(self, answer: Mapping[str, Any], status: str) -> RefundWord:
        is_paid, is_failed = REFUNDS.get(status, (False, False))
        at, amount = answer.get("success_time"), Yuan(int(answer["amount"]["refund"]))
        moment = datetime.fromisoformat(at) if at else None
        return RefundWord(is_paid, is_failed, str(answer["refund_id"]), moment, amount)

    def _told(self, ask: Callable[[], tuple[int, Any]]) -> dict[str, Any]:
        status, answer = self._answer(ask)
        if status != OK:
            raise self._failed(answer.get("code", status))
        return answer

    def _answer(self, ask: Callable[[], tuple[int, Any]]) -> tuple[int, dict[str, Any]]:
        status, text = self._asked(ask)
        try:
            answer = json.loads(text) if text else {}
        except ValueError as error:
            raise self._failed("json") from error
        return status, answer if isinstance(answer, dict) else {}

    def _asked(self, ask: Callable[[], tuple[int, Any]]) -> tuple[int, Any]:
        try:
            return ask()
        except Exception as error:  # the SDK raises nothing narrower: no answer, or a signature that is not theirs
            raise self._failed(type(error).__name__ if isinstance(error, OSError) else str(error)[:80]) from error

    def _failed(self, reason: object) -> ServiceFailed:
        return ServiceFailed(service="微信支付", reason=str(reason))
