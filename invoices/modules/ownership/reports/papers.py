"""过户结算单, for both to sign; 结清证明."""

from typing import Any

from invoices.modules.ownership import selectors
from invoices.modules.ownership.domain.destinations import Goes
from invoices.modules.ownership.models import OwnerChange, SettledCertificate
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
from property_ops.kernel.chinese_days import chinese_day, chinese_month
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Company, Unit

COLUMNS = (
    PdfColumn("收费项目", 2.2),
    PdfColumn("月份", 1.1),
    PdfColumn("账单", 1.7),
    PdfColumn("到期日", 1.2),
    PdfColumn("未缴（元）", 1.2, figures=True),
)
GOES = {Goes.REFUND: "退还原业主", Goes.BUYER: "转给新业主", Goes.STAYS: "仍属原业主"}
DEBTS_STAY = "原业主所欠费用仍由原业主承担，不随房屋转移。预存款、押金转给新业主的，以双方在本单签字为准。"


def draw_settlement(change: OwnerChange) -> bytes:
    """The PDF: what the seller owes and holds, and where it goes."""
    issuer = Company.load().name or "物业公司"
    lines = list(selectors.owed_lines(change.unit, change.seller))
    parts: list[Any] = [
        LabelledFacts(
            [
                ("房屋", _place(change.unit)),
                ("户号", change.unit.code),
                ("原业主", change.seller.name),
                ("新业主", change.buyer_name),
                ("自何日起归新业主", f"{change.day}"),
                ("产权凭证", change.deed),
            ]
        ),
        FigureBand(
            [
                ("原业主欠费", change.owed.grouped()),
                ("预存款", change.advance.grouped()),
                ("押金", change.deposit.grouped()),
            ]
        ),
        LabelledFacts(
            [
                ("预存款去向", GOES[Goes(change.advance_goes)]),
                ("押金去向", GOES[Goes(change.deposit_goes)]),
                ("车位租用", "同日终止" if change.leases_end else "不变"),
                ("单号", change.number or "（尚未复核）"),
            ]
        ),
    ]
    if lines:
        total = sum((line.open for line in lines), ZERO)
        rows = [
            (line.item_name, f"{line.bill.month:%Y-%m}", line.bill.number, f"{line.due_day}", line.open.grouped())
            for line in lines
        ]
        parts += [Heading("未缴费用"), PdfTable(COLUMNS, rows, total=("合计", "", "", "", total.grouped()))]
    parts += [Paragraph(DEBTS_STAY), Signatures([Signature("原业主"), Signature("新业主"), Signature("物业（经办）")])]
    return render(Document("过户结算单", issuer, _place(change.unit), f"{issuer}　过户结算单", parts))


def draw_certificate(certificate: SettledCertificate) -> bytes:
    issuer = Company.load().name or "物业公司"
    day = certificate.day
    words = chinese_day(day)
    until = certificate.billed_until
    billed = f"（已出账至{chinese_month(until)}）" if until else "（尚无账单）"
    sentence = (
        f"兹证明：{_place(certificate.unit)}（户号 {certificate.unit.code}）{certificate.name} 名下，截至{words}"
        f"已出账的各项费用{billed}已全部结清，无欠费。"
    )
    advance = f"另有预存款人民币 {certificate.advance.grouped()} 元。" if certificate.advance else ""
    later = "出具之日以后提供的服务所产生的费用，不在本证明之内。"
    facts = [
        ("证明编号", certificate.number),
        ("账簿核对", f"第 {certificate.head} 号分录 {certificate.head_digest[:16]}"),
    ]
    parts: list[DocumentPart] = [
        Paragraph(sentence, large=True),
        Paragraph(f"{advance}{later}", large=True),
        LabelledFacts(facts),
        Signatures([Signature("物业公司（盖章）", day=words), Signature("经办人", name=str(certificate.issued_by))]),
    ]
    return render(Document("结清证明", issuer, certificate.number, f"{issuer}　结清证明 {certificate.number}", parts))


def _place(unit: Unit) -> str:
    return f"{unit.estate.name} {unit.building}号楼{unit.entrance}单元{unit.room}"
