"""5,000 receipts of a payment file, imported, matched where certain, allocated and posted, beside the rows alone.

`python -m benchmarks.receipts [--receipts N] [--database sqlite|postgresql]`
"""

import json

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh
from benchmarks.raw import RECEIPT_TABLES, write_again

ESTATES = 5
WANTED_SECONDS = 10.0
WANTED_RATIO = 6.0


def measure(kind: str, *, receipts: int) -> bool:
    """Print one database's figures; whether they are as wanted."""
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(receipts), str(ESTATES))
        installation.run("benchmarks.month")
        empty = installation.copy()
        run = json.loads(installation.run("benchmarks.receipts_run", str(receipts)))
        raw = write_again(installation, empty, RECEIPT_TABLES)
    ratio = run["processor"] / raw.processor
    kept = run["seconds"] < WANTED_SECONDS and ratio <= WANTED_RATIO
    print(f"{kind}: {run['receipts']:,} receipts, {run['matched']:,} matched, {run['settlements']:,} settlements")
    print(f"  import and match {run['seconds']:6.2f} s   read, checked, matched, allocated, posted, chained")
    print(f"  again            {run['again']:6.2f} s   the same file: nothing changes")
    print(f"  rows alone       {raw.seconds:6.2f} s   {raw.rows:,} rows, without triggers")
    print(f"  of the processor: product {run['processor']:.2f} s, rows alone {raw.processor:.2f} s")
    print(
        f"  {'as wanted' if kept else 'TOO SLOW'}: {ratio:.1f} × the rows alone (at most {WANTED_RATIO:.0f}), "
        f"less than {WANTED_SECONDS:.0f} s wanted",
        flush=True,
    )
    return bool(kept)


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, receipts=5_000))
