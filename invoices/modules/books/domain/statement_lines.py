"""The lines of the statements (小企业会计准则, 财会〔2011〕17号 附录), as data: which accounts each line adds up.

An account belongs to every line whose code it has or is below of. Numbers are those of the printed forms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Takes(StrEnum):
    """What a line takes of an account's balance (debit above zero)."""

    DEBIT = "debit"  # the balance
    CREDIT = "credit"  # the balance, turned round
    DEBIT_SIDE = "debit_side"  # of those on the debit side alone
    CREDIT_SIDE = "credit_side"  # of those on the credit side alone, turned round


@dataclass(frozen=True, slots=True)
class StatementLine:
    """`adds`: what of which accounts. `totals`: numbers of lines added, those below zero subtracted. A line without a
    number is a heading; `level` indents it."""

    name: str
    number: int = 0
    adds: Sequence[tuple[str, Takes]] = ()
    totals: Sequence[int] = ()
    level: int = 1


def _debit(number: int, name: str, *codes: str) -> StatementLine:
    return StatementLine(name, number, tuple((code, Takes.DEBIT) for code in codes))


def _credit(number: int, name: str, *codes: str) -> StatementLine:
    return StatementLine(name, number, tuple((code, Takes.CREDIT) for code in codes))


def _debit_side(number: int, name: str, *codes: str) -> StatementLine:
    return StatementLine(name, number, tuple((code, Takes.DEBIT_SIDE) for code in codes))


def _credit_side(number: int, name: str, *codes: str) -> StatementLine:
    return StatementLine(name, number, tuple((code, Takes.CREDIT_SIDE) for code in codes))


def _total(number: int, name: str, *totals: int) -> StatementLine:
    return StatementLine(name, number, totals=totals, level=0)


def _head(name: str) -> StatementLine:
    return StatementLine(name, level=0)


ASSETS = (
    _head("流动资产："),
    _debit(1, "货币资金", "1001", "1002", "1012"),
    _debit(2, "短期投资", "1101"),
    _debit(3, "应收票据", "1121"),
    _debit_side(4, "应收账款", "1122", "2203"),
    _debit_side(5, "预付账款", "1123", "2202"),
    _debit(6, "应收股利", "1131"),
    _debit(7, "应收利息", "1132"),
    _debit_side(8, "其他应收款", "1221", "2241"),
    _debit(9, "存货", "1401", "1402", "1403", "1404", "1405", "1407", "1408", "1411", "4001", "4101", "4401", "4403"),
    _debit(14, "其他流动资产", "1901"),
    _total(15, "流动资产合计", 1, 2, 3, 4, 5, 6, 7, 8, 9, 14),
    _head("非流动资产："),
    _debit(16, "长期债券投资", "1501"),
    _debit(17, "长期股权投资", "1511"),
    _debit(18, "固定资产原价", "1601"),
    _credit(19, "减：累计折旧", "1602"),
    StatementLine("固定资产账面价值", 20, totals=(18, -19)),
    _debit(21, "在建工程", "1604"),
    _debit(22, "工程物资", "1605"),
    _debit(23, "固定资产清理", "1606"),
    _debit(24, "生产性生物资产", "1621", "1622"),
    _debit(25, "无形资产", "1701", "1702"),
    _debit(26, "开发支出", "4301"),
    _debit(27, "长期待摊费用", "1801"),
    _total(29, "非流动资产合计", 16, 17, 20, 21, 22, 23, 24, 25, 26, 27),
    _total(30, "资产总计", 15, 29),
)
LIABILITIES = (
    _head("流动负债："),
    _credit(31, "短期借款", "2001"),
    _credit(32, "应付票据", "2201"),
    _credit_side(33, "应付账款", "2202", "1123"),
    _credit_side(34, "预收账款", "2203", "1122"),
    _credit(35, "应付职工薪酬", "2211"),
    _credit(36, "应交税费", "2221"),
    _credit(37, "应付利息", "2231"),
    _credit(38, "应付利润", "2232"),
    _credit_side(39, "其他应付款", "2241", "1221"),
    _credit(40, "其他流动负债", "3109"),
    _total(41, "流动负债合计", 31, 32, 33, 34, 35, 36, 37, 38, 39, 40),
    _head("非流动负债："),
    _credit(42, "长期借款", "2501"),
    _credit(43, "长期应付款", "2701"),
    _credit(44, "递延收益", "2401"),
    _total(46, "非流动负债合计", 42, 43, 44),
    _total(47, "负债合计", 41, 46),
    _head("所有者权益："),
    _credit(48, "实收资本", "3001"),
    _credit(49, "资本公积", "3002"),
    _credit(50, "盈余公积", "3101"),
    _credit(51, "未分配利润", "3103", "3104", "5"),
    _total(52, "所有者权益合计", 48, 49, 50, 51),
    _total(53, "负债和所有者权益总计", 47, 52),
)
INCOME = (
    StatementLine("一、营业收入", 1, (("5001", Takes.CREDIT), ("5051", Takes.CREDIT)), level=0),
    _debit(2, "减：营业成本", "5401", "5402"),
    _debit(3, "税金及附加", "5403"),
    _debit(11, "销售费用", "5601"),
    _debit(14, "管理费用", "5602"),
    _debit(18, "财务费用", "5603"),
    _credit(20, "加：投资收益", "5111"),
    _total(21, "二、营业利润", 1, -2, -3, -11, -14, -18, 20),
    _credit(22, "加：营业外收入", "5301"),
    _debit(24, "减：营业外支出", "5711"),
    _total(30, "三、利润总额", 21, 22, -24),
    _debit(31, "减：所得税费用", "5801"),
    _total(32, "四、净利润", 30, -31),
)


