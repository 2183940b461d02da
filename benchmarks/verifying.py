"""How long `property-ops verify` takes, and how much memory: all of it, and what came since a seal.

`python -m benchmarks.verifying [--units N] [--database sqlite|postgresql]`: a town with a billed month; a seal;
`verify`, and `verify --since` that seal. Processor seconds, of our process and of the server's for us.
"""

import json

from benchmarks.databases import on_each_database
from benchmarks.installation import fresh

UNITS_AN_ESTATE = 10_000
WANTED_SECONDS, WANTED_MEGABYTES = 600.0, 1024
"""Of 200,000 units; fewer may take their part of the time."""
WANTED_OF_200_000 = 200_000
LEAST_SECONDS = 60.0
SINCE_PART = 0.1
"""What came since a seal is looked at in so much of the time for all at most."""


def measure(kind: str, *, units: int) -> bool:
    """Print one database's figures; whether they are as wanted."""
    with fresh(kind) as installation:
        installation.run("benchmarks.town", str(units), str(max(1, units // UNITS_AN_ESTATE)))
        installation.run("benchmarks.month")
        found = json.loads(installation.run("benchmarks.verifying_run"))
    wanted = max(LEAST_SECONDS, WANTED_SECONDS * units / WANTED_OF_200_000)
    whole, since = found["whole"]["processor"], found["since"]["processor"]
    kept = whole <= wanted and found["peak_megabytes"] <= WANTED_MEGABYTES and since <= max(2.0, SINCE_PART * whole)
    print(f"{kind}: {units:,} units, {found['checks']} checks, no difference")
    print(f"  all         {whole:7.1f} s (at most {wanted:.0f}), {found['peak_megabytes']:.0f} MB")
    print(f"  --since     {since:7.1f} s")
    for name, seconds in found["slowest"]:
        print(f"    {seconds:7.1f} s  {name}")
    print("  as wanted" if kept else "  TOO MUCH", flush=True)
    return kept


if __name__ == "__main__":
    raise SystemExit(on_each_database(__doc__, measure, units=200_000))
