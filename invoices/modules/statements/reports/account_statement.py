"""A statement of an account on A4: who, what was owed, every entry in words, what is owed."""

from collections.abc import Iterable
from pathlib import Path

from invoices.modules.statements.domain.account_statement import AccountDoc
from invoices.modules.statements.domain.errors import UnprintableStatement
from property_ops.framework.pdf.errors import GlyphMissing
from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    FigureBand,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
    render,
    write_together,
)
from property_ops.kernel.chinese_days import chinese_day
from property_ops.kernel.money import ZERO, Yuan

TITLE = "对账单"
_COLUMNS = (
    PdfColumn("日期", 1.05),
    PdfColumn("摘要", 2.5),
    PdfColumn("所属期间", 0.95),
    PdfColumn("应收", 1.1, True),
    PdfColumn("已收、冲减", 1.1, True),
    PdfColumn("余额", 1.15, True),
)
_EXPLAINED = (
    "余额为正表示尚欠，为负表示账户有预存款。应收按出账日期入账，收款按到账日期入账。"
    "本对账单仅供核对，不是发票。如有疑问，请携带本单与物业服务中心联系。"
)


def account_pdf(doc: AccountDoc) -> bytes:
    """The same statement always makes the same bytes. Raises UnprintableStatement."""
    try:
        return render(_paper(doc))
    except GlyphMissing as missing:
        raise _unprintable(doc, missing) from missing


def write_account_print_file(docs: Iterable[AccountDoc], out: Path, *, title: str) -> None:
    """All of them in one file, a bookmark for each. Raises GlyphMissing."""
    write_together(((f"{doc.estate} {doc.unit} {doc.payer}", _paper(doc)) for doc in docs), out, title=title)


def _paper(doc: AccountDoc) -> Document:
    first, last = doc.period.start, doc.period.last_day
    days = f"{chinese_day(first)}至{chinese_day(last)}"
    facts = LabelledFacts((("缴费人", doc.payer), ("户号", doc.account), ("小区", doc.estate), ("房屋", doc.unit)))
    outcome = ("期末预存", -doc.closing) if doc.closing < ZERO else ("期末应缴", doc.closing)
    figures = FigureBand(
        [
            ("期初余额", f"¥ {_printed(doc.opening)}"),
            ("本期应收", f"¥ {_printed(doc.charged)}"),
            ("本期已收、冲减", f"¥ {_printed(doc.paid)}"),
            (outcome[0], f"¥ {_printed(outcome[1])}"),
        ]
    )
    rows = [
        ("", "期初余额", "", "", "", _printed(doc.opening)),
        *(
            (
                line.day.isoformat(),
                line.words,
                line.month,
                _printed(line.charged),
                _printed(line.paid),
                _printed(line.balance),
            )
            for line in doc.lines
        ),
    ]
    total = ("", "本期合计、期末余额", "", _printed(doc.charged), _printed(doc.paid), _printed(doc.closing))
    parts: list[DocumentPart] = [facts, figures, PdfTable(_COLUMNS, rows, total=total), Paragraph(_EXPLAINED)]
    issuer = "　".join(filter(None, (doc.company, doc.contact)))
    return Document(TITLE, issuer, days, f"{doc.company}　{TITLE} {doc.account}", parts)


def _printed(amount: Yuan | None) -> str:
    return "" if amount is None else amount.grouped().replace("-", "−")


def _unprintable(doc: AccountDoc, missing: GlyphMissing) -> UnprintableStatement:
    where, text = next((found for found in doc.texts() if missing.character in found[1]), ("", ""))
    return UnprintableStatement(number=doc.account, where=where, text=text, **missing.data)
