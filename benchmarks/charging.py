"""Charge, draft, approve, issue and post a month of 20,000 units with three lines each, beside raw writes of its rows.

`python -m benchmarks.charging [--units N] [--estates N] [--database sqlite|postgresql] [--profile FILE]`
"""

import json

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh
from benchmarks.raw import write_again

WANTED_BILLS_PER_SECOND = 2_500
WANTED_RATIO = 2.5


def measure(kind: str, *, units: int, estates: int, profile: str | None = None) -> bool:
    """Print one database's figures; whether they are as wanted."""
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(units), str(estates))
        empty = installation.copy()
        run = json.loads(installation.run("benchmarks.month", *([profile] if profile else [])))
        raw = write_again(installation, empty)
    bills, seconds, processor = run["bills"], sum(run["seconds"].values()), sum(run["processor"].values())
    per_second, ratio = bills / seconds, processor / raw.processor
    kept = per_second >= WANTED_BILLS_PER_SECOND and ratio <= WANTED_RATIO
    shown = "  ".join(f"{step} {taken:.2f}" for step, taken in run["processor"].items())
    print(f"{kind}: {bills:,} bills of {run['lines'] / bills:.1f} lines, {estates} estates")
    print(f"  product  {seconds:7.2f} s  {per_second:9,.0f} bills/s   ({run['peak_megabytes']:.0f} MB)")
    print(f"  raw      {raw.seconds:7.2f} s  {bills / raw.seconds:9,.0f} bills/s   ({raw.rows:,} rows, same tables)")
    print(f"  of the processor: product {processor:.2f} s ({shown}), raw {raw.processor:.2f} s")
    print(
        f"  {'as wanted' if kept else 'TOO SLOW'}: {ratio:.2f} × raw (at most {WANTED_RATIO:.1f}), "
        f"at least {WANTED_BILLS_PER_SECOND:,} bills/s wanted",
        flush=True,
    )
    return kept


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, units=20_000, estates=20, profile=None))
