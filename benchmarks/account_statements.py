"""Statements of 2,000 accounts over 12 months as PDFs, from a ledger with a bill and a receipt a month for each.

Beside it, in the same run: the same entries read account by account, a query each, and written as plain text.
`python -m benchmarks.account_statements [--accounts N] [--database sqlite|postgresql]`
"""

import argparse
import json

from benchmarks.installation import KINDS, PostgreSQLMissing, fresh

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


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=2_000)
    parser.add_argument("--database", choices=KINDS, action="append")
    given = parser.parse_args()
    kept = True
    for kind in given.database or KINDS:
        try:
            kept = measure(kind, accounts=given.accounts) and kept
        except PostgreSQLMissing as missing:
            print(f"{kind}: not measured. {missing}")
            kept = False
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
