"""The ledger as a Beancount file that `bean-check` accepts: accounts, entries, closing balances as assertions."""

import re
from collections.abc import Iterator
from datetime import date

from invoices.modules.ledger.domain.accounts import SEPARATOR
from invoices.modules.ledger.domain.reports import ReportScope
from invoices.modules.ledger.models import AccountKind, LedgerAccount
from invoices.modules.ledger.selectors import closing_balances, entries_with_legs, opening_balances, words_of
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import ONE_DAY

_ROOTS = {
    AccountKind.ASSET: "Assets",
    AccountKind.LIABILITY: "Liabilities",
    AccountKind.EQUITY: "Equity",
    AccountKind.INCOME: "Income",
    AccountKind.EXPENSE: "Expenses",
}
CURRENCY = "CNY"
OPENING = "Equity:Opening-Balances"


def lines(scope: ReportScope) -> Iterator[str]:
    """What was posted in the scope's days, after one transaction with what stood there before."""
    first, names = scope.period.start, dict(_names())
    opening = opening_balances(scope)
    entries = entries_with_legs(scope)
    opened = first - ONE_DAY if opening else first
    yield f'option "title" "property-ops {first} – {scope.period.last_day}"\n'
    yield f'option "operating_currency" "{CURRENCY}"\n\n'
    for code, name in names.items():
        yield f'{opened} open {name} {CURRENCY}\n  code: "{code}"\n'
    if opening:
        yield f"{opened} open {OPENING} {CURRENCY}\n"
        yield from _opening(opened, opening, names)
    for entry in entries:
        yield f"\n{entry.posted_on} * {_quoted(words_of(entry.source, entry.memo))}\n"
        yield f'  entry: "{entry.number}"\n  source: {_quoted(entry.source)}\n  month: "{entry.month:%Y-%m}"\n'
        yield f'  digest: "{entry.digest}"\n'
        for leg in entry.legs:
            yield f"  {names[leg.account]}  {leg.amount} {CURRENCY}\n"
            yield from _metadata(estate=leg.estate, subledger=leg.subledger, party=leg.party)
    yield "\n"
    for code, amount in closing_balances(scope).items():
        yield f"{scope.period.end} balance {names[code]}  {amount} {CURRENCY}\n"


def _opening(day: date, opening: dict[str, Yuan], names: dict[str, str]) -> Iterator[str]:
    yield f'\n{day} * "opening balances"\n'
    for code, amount in opening.items():
        yield f"  {names[code]}  {amount} {CURRENCY}\n"
    total = sum((amount for amount in opening.values()), Yuan(0))
    if total:
        yield f"  {OPENING}  {-total} {CURRENCY}\n"


def _metadata(**values: str) -> Iterator[str]:
    for key, value in values.items():
        if value:
            yield f"    {key}: {_quoted(value)}\n"


def _names() -> Iterator[tuple[str, str]]:
    """`5001.01 主营业务收入-物业服务费` → `Income:5001-01-主营业务收入-物业服务费`."""
    for code, name, kind in LedgerAccount.objects.values_list("code", "name", "kind"):
        words = re.sub(r"[^\w]+", "-", name).replace("_", "-").strip("-")
        yield code, f"{_ROOTS[AccountKind(kind)]}:{code.replace(SEPARATOR, '-')}-{words}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
