"""Statements of accounts for other programs, and as PDFs by the thousand (slot `reports`)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from invoices.modules.statements import services
from property_ops.framework.models import User
from property_ops.framework.reporting import DaysReport
from property_ops.kernel.period import Period
from property_ops.kernel.text import gettext_noop


def _rows(period: Period, estates: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    for doc in services.account_docs(period, estates=estates):
        for line in doc.lines:
            yield {
                "estate": doc.estate,
                "account": doc.account,
                "payer": doc.payer,
                "opening": doc.opening,
                "day": line.day,
                "entry": line.entry,
                "summary": line.words,
                "month": line.month,
                "charged": line.charged,
                "paid": line.paid,
                "balance": line.balance,
                "closing": doc.closing,
            }


def _pdfs(*, period: Period, estates: Sequence[str], out: Path, by: User) -> int:
    return services.write_accounts(period=period, estates=estates, out=out, by=by)


ACCOUNT_STATEMENTS = DaysReport(
    name="account-statements",
    title=gettext_noop("Account statements"),
    columns=(
        "estate",
        "account",
        "payer",
        "opening",
        "day",
        "entry",
        "summary",
        "month",
        "charged",
        "paid",
        "balance",
        "closing",
    ),
    rows=_rows,
    formats={"pdf": _pdfs},
)
