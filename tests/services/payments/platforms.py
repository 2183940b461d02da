"""WeChat Pay and Alipay as their documents describe them, on this machine: they sign with keys made here, and hold what
they are asked against ours. Faults are switched on by name."""

import base64
import gzip
import hashlib
import html
import io
import json
import secrets
import time
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

MCHID, WX_APPID, SERIAL, PUBLIC_KEY_ID = (
    "1900000109",
    "wxd678efh567hg6787",
    "444F4864EA9B34415",
    "PUB_KEY_ID_0119000001",
)
APIV3_KEY = "a12d3924fd499edac8a5efc000000001"
SHANGHAI = ZoneInfo("Asia/Shanghai")
ALI_APPID, SELLER = "2021000000000001", "2088000000000001"


class Key:
    """An RSA key: `other` signs what somebody else would."""

    def __init__(self) -> None:
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def sign(self, text: str) -> str:
        return base64.b64encode(self.private.sign(text.encode(), PKCS1v15(), SHA256())).decode()

    def has_signed(self, text: str, signature: str) -> bool:
        try:
            self.private.public_key().verify(base64.b64decode(signature), text.encode(), PKCS1v15(), SHA256())
        except InvalidSignature:
            return False
        return True

    @property
    def private_pem(self) -> str:
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    @property
    def public_pem(self) -> str:
        key = self.private.public_key()
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@dataclass
class Trade:
    """An order as a platform has it."""

    number: str
    fen: int
    words: str
    state: str = "NOTPAY"
    transaction: str = ""
    at: datetime | None = None
    refunds: dict[str, tuple[int, str]] = field(default_factory=dict)


@dataclass
class Platform:
    merchant: Key = field(default_factory=Key)
    platform: Key = field(default_factory=Key)
    stranger: Key = field(default_factory=Key)
    trades: dict[str, Trade] = field(default_factory=dict)
    faults: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def begin_anew(self) -> None:
        self.trades, self.faults, self.asked = {}, set(), []

    @property
    def signer(self) -> Key:
        return self.stranger if "forged" in self.faults else self.platform

    def paid(self, number: str, at: datetime) -> Trade:
        """The payer has paid; nobody was told."""
        trade = self.trades[number]
        trade.state, trade.at = "SUCCESS", at
        trade.transaction = trade.transaction or f"42000{at:%Y%m%d}{secrets.randbelow(10**14):014d}"
        return trade


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
        return self._answer(where.path, {key: value for key, value in parse_qsl(where.query)}, body)

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
        head = ("交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,"
                "代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
                "申请退款金额,费率备注")  # fmt: skip
        rows, amount, fees = [], 0, 0.0
        for trade in self.trades.values():
            if trade.at and trade.at.date() == day:
                fee = trade.fen * 0.006 / 100
                amount, fees = amount + trade.fen, fees + fee
                cells = (f"{trade.at:%Y-%m-%d %H:%M:%S}", WX_APPID, MCHID, "0", "", trade.transaction, trade.number, "oUpF8u",
                         "JSAPI", "SUCCESS", "CMC", "CNY", f"{trade.fen / 100:.2f}", "0.00", "0", "0", "0.00", "0.00", "", "",
                         trade.words, "", f"{fee:.5f}", "0.60%", f"{trade.fen / 100:.2f}", "0.00", "")  # fmt: skip
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


