"""议事排序表: the works that wait, by published weights, to be hung up."""

from datetime import date

from property_ops.framework.pdf.papers import Document, Heading, Paragraph, PdfColumn, PdfTable, render
from property_ops.modules.queue.selectors.works import EstateQueue, QueuedWork

COLUMNS = [
    PdfColumn("位次", 0.7, figures=True),
    PdfColumn("工单", 1.5),
    PdfColumn("项目与地点", 3),
    PdfColumn("诉求", 0.7, figures=True),
    PdfColumn("隐患", 0.7, figures=True),
    PdfColumn("得分", 0.8, figures=True),
    PdfColumn("估算(元)", 1.5, figures=True),
    PdfColumn("情况", 1.8),
]
RULE = (
    "同分的，等得久的在前；再按工单号。资金按此次序安排，排到第一项不够的为止，后面的不能越过前面的；"
    "因此增加资金只会增加项目，不会减少项目。没有估算的保留位次，不占资金。"
)


def draw_queue(queue: EstateQueue, *, issuer: str, day: date) -> bytes:
    """The PDF. Raises GlyphMissing."""
    return render(
        Document(
            title="小区维修改造议事排序表",
            issuer=issuer,
            subtitle=f"{queue.estate.name}　{day}",
            foot=f"议事排序表 {queue.estate.code} {day}",
            parts=[
                Paragraph(_money(queue), large=True),
                PdfTable(COLUMNS, [_row(queue, one) for one in queue.works]),
                Heading("怎样计分"),
                Paragraph(_weights(queue)),
                Paragraph(RULE),
            ],
        )
    )


def _money(queue: EstateQueue) -> str:
    reached = f"可安排 {len(queue.taken)} 项，共 {len(queue.works)} 项等待。"
    if queue.budget is None:
        return f"尚未确定资金。{reached}"
    return f"资金 {queue.money.grouped()} 元（{queue.budget.source}，{queue.budget.start} 起）。{reached}"


def _weights(queue: EstateQueue) -> str:
    one = queue.weights
    if one is None:
        return "尚未公布计分办法。"
    return (
        f"每件诉求 {one.request} 分，最多计 {one.most_requests} 件；消除重大隐患每处 {one.major_hazard} 分，较大隐患 "
        f"{one.larger_hazard} 分，一般隐患 {one.usual_hazard} 分；业主大会表决通过的加 {one.voted} 分；"
        f"每等满一个月 {one.month} 分，最多计 {one.most_months} 个月。自 {one.start} 起施行，改动须两人办理。"
    )


def _row(queue: EstateQueue, one: QueuedWork) -> list[str]:
    place, work = one.place, one.work
    cost = one.cost.grouped() if one.cost else "待估算"
    if place.is_taken:
        how = "已安排"
    else:
        how = "待估算" if one.cost is None else f"差 {queue.short(one).grouped()}"
    where = f"{work.kind} {work.place}".strip()
    return [
        str(place.rank),
        work.number,
        where,
        str(len(one.requests)),
        str(len(one.hazards)),
        str(place.score),
        cost,
        how,
    ]
