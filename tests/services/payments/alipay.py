"""支付宝 OpenAPI with RSA2, as its documents describe it: holds what it is asked against the merchant's key."""

import html
import io
import json
import secrets
import zipfile
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from zoneinfo import ZoneInfo

from tests.services.payments.platform import Platform, Trade

SHANGHAI = ZoneInfo("Asia/Shanghai")
ALI_APPID, SELLER = "2021000000000001", "2088000000000001"


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
            "trade_status": self._given_back(trade) or "TRADE_SUCCESS",
            "out_trade_no": trade.number, "trade_no": trade.transaction,
            "total_amount": f"{(trade.fen + ('other amount' in self.faults)) / 100:.2f}", "subject": trade.words,
            "buyer_logon_id": "159****5620", "gmt_payment": f"{trade.at:%Y-%m-%d %H:%M:%S}",
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
        state = self._given_back(trade) or state
        more = {"trade_no": trade.transaction, "send_pay_date": f"{trade.at:%Y-%m-%d %H:%M:%S}"} if trade.at else {}
        return (
            good
            | {"out_trade_no": trade.number, "trade_status": state, "total_amount": f"{trade.fen / 100:.2f}"}
            | more
        )

    address = ""

    @staticmethod
    def _given_back(trade: Trade) -> str:
        """In full: then the trade is closed, though it was paid."""
        return "TRADE_CLOSED" if trade.refunds and sum(fen for fen, _ in trade.refunds.values()) >= trade.fen else ""

    def packed_bill(self, day: date) -> bytes:
        """业务明细 and 汇总, their names in GBK and not marked as anything else."""
        head = (
            "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,"
            "商家实收（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
        )
        trades = [one for one in self.trades.values() if one.at and one.at.date() == day]
        rows = []
        for one in trades:
            at, amount = f"{one.at:%Y-%m-%d %H:%M:%S}", f"{one.fen / 100:.2f}"
            cells = (
                one.transaction, one.number, "交易", one.words, at, at, "", "", "", "", "159****5620", amount, amount,
                "", f"-{one.fen * 0.006 / 100:.2f}", "0.00", "",
            )  # fmt: skip
            rows.append(",".join(f"{cell}\t" for cell in cells))
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
