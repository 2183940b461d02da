"""Files that look like payments and are none of a merchant's: each is named, with what to export instead."""

from typing import ClassVar

from invoices.modules.payments.domain.channels import PaymentChannel
from invoices.modules.payments.domain.movements import MoneyMovement
from invoices.modules.payments.importers.contract import PaymentFormat, as_it_is
from property_ops.framework.importing.columns import optional
from property_ops.framework.importing.tables import RegisterRow
from property_ops.kernel.text import gettext_noop

_MERCHANTS_WECHAT = gettext_noop(
    "Export 交易账单 (all transactions) as CSV from pay.weixin.qq.com, under 交易中心, and import that."
)
_MERCHANTS_ALIPAY = gettext_noop("Export 业务明细 as CSV from b.alipay.com, under 对账中心, and import that.")


class NotTaken(PaymentFormat):
    """A paper of a payment service that is recognised by some of its heads, and refused whole."""

    heads: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls) -> None:
        first, *rest = cls.heads
        cls.columns = (
            optional("c0", (first,), as_it_is, key=True),
            *(optional(f"c{index}", (head,), as_it_is) for index, head in enumerate(rest, start=1)),
        )

    def movement(self, row: RegisterRow) -> MoneyMovement | None:
        return None


class PersonalWeChat(NotTaken):
    name, title, channel = (
        "payments.wechat_personal",
        gettext_noop("bill of a personal WeChat account"),
        PaymentChannel.WECHAT,
    )
    heads = (
        "交易单号",
        "交易时间",
        "交易类型",
        "交易对方",
        "商品",
        "收/支",
        "金额(元)",
        "支付方式",
        "当前状态",
        "商户单号",
        "备注",
    )
    instead = _MERCHANTS_WECHAT


class WeChatFunds(NotTaken):
    name, title, channel = (
        "payments.wechat_funds",
        gettext_noop("WeChat's bill of funds (资金账单)"),
        PaymentChannel.WECHAT,
    )
    heads = (
        "资金流水单号",
        "记账时间",
        "微信支付业务单号",
        "业务名称",
        "业务类型",
        "收支类型",
        "收支金额(元)",
        "账户结余(元)",
        "资金变更提交申请人",
        "备注",
        "业务凭证号",
    )
    instead = _MERCHANTS_WECHAT


class PersonalAlipay(NotTaken):
    name, title, channel = (
        "payments.alipay_personal",
        gettext_noop("bill of a personal Alipay account"),
        PaymentChannel.ALIPAY,
    )
    heads = (
        "交易订单号",
        "交易时间",
        "交易分类",
        "交易对方",
        "对方账号",
        "商品说明",
        "收/支",
        "金额",
        "收/付款方式",
        "交易状态",
        "商家订单号",
        "备注",
        "交易号",
        "交易创建时间",
        "付款时间",
        "最近修改时间",
        "交易来源地",
        "类型",
    )
    instead = _MERCHANTS_ALIPAY


class AlipayLedger(NotTaken):
    name, title, channel = (
        "payments.alipay_ledger",
        gettext_noop("Alipay's account ledger (账务明细)"),
        PaymentChannel.ALIPAY,
    )
    heads = (
        "账务流水号",
        "业务流水号",
        "商户订单号",
        "商品名称",
        "发生时间",
        "对方账号",
        "收入金额(+元)",
        "支出金额(-元)",
        "账户余额(元)",
        "交易渠道",
        "业务类型",
        "备注",
    )
    instead = _MERCHANTS_ALIPAY
