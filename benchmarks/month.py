"""Bills the town's month through the product's own services, in one process, and prints what it took as JSON.

`python -m benchmarks.month [PROFILE]`: with a file name, the profile of the run (cProfile) is left in it.
"""

import cProfile
import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import django

from benchmarks.processor import server_of_django, spent
from benchmarks.town import MONTH

NOW = datetime(2022, 7, 1, 1, 0, tzinfo=UTC)
TODAY = date(2022, 7, 1)


def steps() -> list[tuple[str, Callable[[], object]]]:
    from invoices.modules.billing.public import approve_bills, draft_bills, issue_bills
    from invoices.modules.charges.public import charge_month
    from property_ops.framework.models import User
    from property_ops.kernel.period import Month

    month, one, other = Month.parse(MONTH), User.objects.get(username="prepares"), User.objects.get(username="approves")
    return [
        ("charge", lambda: charge_month(month=month, by=one, today=TODAY)),
        ("draft", lambda: draft_bills(month=month, by=one, now=NOW)),
        ("approve", lambda: approve_bills(month=month, by=other, now=NOW)),
        ("issue", lambda: issue_bills(month=month, by=one, today=TODAY)),
    ]


def main() -> None:
    django.setup()
    seconds, processor = {}, {}
    server = server_of_django()
    for name, step in steps():
        began, spent_before = time.perf_counter(), spent(server)
        step()
        seconds[name], processor[name] = time.perf_counter() - began, spent(server) - spent_before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in KiB
    print(json.dumps({"seconds": seconds, "processor": processor, "peak_megabytes": peak, **outcome()}))


def outcome() -> dict[str, int]:
    from invoices.modules.billing.public import Bill, BillLine
    from invoices.modules.ledger.public import broken_links

    faults = list(broken_links())
    if faults:
        raise SystemExit(f"The ledger is not in order: {faults[:3]}")
    return {"bills": Bill.objects.filter(state="issued").count(), "lines": BillLine.objects.count()}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        with cProfile.Profile() as profile:
            main()
        profile.dump_stats(sys.argv[1])
    else:
        main()
