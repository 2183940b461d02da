"""派工单: what a crew takes along, with room to write down what was done."""

from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
    QrCode,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.quantity import plain
from property_ops.modules.dispatch.public import Visit
from property_ops.modules.portal.reports.wording import NOTHING, day, figure, moment
from property_ops.modules.portal.selectors.papers import WorkSheetFacts
from property_ops.modules.works.public import WeatherLimits

LINES = (
    PdfColumn("项目", 2.4),
    PdfColumn("单位", 0.7),
    PdfColumn("计划量", figures=True),
    PdfColumn("完成量", 1.2, figures=True),
    PdfColumn("　备注", 2),
)
USED = (
    PdfColumn("工种或材料", 2.4),
    PdfColumn("单位", 0.8),
    PdfColumn("人数或数量", 1.2),
    PdfColumn("每人工时"),
    PdfColumn("备注", 2),
)
NEEDS = (PdfColumn("需带材料", 3), PdfColumn("数量", figures=True), PdfColumn("单位", 0.8))
BLANK_ROWS = 4
SCAN = "班组长用手机扫码：开工、拍照、上报工程量和用工用料。\n没有网络时也可填写，联网后自动发送。"
SIGNED = Signatures([Signature("派工"), Signature("班组长"), Signature("现场核对")])
CARE = "施工前设置围挡和警示标志；高处、井下、用电作业按规定佩戴防护用品。施工前、施工中、完工后各拍照不少于一张。"


def draw_work_sheet(order: WorkSheetFacts, *, address: str) -> bytes:
    """The PDF; `address` is where the visit stands on the phone, empty where there is none."""
    work, visit = order.work, order.visit
    which = f"第{visit.number}次 · 共{order.visits}次" if visit else "整单"
    return render(
        Document(
            title="派工单",
            issuer=order.company.name,
            subtitle=f"工单 {work.number} · {which}",
            foot=f"派工单 {work.number} {which}",
            parts=[*_task(order, address), *_needs(order), *_to_fill_in(), SIGNED],
        )
    )


def _task(order: WorkSheetFacts, address: str) -> list[DocumentPart]:
    work, visit = order.work, order.visit
    parts: list[DocumentPart] = [
        LabelledFacts(
            [
                ("小区", work.estate.name),
                ("地点", work.place or NOTHING),
                ("类别", work.kind),
                ("班组", visit.crew.name if visit and visit.crew else NOTHING),
                ("时间", _when(visit)),
                ("要求完成", day(visit.due_on if visit else None)),
                ("天气要求", _weather(order.known.kind.weather if order.known else WeatherLimits())),
                ("养护/间隔", _rest(order)),
            ]
        )
    ]
    if visit and visit.note:
        parts.append(Paragraph(f"说明：{visit.note}"))
    if address:
        parts.append(QrCode(address, SCAN))
    rows = [[line.name, line.unit, figure(line.planned), "", ""] for line in order.lines]
    return [*parts, Heading("任务"), PdfTable(LINES, rows, tall=True)]


def _needs(order: WorkSheetFacts) -> list[DocumentPart]:
    estimate = order.known.estimate if order.known else None
    if estimate is None or not estimate.needs:
        return []
    return [PdfTable(NEEDS, [[need.name, plain(need.quantity), need.unit] for need in estimate.needs])]


def _to_fill_in() -> list[DocumentPart]:
    return [
        Heading("用工用料（现场填写）"),
        PdfTable(USED, [[""] * len(USED)] * BLANK_ROWS, tall=True),
        Paragraph(CARE),
    ]


def _when(visit: Visit | None) -> str:
    if visit is None or visit.starts_at is None or visit.ends_at is None:
        return NOTHING
    return f"{moment(visit.starts_at)} 至 {moment(visit.ends_at)[-5:]}"


def _weather(weather: WeatherLimits) -> str:
    limits = [
        "无雨" if weather.no_rain else "",
        f"气温不低于 {weather.lowest_temperature} °C" if weather.lowest_temperature is not None else "",
        f"风力不超过 {weather.strongest_wind} 级" if weather.strongest_wind is not None else "",
    ]
    return "，".join(filter(None, limits)) or "不限"


def _rest(order: WorkSheetFacts) -> str:
    estimate = order.known.estimate if order.known else None
    return f"{estimate.rest_hours} 小时" if estimate and estimate.rest_hours else NOTHING
