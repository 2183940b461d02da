"""The tax platform's template for issuing many invoices at once (批量开票-导入开票模板, V260401).

Each sheet has its explanation in the first row, what must be filled in in the second, headings in the third, and text
cells from the fourth on. Where a new version of the template has other columns, they are changed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

VERSION = "V260401"
MOST_INVOICES = 1_000
"""Of one file; the platform takes no more at a time."""

ORDINARY = "普通发票"
YES, NO = "是", "否"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the template; `required` are those of its columns that must be filled in."""

    name: str
    explanation: str
    columns: Sequence[str]
    required: Sequence[str]


BASIC = Sheet(
    name="1-发票基本信息",
    explanation=(
        "填表说明：每个发票流水号对应一张发票，长度不超过20位，用于关联发票明细信息；所有内容均为文本格式；"
        "单价、金额为含税时，“是否含税”选“是”；开票给自然人时，“受票方自然人标识”选“是”，选“否”或为空为开票给单位。"
    ),
    columns=(
        "发票流水号",
        "发票类型",
        "特定业务类型",
        "是否含税",
        "受票方自然人标识",
        "购买方名称",
        "购买方纳税人识别号",
        "购买方证件类型",
        "购买方证件号码",
        "购买方国籍（或地区）",
        "购买方地址",
        *(["购买方所在地区（报废产品收购必填）"] * 4),
        "购买方详细地址（报废产品收购必填）",
        "购买方电话",
        "购买方开户银行",
        "购买方银行账号",
        "是否展示购买方地址电话银行账号",
        "是否开具涉税专业服务发票品目",
        "涉税专业服务协议编号",
        "备注",
        "报废产品销售类型",
        "每千克煤炭发热量",
        "干基全硫",
        "干燥无灰基挥发分",
        "销售方开户行",
        "销售方银行账号",
        "是否展示销售方地址电话银行账号",
        "购买方邮箱",
        "购买方经办人姓名",
        "购买方经办人证件类型",
        "购买方经办人证件号码",
        "经办人国籍(地区)",
        "经办人自然人纳税人识别号",
        "放弃享受减按1%征收率原因",
        "收款人",
        "复核人",
    ),
    required=("发票流水号", "发票类型", "是否含税", "购买方名称"),
)

DETAIL = Sheet(
    name="2-发票明细信息",
    explanation="填表说明：发票流水号与“1-发票基本信息”一致；一张发票可有多行明细；均为文本格式；税率填小数，如 0.06。",
    columns=(
        "发票流水号",
        "项目名称",
        "商品和服务税收编码",
        "规格型号",
        "单位",
        "数量",
        "单价",
        "金额",
        "税率",
        "折扣金额",
        "是否使用优惠政策",
        "优惠政策类型",
        "即征即退类型",
    ),
    required=("发票流水号", "项目名称", "商品和服务税收编码", "金额", "税率"),
)

RED = Sheet(
    name="红字申请",
    explanation="红字单对应的原账单。在电子税务局“红字发票开具”中按原发票开具红字发票，发票流水号即原账单编号。",
    columns=(
        "红字单编号",
        "原账单编号（原发票流水号）",
        "购买方名称",
        "项目名称",
        "商品和服务税收编码",
        "冲红金额（含税）",
        "税率",
        "冲红金额（不含税）",
        "冲红税额",
        "冲红原因",
        "开具日期",
    ),
    required=("红字单编号", "原账单编号（原发票流水号）", "冲红金额（含税）"),
)

Row = Mapping[str, str]
