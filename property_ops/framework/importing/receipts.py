"""Bank statements and payment bills: known by their heads, left to the payments module."""

from typing import Any

from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.importer import RecognisedOnly
from property_ops.kernel.text import gettext_noop


def _as_it_is(raw: Any) -> Any:
    return raw


def _column(name: str, *heads: str, required: bool = True) -> Column:
    return Column(name, heads, _as_it_is, required=required, needed=False)


class BankStatementImporter(RecognisedOnly):
    name = "framework.bank_statement"
    title = gettext_noop("bank statement")
    says = gettext_noop("receipts: not imported yet (payments)")
    columns = (
        _column("day", "交易日期", "记账日期", "交易时间"),
        _column("time", "交易时刻", required=False),
        _column("credit", "贷方发生额", "收入", "收入金额", "贷方金额", "转入金额", required=False),
        _column("debit", "借方发生额", "支出", "支出金额", "借方金额", "转出金额", required=False),
        _column("balance", "余额", "账户余额"),
        _column("payer", "对方户名", "对方名称"),
        _column("payer_account", "对方账号", required=False),
        _column("text", "摘要", "附言", "用途", required=False),
        _column("serial", "流水号", "交易流水号", required=False),
    )


class WeChatBillImporter(RecognisedOnly):
    name = "framework.wechat_bill"
    title = gettext_noop("WeChat merchant bill")
    says = gettext_noop("receipts: not imported yet (payments)")
    columns = (
        _column("at", "交易时间"),
        _column("transaction", "微信订单号", "微信支付业务单号"),
        _column("order", "商户订单号", required=False),
        _column("state", "交易状态"),
        _column("amount", "应结订单金额", "订单金额"),
        _column("fee", "手续费", required=False),
        _column("goods", "商品名称", required=False),
    )


RECEIPTS = (BankStatementImporter, WeChatBillImporter)
