"""The ledger as tables for other programs (slot `reports`). Columns are documented in docs/how-to/accountant.md."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from invoices.modules.ledger import selectors, services
from invoices.modules.ledger.domain.reports import ReportScope
from property_ops.framework.models import User
from property_ops.framework.reporting import DaysReport
from property_ops.kernel.period import Period
from property_ops.kernel.text import gettext_noop


def _trial_balance(period: Period, estates: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    for row in selectors.trial_balance_of(_scope(period, estates)):
        yield {
            "account": row.code,
            "name": row.name,
            "level": row.level + 1,
            "opening": row.opening,
            "debit": row.debit,
            "credit": row.credit,
            "closing": row.closing,
        }


def _ledger(period: Period, estates: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    wanted = set(estates)
    for entry in selectors.entries_with_legs(_scope(period, estates)):
        for leg in entry.legs:
            if not wanted or leg.estate in wanted:
                yield {
                    "number": entry.number,
                    "posted_on": entry.posted_on,
                    "month": f"{entry.month:%Y-%m}",
                    "source": entry.source,
                    "memo": entry.memo,
                    "account": leg.account,
                    "estate_code": leg.estate,
                    "subledger": leg.subledger,
                    "party": leg.party,
                    "amount": leg.amount,
                }


def _beancount(*, period: Period, estates: Sequence[str], out: Path, by: User) -> int:
    return services.write_beancount(scope=_scope(period, estates), out=out, by=by)


def _scope(period: Period, estates: Sequence[str]) -> ReportScope:
    return ReportScope(period, tuple(estates) or None)


TRIAL_BALANCE = DaysReport(
    name="trial-balance",
    title=gettext_noop("Trial balance"),
    columns=("account", "name", "level", "opening", "debit", "credit", "closing"),
    rows=_trial_balance,
)

LEDGER = DaysReport(
    name="ledger",
    title=gettext_noop("Journal"),
    columns=(
        "number",
        "posted_on",
        "month",
        "source",
        "memo",
        "account",
        "estate_code",
        "subledger",
        "party",
        "amount",
    ),
    rows=_ledger,
    formats={"beancount": _beancount},
)
