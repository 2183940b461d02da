"""Ten times the units, in estates ten times as large: time at most eleven times, memory bounded.

`python -m benchmarks.growth [--units N] [--database sqlite|postgresql]`
"""

import json

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh

ESTATES = 20
WANTED_RATIO = 11.0
WANTED_MEGABYTES = 600


def bill_month(kind: str, units: int) -> dict:
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(units), str(ESTATES))
        return json.loads(installation.run("benchmarks.month"))


def measure(kind: str, *, units: int) -> bool:
    """Print one database's figures; whether they are as wanted."""
    small, large = bill_month(kind, units // 10), bill_month(kind, units)
    seconds = [sum(run["processor"].values()) for run in (small, large)]
    ratio = seconds[1] / seconds[0]
    kept = ratio <= WANTED_RATIO and large["peak_megabytes"] <= WANTED_MEGABYTES
    print(f"{kind}: {ESTATES} estates")
    for run, taken in zip((small, large), seconds, strict=True):
        per_second, peak = run["bills"] / taken, run["peak_megabytes"]
        print(f"  {run['bills']:9,} bills  {taken:7.2f} s  {per_second:7,.0f}/s  {peak:4.0f} MB")
    print(
        f"  {'as wanted' if kept else 'TOO MUCH'}: {ratio:.1f} × the time (at most {WANTED_RATIO:.0f}), "
        f"at most {WANTED_MEGABYTES} MB wanted",
        flush=True,
    )
    return kept


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, units=200_000))
