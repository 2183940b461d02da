"""物业服务合同履行监督表: one sheet a quarter for the owners' committee, to be signed by it."""

from decimal import Decimal

from property_ops.framework.pdf.papers import (
    Document,
    FigureBand,
    Heading,
    Paragraph,
    PdfColumn,
    PdfTable,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.quantity import plain
from property_ops.modules.supervision.selectors import SupervisedQuarter, SupervisedService
from property_ops.modules.works.public import WorkOrder

BASIS = (
    "完成比例为业委会、党支部双方确认的当月比例，季度数为已确认月份的平均；“—”为尚未确认，未确认的不收费。"
    "应巡、实巡由打卡统计。工程按计划或完工日期、诉求按受理日期计入本季度，取消的工程、撤回的诉求不计。"
)


def draw_supervision(found: SupervisedQuarter, *, issuer: str) -> bytes:
    """The PDF. Raises GlyphMissing."""
    months = [f"{month.number}月" for month in found.quarter.months]
    columns = [
        PdfColumn("服务项目", 2),
        *(PdfColumn(name, 1, figures=True) for name in (*months, "本季度", "应巡", "实巡")),
    ]
    return render(
        Document(
            title="物业服务合同履行监督表",
            issuer=issuer,
            subtitle=f"{found.estate.name}　{found.quarter.in_words}",
            foot=f"合同履行监督表 {found.estate.name} {found.quarter}",
            parts=[
                FigureBand(
                    [
                        ("计划 / 完工 / 验收工程", _works(found)),
                        ("受理诉求 / 已答复", f"{len(found.requests)} / {found.answered}"),
                        ("按时答复", str(found.in_time)),
                        ("逾期未答复", str(found.overdue)),
                        ("评价 / 满意", f"{found.rated} / {found.satisfied}"),
                    ]
                ),
                Heading("合同服务逐项"),
                PdfTable(columns, [_row(one) for one in found.services]),
                Heading("本季度计划或完工的工程"),
                PdfTable(
                    WORK_COLUMNS,
                    [_work(one) for one in found.works],
                ),
                Paragraph(BASIS),
                Signatures([Signature("业主委员会"), Signature("党支部"), Signature("物业公司")]),
            ],
        )
    )


WORK_COLUMNS = [
    PdfColumn("工单", 1.4),
    PdfColumn("类别", 1.2),
    PdfColumn("地点", 2),
    PdfColumn("计划", 1),
    PdfColumn("完工", 1),
    PdfColumn("验收结果", 1),
]
RESULTS = {"accepted": "合格", "pending": "待验收", "rework": "返工"}


def _works(found: SupervisedQuarter) -> str:
    return f"{found.planned_works} / {found.done_works} / {found.accepted_works}"


def _work(one: WorkOrder) -> list[str]:
    planned, done = (str(day or "—") for day in (one.planned_on, one.done_on))
    return [one.number, one.kind, one.place, planned, done, RESULTS[str(one.result)]]


def _row(service: SupervisedService) -> list[str]:
    rounds = [f"{service.promised:,}", f"{service.done:,}"] if service.promised else ["—", "—"]
    months = [_percent(one.completion) for one in service.months]
    return [service.item.name, *months, _percent(service.completion), *rounds]


def _percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{plain(value * 100)}%"
