"""The statements of the third year's end of a company of 20,000 homes (`--units N`): wanted within 10 seconds.

Every unit has a bill and a receipt a month; each month is closed once it is over.
"""

import json

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh

YEARS = 3
WANTED_MS = 10_000


def measure(kind: str, *, units: int) -> bool:
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(units), "22")
        took = json.loads(installation.run("benchmarks.year_end_run", str(units), str(YEARS)))
    print(f"{kind}: {units:,} units after {YEARS} years, a bill and a receipt a month; milliseconds of the processor")
    for name, milliseconds in took.items():
        print(f"  {name:34s} {milliseconds:6.0f}{'' if milliseconds <= WANTED_MS else '  TOO SLOW'}")
    print(flush=True, end="")
    return all(milliseconds <= WANTED_MS for milliseconds in took.values())


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, units=20_000))
