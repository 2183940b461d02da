"""A bank's statement of 100,000 rows, read, recognised, matched, posted, beside the same rows parsed and written alone.

`python -m benchmarks.bank_rows [--rows N] [--database sqlite|postgresql]`
"""

import json
from typing import Any

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh
from benchmarks.raw import RECEIPT_TABLES, RawWriting, write_again

UNITS, ESTATES = 20_000, 5
WANTED_RATIO = 5.0
WANTED_GROWTH = 11.0
WANTED_MEGABYTES = 600


def run(kind: str, rows: int) -> tuple[dict[str, Any], RawWriting]:
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(min(rows, UNITS)), str(ESTATES))
        installation.run("benchmarks.month")
        empty = installation.copy()
        taken = json.loads(installation.run("benchmarks.receipts_run", str(rows), "bank"))
        return taken, write_again(installation, empty, RECEIPT_TABLES)


def measure(kind: str, *, rows: int) -> bool:
    """Print one database's figures; whether they are as wanted."""
    kept = True
    processor = []
    for size in (rows // 10, rows):
        taken, raw = run(kind, size)
        processor.append(taken["processor"])
        ratio = taken["processor"] / (taken["parsing"] + raw.processor)
        kept = kept and taken["peak_megabytes"] <= WANTED_MEGABYTES and (ratio <= WANTED_RATIO or size < rows)
        print(f"{kind}: {size:,} rows, {taken['matched']:,} matched, {taken['settlements']:,} settlements")
        print(
            f"  {taken['seconds']:.2f} s by the clock, {taken['again']:.2f} s again, {taken['peak_megabytes']:.0f} MB"
        )
        print(
            f"  of the processor {taken['processor']:.2f} s, {ratio:.1f} × parsing and {raw.rows:,} rows alone",
            flush=True,
        )
    growth = processor[1] / processor[0]
    kept = kept and growth <= WANTED_GROWTH
    print(
        f"  {'as wanted' if kept else 'TOO MUCH'}: at most {WANTED_RATIO:.0f} × the rows alone, {growth:.1f} × a tenth "
        f"(at most {WANTED_GROWTH:.0f}), at most {WANTED_MEGABYTES} MB",
        flush=True,
    )
    return kept


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, rows=100_000))
