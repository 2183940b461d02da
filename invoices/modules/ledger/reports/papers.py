"""The trial balance and the ledger of an account on paper."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from invoices.modules.ledger.domain.reports import Basis, MonthSum, Posting, ReportScope, TrialRow, total_of
from invoices.modules.ledger.selectors import words_of
from property_ops.framework.pdf.papers import Document, FigureBand, Heading, Paragraph, PdfColumn, PdfTable, render
from property_ops.framework.web.display import days
from property_ops.kernel.money import ZERO, Yuan
from property_ops.modules.estates.public import Company


def trial_headings() -> list[str]:
    return [
        gettext("Account code"),
        gettext("Account"),
        gettext("Opening debit"),
        gettext("Opening credit"),
        gettext("Debit"),
        gettext("Credit"),
        gettext("Closing debit"),
        gettext("Closing credit"),
    ]


def trial_balance(rows: Sequence[TrialRow], scope: ReportScope, *, place: str) -> bytes:
    total = total_of(rows)
    shares = (0.8, 2.4, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2)
    columns = [
        PdfColumn(heading, share, figures=place > 1)
        for place, (heading, share) in enumerate(zip(trial_headings(), shares, strict=True))
    ]
    table = PdfTable(
        columns,
        [(row.code, "　" * row.level + row.name, *map(printed, row.sides)) for row in rows],
        total=(
            "",
            gettext("Total"),
            printed(total.opening_debit),
            printed(total.opening_credit),
            printed(total.debit),
            printed(total.credit),
            printed(total.closing_debit),
            printed(total.closing_credit),
        ),
    )
    return render(_paper(gettext("Trial balance"), scope, place, [table]))


def account_ledger(
    account: str,
    months: Sequence[MonthSum],
    opening: Yuan,
    postings: Iterable[Posting],
    scope: ReportScope,
    *,
    place: str,
    left_out: int = 0,
) -> bytes:
    """The general ledger by month, then every posting; says so where the last ones are left out."""
    closing = months[-1].closing if months else opening
    moved = [sum((month.debit for month in months), ZERO), sum((month.credit for month in months), ZERO)]
    by_month = PdfTable(
        [
            PdfColumn(gettext("Month")),
            PdfColumn(gettext("Debit"), 1, True),
            PdfColumn(gettext("Credit"), 1, True),
            PdfColumn(gettext("Running balance"), 1, True),
        ],
        [(f"{one.month:%Y-%m}", printed(one.debit), printed(one.credit), printed(one.closing)) for one in months],
    )
    lines = PdfTable(
        [
            PdfColumn(gettext("Day"), 0.9),
            PdfColumn(gettext("Entry"), 0.6),
            PdfColumn(gettext("Summary"), 2.6),
            PdfColumn(gettext("Month"), 0.7),
            PdfColumn(gettext("Account (户)"), 1.5),
            PdfColumn(gettext("Debit"), 1.1, True),
            PdfColumn(gettext("Credit"), 1.1, True),
            PdfColumn(gettext("Running balance"), 1.2, True),
        ],
        [
            (
                line.posted_on.isoformat(),
                str(line.number),
                words_of(line.source, line.memo),
                f"{line.month:%Y-%m}",
                line.subledger,
                printed(line.debit),
                printed(line.credit),
                printed(line.balance),
            )
            for line in postings
        ],
    )
    figures = FigureBand(
        [
            (gettext("Opening"), printed(opening) or "0.00"),
            (gettext("Debit"), printed(moved[0]) or "0.00"),
            (gettext("Credit"), printed(moved[1]) or "0.00"),
            (gettext("Closing"), printed(closing) or "0.00"),
        ]
    )
    parts: list[FigureBand | Heading | PdfTable | Paragraph] = [
        figures,
        Heading(gettext("General ledger by month")),
        by_month,
        Heading(gettext("Entries")),
        lines,
    ]
    if left_out:
        parts.append(Paragraph(gettext("%(count)s more entries are in the Excel file.") % {"count": f"{left_out:,}"}))
    return render(_paper(f"{gettext('Ledger of an account')} {account}", scope, place, parts))


def printed(amount: Yuan | None) -> str:
    return amount.grouped() if amount else ""


def _paper(
    title: str, scope: ReportScope, place: str, parts: Sequence[FigureBand | Heading | PdfTable | Paragraph]
) -> Document:
    issuer = Company.load().name or gettext("Property company")
    when = days(scope.period.start, scope.period.end)
    subtitle = f"{place}　{when}　{gettext('by %(basis)s') % {'basis': gettext(Basis(scope.basis).word)}}"
    return Document(title, issuer, subtitle, f"{issuer}　{title}", parts, landscape=True)
