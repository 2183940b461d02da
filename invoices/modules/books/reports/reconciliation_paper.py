"""银行存款余额调节表 on paper, as the trade has it: the books beside the bank, both adjusted below."""

from datetime import datetime
from itertools import zip_longest

from django.utils import timezone

from invoices.modules.books.domain.reconciling import ItemKind
from invoices.modules.books.models import BankReconciliation, ReconcilingItem
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.models import User
from property_ops.framework.pdf.papers import (
    Document,
    DocumentPart,
    LabelledFacts,
    Paragraph,
    PdfColumn,
    PdfTable,
    Signature,
    Signatures,
    render,
)
from property_ops.kernel.chinese_days import chinese_day
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Company

TITLE = "银行存款余额调节表"
COLUMNS = (
    PdfColumn("项目", 2.8),
    PdfColumn("金额", 1.3, figures=True),
    PdfColumn("项目", 2.8),
    PdfColumn("金额", 1.3, figures=True),
)
SIDES = (
    ("加：银行已收、企业未收", ItemKind.BANK_CAME, "加：企业已收、银行未收", ItemKind.BOOK_CAME),
    ("减：银行已付、企业未付", ItemKind.BANK_WENT, "减：企业已付、银行未付", ItemKind.BOOK_WENT),
)
Cells = tuple[str, str, str, str]


def reconciliation_pdf(found: BankReconciliation, *, account: str) -> bytes:
    """`account`: its code and name."""
    month, issuer = Month.of(found.month), Company.load().name or "物业公司"
    day = month.period.last_day
    said = chinese_day(day)
    parts: list[DocumentPart] = [
        LabelledFacts([("编制单位", issuer), ("账户", account), ("截止日期", said), ("单位", "元")]),
        PdfTable(COLUMNS, _rows(found)),
        Signatures(
            [_signed("编制", found.prepared_by, found.prepared_at), _signed("复核", found.decided_by, found.decided_at)]
        ),
    ]
    if found.state != ApprovalState.APPROVED:
        parts.append(Paragraph("尚未复核。"))
    return render(Document(TITLE, issuer, said, f"{issuer}　{TITLE}", parts))


def _signed(what: str, by: User | None, at: datetime | None) -> Signature:
    return Signature(what, name=str(by or ""), day=str(timezone.localdate(at)) if at else "")


def _rows(found: BankReconciliation) -> list[Cells]:
    items = list(found.items.all())
    rows: list[Cells] = [
        ("企业银行存款日记账余额", found.book.grouped(), "银行对账单余额", found.statement.grouped()),
    ]
    for left, bank, right, books in SIDES:
        rows.append((left, "", right, ""))
        pairs = zip_longest(_said(items, bank), _said(items, books), fillvalue=("", ""))
        rows += [(*one, *other) for one, other in pairs]
    adjusted = found.adjusted.grouped()
    return [*rows, ("调节后的存款余额", adjusted, "调节后的存款余额", adjusted)]


def _said(items: list[ReconcilingItem], kind: ItemKind) -> list[tuple[str, str]]:
    return [(f"　{one.day} {one.about}", one.amount.grouped()) for one in items if one.kind == kind]
