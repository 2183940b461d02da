"""Vouchers as other bookkeeping programs import them: the columns of their public layouts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from property_ops.kernel.money import Yuan

KINGDEE = (
    "日期",
    "凭证字",
    "凭证号",
    "附单据数",
    "摘要",
    "科目代码",
    "科目名称",
    "借方金额",
    "贷方金额",
    "币别",
    "汇率",
    "数量",
    "单价",
    "制单人",
    "审核人",
    "过账人",
)
"""金蝶 KIS, “引入凭证”."""
YONYOU_HEAD = "填制凭证,V800"
"""用友 U8, “总账工具”: first line of its text file; then 制单日期, 凭证类别字, 业务号, 附单据数, 摘要, 科目编码,
金额借方, 金额贷方, 数量, 外币, 汇率, 制单人."""
LONGEST_SUMMARY = 60


class ExportLine(NamedTuple):
    """A line of a voucher as it goes out; `credit` is positive."""

    day: date
    word: str
    number: int
    summary: str
    account: str
    name: str
    debit: Yuan
    credit: Yuan
    made_by: str


def kingdee_rows(lines: Iterable[ExportLine]) -> Iterator[Mapping[str, Any]]:
    for line in lines:
        cells = (
            line.day,
            line.word,
            line.number,
            0,
            line.summary,
            line.account,
            line.name,
            line.debit,
            line.credit,
            "RMB",
            1,
            None,
            None,
            line.made_by,
            None,
            None,
        )
        yield dict(zip(KINGDEE, cells, strict=True))


def yonyou_lines(lines: Iterable[ExportLine]) -> Iterator[str]:
    """Account codes without dots, no comma inside a field."""
    yield f"{YONYOU_HEAD}\r\n"
    for line in lines:
        summary = _plain(line.summary)[:LONGEST_SUMMARY]
        yield (
            f"{line.day.isoformat()},{line.word},{line.number},0,{summary},{line.account.replace('.', '')},"
            f"{line.debit.as_decimal():.2f},{line.credit.as_decimal():.2f},0,0,0,{_plain(line.made_by)}\r\n"
        )


def _plain(text: str) -> str:
    return " ".join(text.replace(",", "，").split())
