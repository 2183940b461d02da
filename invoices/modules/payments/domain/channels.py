"""Ways in which money comes and goes, and the accounts of the ledger they are kept on (小企业会计准则)."""

from property_ops.kernel.text import gettext_noop
from property_ops.kernel.worded import Worded

UNMATCHED = "2241.01"
"""待认领收款: received, and not known yet for whom; the sub-ledger is the receipt's number."""
GOING_OUT = "2241.05"
"""待处理支出: paid out, and not coded yet, or approved to be paid out."""
FEES = "5603.01"


class PaymentChannel(Worded):
    CASH = "cash", gettext_noop("cash")
    BANK = "bank", gettext_noop("bank transfer")
    WECHAT = "wechat", gettext_noop("WeChat")
    ALIPAY = "alipay", gettext_noop("Alipay")
    CARD = "card", gettext_noop("bank card")


SERVICES = (PaymentChannel.WECHAT, PaymentChannel.ALIPAY)
"""Payment services: their numbers are unique for ever, and what is paid for was written by the company's own page."""


ACCOUNTS = {
    PaymentChannel.CASH: "1001",
    PaymentChannel.BANK: "1002",
    PaymentChannel.WECHAT: "1012.01",
    PaymentChannel.ALIPAY: "1012.02",
    PaymentChannel.CARD: "1012.03",
}
OWN = ("1012.01", "1012.02", "1012.03", "1001")
"""The company's other money. What goes between them and the bank stands in the bank's file, and nowhere else."""
SUPPLIERS = "2202"
PAYABLES = (SUPPLIERS, "2211")
"""What cost vouchers book as owed (费用凭证); paying it costs nothing once more."""
COMMON_FUND = "2241.02"
"""What is the owners' of an estate (公共收益)."""
OF_AN_ESTATE = ("1221.01", "1221.02", "1221.03", COMMON_FUND)
"""What the street, the maintenance fund, tenants of common parts or the owners owe or are owed is kept by estate."""
_OTHERS = ("1221.09", "2001", "2241.09", "3001")
TAXES = ("2221.01", "2221.03", *(f"2221.{number:02d}" for number in range(4, 11)))
CAME_FROM = (*_OTHERS, "1606", "2401", "5603.02", "5301.02")
"""Where money comes from that is no household's and not the company's own: a loan, capital, an asset that was sold,
interest, a grant."""
WENT_FOR = (*_OTHERS, *TAXES, "1123", "1601", "5603.02")
CODING_ACCOUNTS = (*PAYABLES, FEES, *OWN, *OF_AN_ESTATE, *WENT_FOR)
