"""All benchmarks, one after the other: `python -m benchmarks [charging] [growth] [ageing] …`."""

import os
import subprocess
import sys
import tempfile

ALL = (
    "charging",
    "growth",
    "parallel",
    "statements",
    "account_statements",
    "ageing",
    "dispatch",
    "board",
    "receipts",
    "bank_rows",
    "erpnext",
    "pages",
    "closed_months",
    "year_end",
    "verifying",
    "office_week",
    "parking_lots",
    "photo_areas",
)


def main() -> int:
    wanted = sys.argv[1:] or ALL
    if unknown := sorted(set(wanted) - set(ALL)):
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(ALL)}.", file=sys.stderr)
        return 2
    missed = []
    with tempfile.TemporaryDirectory(prefix="property-ops-benchmark-") as data:
        environment = os.environ | {"PROPERTY_OPS_DATA": data, "DATABASE_URL": ""}
        for name in wanted:
            print(f"\n== {name}", flush=True)
            if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], env=environment).returncode:
                missed.append(name)
    print(f"\nNot as wanted: {', '.join(missed)}" if missed else "\nAll as wanted.")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