@dataclass(frozen=True, slots=True)
class CashLine:
    """`codes`: the other side of the money. `comes`: money that came in, else that went out; the first line that fits
    takes it."""

    number: int
    name: str
    comes: bool
    codes: Sequence[str]


CASH_LINES = (
    CashLine(8, "收回投资、处置固定资产等收到的现金", True, ("1101", "1501", "1511", "1601", "1602", "1606", "1701")),
    CashLine(10, "购建固定资产等支付的现金", False, ("1601", "1604", "1605", "1606", "1701", "1801")),
    CashLine(11, "投资支付的现金", False, ("1101", "1501", "1511")),
    CashLine(14, "取得借款收到的现金", True, ("2001", "2501")),
    CashLine(15, "吸收投资者投资收到的现金", True, ("3001", "3002")),
    CashLine(16, "偿还借款本金支付的现金", False, ("2001", "2501")),
    CashLine(17, "偿还借款利息支付的现金", False, ("2231", "5603.02")),
    CashLine(18, "分配利润支付的现金", False, ("2232", "3104")),
    CashLine(1, "销售产成品、商品、提供劳务收到的现金", True, ("1122", "2203", "2241.01", "5001", "5051")),
    CashLine(3, "购买原材料、商品、接受劳务支付的现金", False, ("1123", "14", "2202", "5401", "5402")),
    CashLine(4, "支付的职工薪酬", False, ("2211",)),
    CashLine(5, "支付的税费", False, ("2221", "5403", "5801")),
    CashLine(2, "收到其他与经营活动有关的现金", True, ("",)),
    CashLine(6, "支付其他与经营活动有关的现金", False, ("",)),
)
CASH_ACCOUNTS = ("1001", "1002", "1012")
CASH_FORM: Sequence[tuple[str, int, Sequence[int]]] = (
    ("一、经营活动产生的现金流量：", 0, ()),
    ("销售产成品、商品、提供劳务收到的现金", 1, ()),
    ("收到其他与经营活动有关的现金", 2, ()),
    ("购买原材料、商品、接受劳务支付的现金", 3, ()),
    ("支付的职工薪酬", 4, ()),
    ("支付的税费", 5, ()),
    ("支付其他与经营活动有关的现金", 6, ()),
    ("经营活动产生的现金流量净额", 7, (1, 2, -3, -4, -5, -6)),
    ("二、投资活动产生的现金流量：", 0, ()),
    ("收回投资、处置固定资产等收到的现金", 8, ()),
    ("购建固定资产等支付的现金", 10, ()),
    ("投资支付的现金", 11, ()),
    ("投资活动产生的现金流量净额", 13, (8, -10, -11)),
    ("三、筹资活动产生的现金流量：", 0, ()),
    ("取得借款收到的现金", 14, ()),
    ("吸收投资者投资收到的现金", 15, ()),
    ("偿还借款本金支付的现金", 16, ()),
    ("偿还借款利息支付的现金", 17, ()),
    ("分配利润支付的现金", 18, ()),
    ("筹资活动产生的现金流量净额", 19, (14, 15, -16, -17, -18)),
    ("四、现金净增加额", 20, (7, 13, 19)),
    ("加：期初现金余额", 21, ()),
    ("五、期末现金余额", 22, (20, 21)),
)
"""Name, number and what a line adds up: the form as it is printed."""
