"""Every page of the site, as each role, on a town of 2,000 units and on one of 20,000: the processor's milliseconds.

`python -m benchmarks.pages [--units N] [--times N] [--database sqlite|postgresql] [--worst N]`

Lists and details are found by following links, two of a kind. Files (PDF, Excel, exports) are left out: they hold all
there is. A page that takes few milliseconds may take as many times more as it likes.
"""

import json
from dataclasses import dataclass
from typing import Any

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh

ESTATES = 10
WANTED_MS, WANTED_MS_LARGE, WANTED_GROWTH = 150, 300, 1.5
NOTHING_MS = 60
"""Below this growth says nothing."""


@dataclass(frozen=True, slots=True)
class PageCost:
    """Of one address, by its name: what it takes of the processor at most, of any role, in both towns."""

    name: str
    small: dict[str, Any]
    large: dict[str, Any]

    @property
    def growth(self) -> float:
        return float(self.large["ms"] / max(self.small["ms"], NOTHING_MS))

    @property
    def kept(self) -> bool:
        quick = self.small["ms"] <= WANTED_MS and self.large["ms"] <= WANTED_MS_LARGE
        return quick and (self.growth <= WANTED_GROWTH or self.large["ms"] <= NOTHING_MS)

    def __str__(self) -> str:
        return (
            f"{self.small['ms']:6.0f} ms {self.large['ms']:6.0f} ms {self.growth:5.1f} × "
            f"{self.small['queries']:4d} {self.large['queries']:4d} queries  {self.name} {self.large['url']} "
            f"as {self.large['role']}"
        )


def measure(kind: str, *, units: int, times: int, worst: int) -> bool:
    small, large = pages_of(kind, units), pages_of(kind, units * times)
    pages = [PageCost(name, small[name], large[name]) for name in small.keys() & large.keys()]
    pages.sort(key=lambda page: -page.large["ms"])
    missed = [page for page in pages if not page.kept]
    print(f"{kind}: {len(pages)} pages at {units:,} and {units * times:,} units")
    for page in pages[:worst]:
        print(f"  {page}{'' if page.kept else '  TOO SLOW'}")
    for page in missed:
        if page not in pages[:worst]:
            print(f"  {page}  TOO SLOW")
    print(
        f"  {len(missed) or 'none'} not as wanted: at most {WANTED_MS} and {WANTED_MS_LARGE} ms, {WANTED_GROWTH} ×",
        flush=True,
    )
    return not missed


def pages_of(kind: str, units: int) -> dict[str, dict[str, Any]]:
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(units), str(ESTATES))
        installation.run("benchmarks.month")
        installation.run("benchmarks.pages_run", "furnish", str(units))
        found: dict[str, dict[str, Any]] = json.loads(installation.run("benchmarks.pages_run", "visit"))
        return found


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, units=2_000, times=10, worst=15))
