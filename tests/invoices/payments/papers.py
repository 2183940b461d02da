"""Payment files of the kinds the office gets, and importing them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

import invoices
from property_ops.framework.importing import FileReport, Level, import_files
from property_ops.framework.models import User
from tests.invoices.payments.receipts import TODAY

PAPERS = Path(invoices.__path__[0]) / "modules" / "payments" / "demo"
WECHAT, BANK = PAPERS / "微信支付账单.csv", PAPERS / "银行流水.xlsx"

WECHAT_HEADS = "交易时间,微信订单号,交易状态,应结订单金额,微信退款单号,退款金额,商品名称,手续费,订单金额"
BANK_HEADS = ["交易日期", "交易时间", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要", "流水号"]
ALIPAY_HEADS = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,"
    "商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,"
    "商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注"
)


def run(path: Path, by: User) -> FileReport:
    return import_files(paths=[path], by=by, as_of=TODAY).files[0]


def errors(report: FileReport) -> list[str]:
    return [problem.message for problem in report.all_problems() if problem.level is Level.ERROR]


def warnings(report: FileReport) -> list[str]:
    return [problem.message for problem in report.all_problems() if problem.level is Level.WARNING]


def counts(report: FileReport) -> tuple[int, int, int, int]:
    """Rows read, created, unchanged, skipped."""
    sheet = report.sheets[0]
    return sheet.rows_read, sheet.created, sheet.unchanged, sheet.skipped


def wechat(path: Path, rows: Sequence[Sequence[str]], foot: Sequence[str] = ()) -> Path:
    """A merchant bill as WeChat writes it: a backtick before every cell, totals in the last line."""
    lines = [WECHAT_HEADS, *(",".join(f"`{cell}" for cell in row) for row in rows)]
    if foot:
        lines += ["总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"]
        lines += [",".join(f"`{cell}" for cell in foot)]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    return path


def bank(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = Workbook()
    sheet = book.active
    for row in (["对公账户交易明细"], ["制表单位:物业服务公司"], BANK_HEADS, *rows):
        sheet.append(row)
    book.save(path)
    return path


def alipay(path: Path, rows: Sequence[dict[str, str]], foot: Sequence[str]) -> Path:
    """业务明细 as Alipay exports it: GBK, lines with # around the table, every cell padded with a tab."""
    heads = ALIPAY_HEADS.split(",")
    lines = [
        "#支付宝业务明细查询",
        "#账号：[20886543210987650156]",
        "#起始日期：[2022年07月01日 00:00:00]   终止日期：[2022年08月01日 00:00:00]",
        "#-----------------------------------------业务明细列表----------------------------------------",
        ALIPAY_HEADS,
        *(",".join(f"{row.get(head.split('（')[0], '')}\t" for head in heads) for row in rows),
        "#-----------------------------------------业务明细列表结束------------------------------------",
        *foot,
        "#导出时间：[2022年08月01日 09:12:33]",
    ]
    path.write_bytes("\r\n".join(lines).encode("gbk"))
    return path