class AlipayPlatform(Platform):
    """支付宝 OpenAPI, RSA2."""

    def opened(self, address: str) -> Trade:
        """The payer opens the address that our page gave: signed by us, or nothing begins."""
        said = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
        assert self._is_ours(said), "not signed by the merchant"
        content = json.loads(said["biz_content"])
        fen = round(float(content["total_amount"]) * 100)
        return self.trades.setdefault(content["out_trade_no"], Trade(content["out_trade_no"], fen, content["subject"]))

    def notice(self, number: str) -> bytes:
        trade = self.trades[number]
        said = {
            "app_id": ALI_APPID, "seller_id": "2088999" if "other merchant" in self.faults else SELLER,
            "notify_id": secrets.token_hex(8), "notify_type": "trade_status_sync", "charset": "utf-8", "version": "1.0",
            "trade_status": "TRADE_SUCCESS", "out_trade_no": trade.number, "trade_no": trade.transaction,
            "total_amount": f"{(trade.fen + ('other amount' in self.faults)) / 100:.2f}", "buyer_logon_id": "159****5620",
            "subject": trade.words, "gmt_payment": f"{trade.at:%Y-%m-%d %H:%M:%S}",
        }  # fmt: skip
        text = "&".join(f"{key}={value}" for key, value in sorted(said.items()))
        return urlencode(said | {"sign_type": "RSA2", "sign": self.signer.sign(text)}).encode()

    def answer(self, path: str) -> tuple[int, bytes]:
        where = urlsplit(path)
        if where.path == "/bill.zip":
            return 200, self.packed_bill(date.fromisoformat(where.query))
        said = dict(parse_qsl(where.query, keep_blank_values=True))
        self.asked.append(said.get("method", ""))
        if "silent" in self.faults:
            return 500, b""
        if said["method"] == "alipay.trade.wap.pay":
            return self._cashier(path, said)
        name = f"{said['method'].replace('.', '_')}_response"
        if not self._is_ours(said):
            return 200, json.dumps({"error_response": {"code": "40002", "sub_code": "isv.invalid-signature"}}).encode()
        content = json.dumps(self._answer(said["method"], json.loads(said["biz_content"])))
        return 200, f'{{"{name}":{content},"sign":"{self.signer.sign(content)}"}}'.encode()

    def _cashier(self, path: str, said: dict[str, str]) -> tuple[int, bytes]:
        """The payer's page at Alipay: it pays, and leads back to where the merchant said."""
        trade = self.opened(path)
        self.paid(trade.number, datetime.now(SHANGHAI))
        back = html.escape(said["return_url"])
        page = (
            f'<!doctype html><meta charset="utf-8"><title>支付宝</title><h1>付款成功</h1><a href="{back}">返回商家</a>'
        )
        return 200, page.encode()

    def _answer(self, method: str, said: dict[str, Any]) -> dict[str, Any]:
        good = {"code": "10000", "msg": "Success"}
        if method == "alipay.data.dataservice.bill.downloadurl.query":
            day = date.fromisoformat(said["bill_date"])
            if not any(one.at and one.at.date() == day for one in self.trades.values()):
                return {"code": "40004", "sub_code": "isp.bill_not_exist"}
            return good | {"bill_download_url": f"{self.address}/bill.zip?{day}"}
        number, known = said.get("out_trade_no"), said.get("trade_no")
        trade = next((one for one in self.trades.values() if number == one.number or known == one.transaction), None)
        if trade is None:
            return {"code": "40004", "sub_code": "ACQ.TRADE_NOT_EXIST"}
        if method == "alipay.trade.close":
            trade.state = "CLOSED"
            return good | {"out_trade_no": trade.number}
        if method == "alipay.trade.refund":
            fen = round(float(said["refund_amount"]) * 100)
            is_new = said["out_request_no"] not in trade.refunds
            trade.refunds.setdefault(said["out_request_no"], (fen, ""))
            return good | {"trade_no": trade.transaction, "out_trade_no": trade.number, "fund_change": "YN"[not is_new],
                           "gmt_refund_pay": f"{trade.at:%Y-%m-%d %H:%M:%S}"}  # fmt: skip
        state = {"SUCCESS": "TRADE_SUCCESS", "NOTPAY": "WAIT_BUYER_PAY", "CLOSED": "TRADE_CLOSED"}[trade.state]
        more = {"trade_no": trade.transaction, "send_pay_date": f"{trade.at:%Y-%m-%d %H:%M:%S}"} if trade.at else {}
        return (
            good
            | {"out_trade_no": trade.number, "trade_status": state, "total_amount": f"{trade.fen / 100:.2f}"}
            | more
        )

    address = ""

    def packed_bill(self, day: date) -> bytes:
        """业务明细 and 汇总, their names in GBK and not marked as anything else."""
        head = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"  # noqa: E501
        trades = [one for one in self.trades.values() if one.at and one.at.date() == day]
        rows = [
            ",".join(f"{cell}\t" for cell in (
                one.transaction, one.number, "交易", one.words, f"{one.at:%Y-%m-%d %H:%M:%S}", f"{one.at:%Y-%m-%d %H:%M:%S}",
                "", "", "", "", "159****5620", f"{one.fen / 100:.2f}", f"{one.fen / 100:.2f}", "", f"-{one.fen * 0.006 / 100:.2f}",
                "0.00", ""))
            for one in trades
        ]  # fmt: skip
        total = sum(one.fen for one in trades) / 100
        foot = f"#交易合计：{len(trades)}笔，商家实收共{total:.2f}元，商家优惠共0.00元"
        lines = [
            "#支付宝业务明细查询",
            f"#账号：[{SELLER}0156]",
            "#-----业务明细列表----",
            head,
            *rows,
            "#-----业务明细列表结束----",
            foot,
        ]
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as bundle:
            for name, text in (
                (f"{SELLER}_业务明细.csv", "\r\n".join(lines)),
                (f"{SELLER}_业务明细(汇总).csv", "#汇总\r\n"),
            ):
                raw = name.encode("gbk").decode("cp437")
                bundle.writestr(_named(raw), text.encode("gbk"))
        return out.getvalue()

    def _is_ours(self, said: dict[str, str]) -> bool:
        text = "&".join(f"{key}={value}" for key, value in sorted(said.items()) if key != "sign")
        return said.get("app_id") == ALI_APPID and self.merchant.has_signed(text, said.get("sign", ""))


