"""红字账单 on paper. An official paper is always Chinese: these words are no interface."""

from collections.abc import Iterator, Sequence
from datetime import date

from invoices.modules.credit_notes.models import CreditLine, CreditNote
from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    Heading,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
    render,
)
from property_ops.kernel.chinese_days import chinese_day, chinese_month
from property_ops.kernel.period import ONE_DAY
from property_ops.modules.estates.public import Company

LINES = (
    PdfColumn("更正的项目", 1.6),
    PdfColumn("原账单行次", 0.9),
    PdfColumn("服务期间", 1.7),
    PdfColumn("原金额(元)", 1, figures=True),
    PdfColumn("红字金额(元)", 1.1, figures=True),
)
ANEW = (
    PdfColumn("重新出账的项目", 1.6),
    PdfColumn("账单", 1.3),
    PdfColumn("计算", 2.2),
    PdfColumn("金额(元)", 1, figures=True),
)
NOT_AN_INVOICE = "本红字账单不是税务发票。"
NOBODY = "（未登记）"


def draw(note: CreditNote, lines: Sequence[CreditLine], company: Company) -> bytes:
    """The PDF of an approved credit note; the same bytes every time."""
    return render(
        Document(
            title="红字账单",
            issuer="　".join(filter(None, (company.name, company.address, company.phone and f"电话 {company.phone}"))),
            subtitle=f"{note.number}　更正账单 {note.bill.number}",
            foot=f"{note.number}　{NOT_AN_INVOICE}",
            parts=list(_parts(note, lines)),
        )
    )


def _parts(note: CreditNote, lines: Sequence[CreditLine]) -> Iterator[DocumentPart]:
    assert note.issued_on is not None
    yield LabelledFacts(
        [
            ("付款人", note.payer_name or NOBODY),
            ("户号", note.unit_code),
            ("小区", note.estate_name),
            ("出具日期", chinese_day(note.issued_on)),
            ("更正的账单", note.bill.number or ""),
            ("所属账期", chinese_month(note.month)),
        ]
    )
    yield PdfTable(LINES, [_row(line) for line in lines], ["红字合计", "", "", "", f"−{note.total.grouped()}"])
    yield LabelledFacts([("红字合计（大写）", note.total.in_capitals())])
    yield Heading("更正原因")
    yield Paragraph(note.reason)
    anew = [line for line in lines if hasattr(line, "rebill")]
    if anew:
        yield Heading("更正后重新出账")
        yield PdfTable(ANEW, [_anew(line) for line in anew])
    yield Heading("说明")
    yield Paragraph(
        f"上列项目在账单 {note.bill.number} 中的金额按红字金额冲减，其余项目不变。原来已经付款的，冲减的金额"
        "转为本户结余，抵扣以后的费用，也可以申请退款。对本红字账单有疑问，请向物业服务站或业主委员会提出。"
    )


def _row(line: CreditLine) -> list[str]:
    return [
        line.item_name,
        f"第 {line.bill_line.position + 1} 行",
        _period(line.start, line.end - ONE_DAY),
        line.line_amount.grouped(),
        f"−{line.amount.grouped()}",
    ]


def _anew(line: CreditLine) -> list[str]:
    rebill = line.rebill
    bills = [one.bill.number for one in rebill.charge.bill_lines.all()] if rebill.charge else []
    ratio = "" if rebill.ratio_numerator == rebill.ratio_denominator else " × 原比例"
    sum_ = f"{rebill.quantity.normalize():f} {rebill.quantity_unit} × {rebill.unit_price.normalize():f}{ratio}"
    return [line.item_name, "、".join(filter(None, bills)), sum_, rebill.amount.grouped()]


def _period(first: date, last: date) -> str:
    return f"{first:%Y.%m.%d}" if first == last else f"{first:%Y.%m.%d}–{last:%m.%d}"
