"""The tables of GB/T 24589.1 (财经信息技术 会计核算软件数据接口 第1部分：企业) that are kept here, for auditors.

Names and order of tables and elements are those of what other programs publish of the edition of 2010; the standard's
own text was not at hand, so that the numbers of data elements (`locID`) and the schema's address are left out. Elements
that nothing is kept of (quantities, foreign currency rates, documents of payment) are there and empty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from property_ops.kernel.money import ZERO, Yuan

STANDARD = "GB/T 24589.1-2010"
CURRENCY, CURRENCY_NAME = "CNY", "人民币"
ESTATE_FILE = "小区"
"""The file (档案) that auxiliary item 1 of accounts is of."""


@dataclass(frozen=True, slots=True)
class AuditTable:
    """An element that is repeated for each row, and those in it, in order."""

    name: str
    columns: Sequence[str]


Row = Mapping[str, str]

_AMOUNTS = ("数量", "原币金额", "本币金额")
_BALANCE = ("数量", "原币余额", "本币余额")
COMMON = (
    AuditTable(
        "电子账簿",
        (
            "电子账簿编号",
            "电子账簿名称",
            "会计核算单位",
            "组织机构代码",
            "单位性质",
            "行业",
            "开发单位",
            "版本号",
            "本位币",
            "会计年度",
            "标准版本号",
        ),
    ),
    AuditTable("会计期间", ("会计年度", "会计期间号", "会计期间起始日期", "会计期间结束日期")),
    AuditTable("记账凭证类型", ("记账凭证类型编号", "记账凭证类型名称", "记账凭证类型简称")),
    AuditTable("币种", ("币种编码", "币种名称")),
    AuditTable("自定义档案项", ("档案编码", "档案名称", "档案描述", "是否有层级特征", "档案编码规则")),
    AuditTable(
        "自定义档案项值",
        ("档案编码", "档案值编码", "档案值名称", "档案值描述", "档案值父节点", "档案值级次"),
    ),
)
GENERAL_LEDGER = (
    AuditTable(
        "总账基础信息",
        (
            "结构分隔符",
            "会计科目编号规则",
            "现金流量项目编码规则",
            "凭证头可扩展字段结构",
            "凭证头可扩展结构对应档案",
            "分录行可扩展字段结构",
            "分录行可扩展字段对应档案",
        ),
    ),
    AuditTable("会计科目", ("科目编号", "科目名称", "科目级次", "科目类型", "余额方向")),
    AuditTable("科目辅助核算", ("科目编号", "辅助项编号", "辅助项名称", "对应档案", "辅助项描述")),
    AuditTable(
        "科目余额及发生额",
        (
            "科目编号",
            "辅助项1编号",
            "期初余额方向",
            "期末余额方向",
            "币种编码",
            "计量单位",
            "会计年度",
            "会计期间号",
            *(f"期初{one}" for one in _BALANCE),
            *(f"借方{one}" for one in _AMOUNTS),
            *(f"贷方{one}" for one in _AMOUNTS),
            *(f"期末{one}" for one in _BALANCE),
        ),
    ),
    AuditTable(
        "记账凭证",
        (
            "记账凭证日期",
            "会计年度",
            "会计期间号",
            "记账凭证类型编号",
            "记账凭证编号",
            "记账凭证行号",
            "记账凭证摘要",
            "科目编号",
            "辅助项1编号",
            "币种编码",
            "计量单位",
            *(f"借方{one}" for one in _AMOUNTS),
            *(f"贷方{one}" for one in _AMOUNTS),
            "汇率类型编号",
            "汇率",
            "单价",
            "结算方式编码",
            "票据类型",
            "票据号",
            "票据日期",
            "附件数",
            "制单人",
            "审核人",
            "记账人",
            "记账标志",
            "作废标志",
            "凭证来源系统",
        ),
    ),
    AuditTable("报表集", ("报表编号", "报表名称", "报表报告日", "报表报告期", "编制单位", "货币单位")),
    AuditTable("报表项数据", ("报表编号", "报表项编号", "报表项名称", "报表项公式", "报表项数值")),
)
TYPES = {
    "asset": "资产",
    "liability": "负债",
    "equity": "所有者权益",
    "income": "损益",
    "expense": "损益",
    "costing": "成本",
}
TURNED_ROUND = ("1602", "1622", "1702")
"""Assets in credit by nature: what is written off of others."""


def plain(account: str) -> str:
    """An account's code without dots."""
    return account.replace(".", "")


def type_of(account: str, kind: str) -> str:
    return TYPES["costing" if account.startswith("4") else kind]


def nature(account: str, kind: str) -> str:
    """The side on which an account grows."""
    in_debit = kind in ("asset", "expense") and account.partition(".")[0] not in TURNED_ROUND
    return "借" if in_debit else "贷"


def side(balance: Yuan) -> str:
    if balance == ZERO:
        return "平"
    return "借" if balance > ZERO else "贷"


def both(words: str, kind: str, amount: Yuan) -> Row:
    """An amount without its side, in the currency of its own and in that of the books, which are one."""
    figure = f"{abs(amount.as_decimal()):.2f}"
    return {f"{words}原币{kind}": figure, f"{words}本币{kind}": figure}
