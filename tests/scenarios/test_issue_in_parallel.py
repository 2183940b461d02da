"""Two estates are issued at once on PostgreSQL; one process is killed at the end of the ledger's chain (ADR 0083)."""

import psycopg
import pytest

from tests.scenarios.processes import kill, rows
from tests.scenarios.serving import wait_until
from tests.services.installation import Installation

MAY = "2022-05"
STEPS = (("charge", MAY), ("bill", MAY), ("bill", MAY, "--approve", "--by", "admin"))
END = "SELECT pg_advisory_xact_lock(hashtextextended('ledger-chain', 0))"
AT_THE_END = (
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND mode = 'ExclusiveLock' "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
NUMBERS = "SELECT number FROM po_billing_bill WHERE number LIKE '%-{}-%' ORDER BY number"


@pytest.mark.long
@pytest.mark.parametrize("office", ["postgresql"], indirect=True)
def test_estates_wait_for_each_other_only_at_the_end_and_who_is_killed_there_leaves_nothing(
    office: Installation,
) -> None:
    office.succeed_all(*STEPS)
    query = (
        "SELECT code FROM po_estates_estate WHERE id IN (SELECT estate_id FROM po_billing_bill) ORDER BY code LIMIT 2"
    )
    first, second = (code for (code,) in rows(office, query))
    with psycopg.connect(office.url) as other:
        other.execute(END)
        killed, goes_on = (office.start("bill", MAY, "--issue", "--estate", code) for code in (first, second))
        wait_until(lambda: rows(office, AT_THE_END) == [(2,)], "both have written all but the end of the chain")
        kill(killed)
    goes_on.communicate()
    assert goes_on.returncode == 0
    assert rows(office, NUMBERS.format(first)) == []
    assert rows(office, NUMBERS.format(second))
    office.succeed("verify")
    office.succeed("bill", MAY, "--issue")
    issued = rows(office, NUMBERS.format(first))
    assert [number for (number,) in issued] == [f"ZD2022-{first}-{place:06d}" for place in range(1, len(issued) + 1)]
    office.succeed("verify")
