"""The ageing of 200,000 open lines, as of a day in the past, beside the least that a database can do for it.

`python -m benchmarks.ageing [--lines N] [--database sqlite|postgresql]`
"""

import json

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh

LINES_PER_UNIT, ESTATES = 3, 20
WANTED_SECONDS = 2.0
WANTED_RATIO = 4.0


def measure(kind: str, *, lines: int) -> bool:
    """Print one database's figures; whether they are as wanted."""
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(lines // LINES_PER_UNIT + ESTATES), str(ESTATES))
        installation.run("benchmarks.month")
        run = json.loads(installation.run("benchmarks.ageing_run"))
    ratio = run["estates"] / run["plain"]
    kept = max(run["estates"], run["accounts"]) < WANTED_SECONDS and ratio <= WANTED_RATIO and run["ties"]
    print(f"{kind}: {run['lines']:,} open lines of {run['units']:,} accounts, {run['settlements']:,} settlements")
    print(f"  all estates    {run['estates']:6.2f} s   with credit, moved due days, and the check against the ledger")
    print(f"  one estate     {run['accounts']:6.2f} s   {run['of_one']:,} accounts, by account and building")
    print(f"  plain SQL      {run['plain']:6.2f} s   one statement: amounts less settlements, by estate and due day")
    print(f"  {run['same']}; {'ties to the ledger' if run['ties'] else 'DOES NOT TIE TO THE LEDGER'}")
    print(
        f"  {'as wanted' if kept else 'TOO SLOW'}: {ratio:.1f} × plain SQL (at most {WANTED_RATIO:.0f}), "
        f"less than {WANTED_SECONDS:.0f} s wanted",
        flush=True,
    )
    return bool(kept)


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, lines=200_000))
