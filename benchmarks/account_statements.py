"""Statements of 2,000 accounts over 12 months as PDFs, from a ledger with a bill and a receipt a month for each.

Beside it, in the same run: the same entries read account by account, a query each, and written as plain text.
`python -m benchmarks.account_statements [--accounts N] [--database sqlite|postgresql]`
"""

import json

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh

WANTED_SECONDS = 60.0


def measure(kind: str, *, accounts: int) -> bool:
    """Print one database's figures; whether they are as wanted."""
    with fresh(kind) as installation:
        installation.run("benchmarks.year_of_accounts", "build", str(accounts))
        run = json.loads(installation.run("benchmarks.year_of_accounts", "print"))
    kept = run["seconds"] <= WANTED_SECONDS
    print(f"{kind}: {run['statements']:,} accounts, {run['entries']:,} entries of 12 months, {run['megabytes']:.0f} MB")
    print(f"  PDFs       {run['seconds']:7.2f} s  {run['statements'] / run['seconds']:7,.0f}/s")
    print(f"  plain text {run['plain_seconds']:7.2f} s  (a query for each account, nothing laid out)")
    print(f"  {'as wanted' if kept else 'TOO SLOW'}: at most {WANTED_SECONDS:.0f} s wanted", flush=True)
    return kept


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, accounts=2_000))
