"""Statements made up for the tests of how they are printed."""

from dataclasses import replace
from datetime import date
from typing import Any

from invoices.modules.statements.domain.document import Letterhead, StatementDoc, StatementLine
from property_ops.kernel.money import ZERO, Yuan

LETTERHEAD = Letterhead(
    company="菏泽市牡丹区城市物业服务有限公司",
    contact="菏泽市牡丹区人民路88号　电话 0530-5566778",
    ways_to_pay=("微信：扫左侧二维码，核对户号后支付。", "现金：各小区服务站，工作日 8:30–17:30。"),
    how_to_object=("收到账单后 30 日内，可扫码逐条提出，或到小区服务站书面提出。", "有异议的费用在答复前不催缴。"),
)
SERVICE = StatementLine(
    item="物业服务费",
    amount=Yuan(2953),
    service_period="2022.06.01–06.30",
    quantity="86.52 ㎡",
    unit_price="0.35",
    ratio="0.975",
    note="服务完成比例 0.975（绿化养护 75%）",
)
WORK = StatementLine(
    item="路面修补分摊",
    amount=Yuan(21538),
    service_period="2022.05.09",
    evidence=(
        "工单 GD20220003　路面修补 · 3号楼前　验收 361 ㎡",
        "郑玉婷 于 2022年5月9日 验收，总费用 47,047.13 元，按建筑面积 86.52 / 18,900.1 ㎡ 分摊，本户 215.38 元",
    ),
)
BROUGHT_FORWARD, PAID = Yuan(3050), Yuan(1000)
URL = "https://wy.example.cn/s/7Q2M-4KXD-9PRT"


def statement(
    lines: tuple[StatementLine, ...] = (SERVICE, WORK),
    *,
    brought_forward: Yuan = BROUGHT_FORWARD,
    paid: Yuan = PAID,
    company: str = LETTERHEAD.company,
    **changes: Any,
) -> StatementDoc:
    """A statement whose sums are right."""
    this_period = sum((line.amount for line in lines), ZERO)
    facts: dict[str, Any] = {
        "letterhead": replace(LETTERHEAD, company=company),
        "number": "ZD-202206-000123",
        "month": "2022年6月",
        "account": "BC01-5-2-301",
        "estate": "牡丹花园",
        "unit": "5号楼2单元301",
        "payer": "田*生",
        "issued_on": date(2022, 7, 5),
        "due_on": date(2022, 7, 31),
        "lines": lines,
        "brought_forward": brought_forward,
        "this_period": this_period,
        "paid": paid,
        "due": brought_forward + this_period - paid,
        "url": URL,
        "check_code": "7Q2M-4KXD",
    }
    return StatementDoc(**facts | changes)


def of_amount(fen: int) -> StatementDoc:
    """A statement of one line and nothing else, so that this is also what is due."""
    return statement((replace(SERVICE, amount=Yuan(fen)),), brought_forward=ZERO, paid=ZERO)
