"""交款单: what a cashier hands over at the end of a day, signed by both."""

from invoices.modules.counter.models import DayClose
from invoices.modules.payments.public import WAYS, PaymentChannel
from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    FigureBand,
    Heading,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Company

PIECES = (PdfColumn("面额（元）"), PdfColumn("数量", figures=True), PdfColumn("金额（元）", figures=True))
TAKEN = (PdfColumn("收款方式"), PdfColumn("笔数", figures=True), PdfColumn("金额（元）", figures=True))
NOT_YET = "（尚未复核）"


def draw_hand_over(close: DayClose) -> bytes:
    """The PDF. A close that is not approved says so."""
    issuer = Company.load().name or "物业公司"
    days = f"{close.starts_on} 至 {close.day}" if close.starts_on != close.day else f"{close.day}"
    band = FigureBand(
        [
            ("应有现金", close.expected.grouped()),
            ("清点", close.counted.grouped()),
            ("留存找零", close.change.grouped()),
            ("长款（＋）短款（－）", close.difference.grouped()),
            ("实交现金", close.handed_over.grouped()),
        ]
    )
    parts: list[DocumentPart] = [
        LabelledFacts(
            [
                ("交款人", str(close.prepared_by)),
                ("收款日期", days),
                ("接收人", str(close.decided_by) if close.number else NOT_YET),
                ("单号", close.number or NOT_YET),
            ]
        ),
        band,
        Paragraph(f"实交人民币（大写）：{_capitals(close.handed_over)}"),
        Heading("现金清点"),
        _pieces(close),
        Heading("收款汇总"),
        _taken(close),
        *([Paragraph(f"差额说明：{close.note}")] if close.note else []),
        Signatures([Signature("交款人"), Signature("接收人（复点）"), Signature("财务负责人")]),
    ]
    return render(Document("交款单", issuer, days, f"{issuer}　交款单 {close.number or ''}", parts))


def _capitals(amount: Yuan) -> str:
    return amount.in_capitals() if amount >= ZERO else f"负 {(-amount).in_capitals()}"


def _pieces(close: DayClose) -> PdfTable:
    rows = [
        (f"{Yuan(fen)}", f"{count}", Yuan(fen * count).grouped())
        for fen, count in sorted(close.count.pieces.items(), reverse=True)
    ]
    return PdfTable(PIECES, rows, total=("合计", "", close.counted.grouped()))


def _taken(close: DayClose) -> PdfTable:
    cash = [one for one in close.till_movements if one.source.startswith("receipt/")]
    back = [one for one in close.till_movements if not one.source.startswith("receipt/")]
    rows = [("现金", f"{len(cash)}", sum((one.amount for one in cash), ZERO).grouped())]
    if back:
        rows.append(("现金退款、冲销", f"{len(back)}", sum((one.amount for one in back), ZERO).grouped()))
    rows += [(WAYS[PaymentChannel(one.channel)], f"{one.times}", one.amount.grouped()) for one in close.other_takings]
    total = close.expected + sum((one.amount for one in close.other_takings), ZERO)
    return PdfTable(TAKEN, rows, total=("合计", "", total.grouped()))
