"""服务商结算单: accepted orders of a month, to be signed by both; what residents paid stands apart."""

from collections.abc import Sequence

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
from property_ops.kernel.chinese_days import chinese_month
from property_ops.modules.providers.models import ProviderSettlement, ServicePayer, SettlementLine

BASIS = (
    "只结算已经验收的服务单；单价不高于服务当日公示的价目表；返工前的一次不计费。"
    "“住户自付”由住户直接付给服务商，只列示，不记公司账。"
)
COLUMNS = [
    PdfColumn("服务单", 1.5),
    PdfColumn("小区", 1.1),
    PdfColumn("内容（数量 × 单价）", 3.2),
    PdfColumn("完成", 1.1),
    PdfColumn("验收", 1.1),
    PdfColumn("金额（元）", 1.1, figures=True),
]


def draw_sheet(settlement: ProviderSettlement, lines: Sequence[SettlementLine], *, issuer: str, state: str) -> bytes:
    """The PDF. Raises GlyphMissing."""
    number = settlement.number or f"（{state}，尚无编号）"
    facts = [
        ("结算单号", number),
        ("服务商", f"{settlement.provider_name}（{settlement.provider.code}）"),
        ("结算月份", chinese_month(settlement.month)),
        ("编制 / 复核", f"{settlement.prepared_by} / {settlement.decided_by or '—'}"),
    ]
    band = [
        ("住户自付（不记账）", settlement.by_residents.grouped()),
        ("公司应付", settlement.payable.grouped()),
    ]
    parts: list[DocumentPart] = [LabelledFacts(facts), FigureBand(band)]
    for payer, title in ((ServicePayer.COMPANY, "公司应付的服务"), (ServicePayer.RESIDENT, "住户自付的服务")):
        some = [line for line in lines if line.payer == payer]
        if some:
            total = settlement.payable if payer == ServicePayer.COMPANY else settlement.by_residents
            parts += [
                Heading(title),
                PdfTable(COLUMNS, [_row(line) for line in some], ["合计", *[""] * 4, total.grouped()]),
            ]
    parts += [
        Paragraph(f"公司应付人民币大写：{settlement.payable.in_capitals()}"),
        Paragraph(BASIS),
        Signatures([Signature("服务商"), Signature("物业公司")]),
    ]
    return render(
        Document(
            title="服务商结算单",
            issuer=issuer,
            subtitle=settlement.provider_name,
            foot=f"服务商结算单 {number}",
            parts=parts,
        )
    )


def _row(line: SettlementLine) -> list[str]:
    return [
        line.order.number,
        line.estate_name,
        line.items,
        line.done_on.isoformat(),
        line.accepted_on.isoformat(),
        line.amount.grouped(),
    ]