class _named(zipfile.ZipInfo):
    """An entry whose name is written as it is, in no known encoding: as Alipay's are."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


class Platforms:
    """Both, served on this machine; `keys` writes what PROPERTY_OPS_PAY names."""

    def __init__(self) -> None:
        self.wechat, self.alipay = WeChatPlatform(), AlipayPlatform()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.wechat.address = self.alipay.address = self.address
        Thread(target=self.server.serve_forever, daemon=True).start()

    def keys(self, folder: Path) -> Path:
        for name, key in (("wechat", self.wechat), ("alipay", self.alipay)):
            (folder / f"{name}-key.pem").write_text(key.merchant.private_pem)
            (folder / f"{name}-public.pem").write_text(key.platform.public_pem)
        path = folder / "pay.toml"
        path.write_text(
            f'[wechat]\nmchid = "{MCHID}"\nappid = "{WX_APPID}"\nsecret = "s"\nserial = "{SERIAL}"\n'
            f'key = "wechat-key.pem"\napiv3_key = "{APIV3_KEY}"\npublic_key = "wechat-public.pem"\n'
            f'public_key_id = "{PUBLIC_KEY_ID}"\ngateway = "{self.address}"\noauth = "{self.address}"\n\n'
            f'[alipay]\nappid = "{ALI_APPID}"\nseller = "{SELLER}"\nkey = "alipay-key.pem"\n'
            f'public_key = "alipay-public.pem"\ngateway = "{self.address}/gateway.do"\n'
        )
        return path

    def end(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        wechat, alipay = self.wechat, self.alipay

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer("GET")

            def do_POST(self) -> None:
                self._answer("POST")

            def _answer(self, method: str) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                if self.path.startswith(("/gateway.do", "/bill.zip")):
                    status, data = alipay.answer(self.path)
                    kind = "text/html" if data.startswith(b"<!doctype") else "application/json"
                    return self._send(status, data, {"Content-Type": kind})
                status, found = wechat.answer(method, self.path, body, self.headers)
                data = found if isinstance(found, bytes) else json.dumps(found).encode()
                kind = "application/octet-stream" if isinstance(found, bytes) else "application/json"
                signed = wechat.signed(data.decode()) if not isinstance(found, bytes) or not found else {}
                return self._send(status, data, {"Content-Type": kind, **signed})

            def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if data:
                    self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:
                """Nobody reads it."""

        return Handler
