"""What is read of the ledger after one year and after five, each month closed (`--units N`: so many homes).

Every unit has a bill and a receipt a month; each month is closed once it is over. Beside it: the same read from the
legs alone.
"""

import json

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh

YEARS = (1, 5)
WANTED_GROWTH = 1.5
NOTHING_MS = 20
"""Below this growth says nothing."""


def measure(kind: str, *, units: int) -> bool:
    kept = True
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(units), "5")
        early, late = (
            json.loads(installation.run("benchmarks.closed_months_run", str(units), str(years))) for years in YEARS
        )
    print(f"{kind}: {units:,} units, a bill and a receipt a month; milliseconds of the processor after 1 and 5 years")
    for name, after in late["summed"].items():
        before = early["summed"][name]
        growth = after / max(before, NOTHING_MS)
        good = growth <= WANTED_GROWTH
        kept = kept and good
        print(
            f"  {name:34s} {before:6.0f} {after:6.0f}  {growth:4.1f} ×   from legs alone {early['legs'][name]:6.0f} "
            f"{late['legs'][name]:6.0f}{'' if good else '  GROWS'}"
        )
    print(f"  closing a month {early['closing']:.0f} and {late['closing']:.0f}", flush=True)
    return kept


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, units=1_000))
