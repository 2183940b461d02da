"""微信支付 API v3, as its documents describe it: holds the signature of what it is asked against the merchant's key."""

import base64
import gzip
import hashlib
import json
import secrets
import time
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.services.payments.platform import Platform, Trade

MCHID, WX_APPID, SERIAL = "1900000109", "wxd678efh567hg6787", "444F4864EA9B34415"
PUBLIC_KEY_ID = "PUB_KEY_ID_0119000001"
APIV3_KEY = "a12d3924fd499edac8a5efc000000001"


class WeChatPlatform(Platform):
    """微信支付 API v3."""

    def facts(self, trade: Trade) -> dict[str, Any]:
        fen = trade.fen + (1 if "other amount" in self.faults else 0)
        facts: dict[str, Any] = {
            "mchid": "1900000000" if "other merchant" in self.faults else MCHID, "appid": WX_APPID,
            "out_trade_no": trade.number, "trade_state": trade.state,
            "amount": {"total": fen, "currency": "CNY", "payer_total": fen},
        }  # fmt: skip
        if trade.at:
            facts |= {"transaction_id": trade.transaction, "success_time": trade.at.isoformat(timespec="seconds")}
            facts |= {"payer": {"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}, "trade_type": "JSAPI", "bank_type": "CMC"}
        return facts

    def notice(self, number: str) -> tuple[dict[str, str], bytes]:
        return self.sealed("TRANSACTION.SUCCESS", self.facts(self.trades[number]))

    def refund_notice(self, number: str, refund: str, status: str = "SUCCESS") -> tuple[dict[str, str], bytes]:
        facts = self._refund_facts(self.trades[number], refund) | {"refund_status": status, "mchid": MCHID}
        return self.sealed(f"REFUND.{status}", facts)

    def sealed(self, kind: str, facts: dict[str, Any]) -> tuple[dict[str, str], bytes]:
        """Encrypted with the merchant's key of API v3, signed by the platform."""
        nonce, about = secrets.token_hex(6), "transaction"
        secret = AESGCM(APIV3_KEY.encode()).encrypt(nonce.encode(), json.dumps(facts).encode(), about.encode())
        resource = {"algorithm": "AEAD_AES_256_GCM", "ciphertext": base64.b64encode(secret).decode(), "nonce": nonce,
                    "associated_data": about, "original_type": about}  # fmt: skip
        body = json.dumps({"id": secrets.token_hex(16), "event_type": kind, "resource_type": "encrypt-resource",
                           "resource": resource})  # fmt: skip
        return self.signed(body), body.encode()

    def signed(self, body: str) -> dict[str, str]:
        moment = str(int(time.time()) - (3600 if "old" in self.faults else 0))
        nonce = secrets.token_hex(8)
        return {
            "Wechatpay-Serial": "PUB_KEY_ID_0000000000" if "other serial" in self.faults else PUBLIC_KEY_ID,
            "Wechatpay-Signature": self.signer.sign(f"{moment}\n{nonce}\n{body}\n"),
            "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
            "Wechatpay-Timestamp": moment,
            "Wechatpay-Nonce": nonce,
        }

    def answer(self, method: str, path: str, body: str, headers: Any) -> tuple[int, dict[str, Any] | bytes]:
        where = urlsplit(path)
        self.asked.append(f"{method} {where.path}")
        if "silent" in self.faults:
            return 500, {"code": "SYSTEM_ERROR"}
        if where.path.startswith("/sns/"):
            return 200, {"openid": f"openid-of-{parse_qs(where.query)['code'][0]}"}
        if not self._is_ours(method, path, body, headers.get("Authorization", "")):
            return 401, {"code": "SIGN_ERROR"}
        return self._answer(where.path, dict(parse_qsl(where.query)), body)

    def _answer(self, path: str, query: dict[str, str], body: str) -> tuple[int, dict[str, Any] | bytes]:
        said = json.loads(body) if body else {}
        if path in ("/v3/pay/transactions/jsapi", "/v3/pay/transactions/h5"):
            return self._begun(path, said)
        if path == "/v3/refund/domestic/refunds":
            return self._refunded(said)
        if path == "/v3/bill/tradebill":
            return self._bill(query["bill_date"])
        if path == "/v3/billdownload/file":
            return 200, gzip.compress(self.bill_of(date.fromisoformat(query["token"])) + self._damage())
        number = path.split("/")[5]
        trade = self.trades.get(number)
        if trade is None:
            return 404, {"code": "ORDER_NOT_EXIST"}
        if path.endswith("/close"):
            if trade.state == "NOTPAY":
                trade.state = "CLOSED"
            return 204, b""
        return 200, self.facts(trade)

    def _begun(self, path: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        assert (said["mchid"], said["appid"], said["amount"]["currency"]) == (MCHID, WX_APPID, "CNY")
        self.trades.setdefault(
            said["out_trade_no"], Trade(said["out_trade_no"], said["amount"]["total"], said["description"])
        )
        if path.endswith("h5"):
            assert said["scene_info"]["h5_info"]["type"] == "Wap"
            return 200, {
                "h5_url": f"https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id={secrets.token_hex(4)}"
            }
        assert said["payer"]["openid"].startswith("openid-of-")
        return 200, {"prepay_id": f"wx{secrets.token_hex(12)}"}

    def _refund_facts(self, trade: Trade, refund: str) -> dict[str, Any]:
        fen, known = trade.refunds[refund]
        return {"refund_id": known, "out_refund_no": refund, "transaction_id": trade.transaction,
                "out_trade_no": trade.number, "success_time": f"{datetime.now():%Y-%m-%dT%H:%M:%S}+08:00",
                "amount": {"refund": fen, "total": trade.fen, "currency": "CNY"}}  # fmt: skip

    def _refunded(self, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        trade = next(one for one in self.trades.values() if one.transaction == said["transaction_id"])
        sums, number = said["amount"], said["out_refund_no"]
        assert sums["total"] == trade.fen
        trade.refunds.setdefault(number, (sums["refund"], f"50300{secrets.randbelow(10**20):020d}"))
        status = "PROCESSING" if "slow refund" in self.faults else "SUCCESS"
        return 200, self._refund_facts(trade, number) | {"status": status}

    def _bill(self, day: str) -> tuple[int, dict[str, Any]]:
        data = self.bill_of(date.fromisoformat(day))
        if data.count(b"\r\n") < 4:
            return 400, {"code": "NO_STATEMENT_EXIST"}
        return 200, {"hash_type": "SHA1", "hash_value": hashlib.sha1(data).hexdigest(),
                     "download_url": f"{self.address}/v3/billdownload/file?token={day}"}  # fmt: skip

    address = ""

    def _damage(self) -> bytes:
        return b"damaged" if "damaged bill" in self.faults else b""

    def bill_of(self, day: date) -> bytes:
        """交易账单, all: 0.6 % are the fee, with five decimals."""
        head = (
            "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,"
            "应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
            "手续费,费率,订单金额,申请退款金额,费率备注"
        )
        rows, amount, fees = [], 0, 0.0
        for trade in self.trades.values():
            if trade.at and trade.at.date() == day:
                fee = trade.fen * 0.006 / 100
                amount, fees = amount + trade.fen, fees + fee
                cells = (
                    f"{trade.at:%Y-%m-%d %H:%M:%S}", WX_APPID, MCHID, "0", "", trade.transaction, trade.number, "oUpF",
                    "JSAPI", "SUCCESS", "CMC", "CNY", f"{trade.fen / 100:.2f}", "0.00", "0", "0", "0.00", "0.00", "",
                    "", trade.words, "", f"{fee:.5f}", "0.60%", f"{trade.fen / 100:.2f}", "0.00", "",
                )  # fmt: skip
                rows.append(",".join(f"`{cell}" for cell in cells))
        foot = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
        sums = ",".join(f"`{cell}" for cell in (len(rows), f"{amount / 100:.2f}", "0.00", "0.00", f"{fees:.5f}",
                                                f"{amount / 100:.2f}", "0.00"))  # fmt: skip
        return ("\ufeff" + "\r\n".join([head, *rows, foot, sums]) + "\r\n").encode()

    def _is_ours(self, method: str, path: str, body: str, authorization: str) -> bool:
        kind, _, rest = authorization.partition(" ")
        said = {key: value.strip('"') for key, _, value in (part.partition("=") for part in rest.split(","))}
        text = f"{method}\n{path}\n{said.get('timestamp')}\n{said.get('nonce_str')}\n{body}\n"
        known = (kind, said.get("mchid"), said.get("serial_no")) == ("WECHATPAY2-SHA256-RSA2048", MCHID, SERIAL)
        return known and self.merchant.has_signed(text, said.get("signature", ""))
