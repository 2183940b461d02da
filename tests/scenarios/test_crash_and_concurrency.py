"""Killed in the middle, or started twice at the same time: the month comes out as if nothing had happened.

With real processes of the console command, on SQLite and on PostgreSQL. What must come out of the charges is what the
independent calculation says; each payer has one bill with the sum of their lines, and the numbers have no gap.
"""

from collections import Counter
from pathlib import Path

from tests.scenarios.conftest import HalfYear
from tests.scenarios.independent import Line
from tests.scenarios.papers import Month, Pack
from tests.scenarios.processes import kill_while_writing, rows, run_together
from tests.scenarios.product import charges, differences
from tests.services.installation import APPROVE_IMPORTED, Installation

# The month with the most lines: a rate that changes, and three works.
MAY = Month(2022, 5)
CHARGE, DRAFT = ("charge", str(MAY)), ("bill", str(MAY))
APPROVE, ISSUE = (*DRAFT, "--approve", "--by", "admin"), (*DRAFT, "--issue")
# From the first write on: at once, and where some estates are done.
SECONDS_TO_LIVE = (0.0, 0.15)


def test_a_month_that_is_killed_again_and_again_comes_out_whole(office: Installation, calculated: HalfYear) -> None:
    for step in (CHARGE, DRAFT, APPROVE, ISSUE):
        killed = [kill_while_writing(office, *step, after=seconds) for seconds in SECONDS_TO_LIVE]
        assert any(killed), f"{step} was too quick to be killed"
        office.succeed(*step)
    assert_billed_once(office, calculated.lines[MAY])


def test_a_month_that_is_run_twice_at_the_same_time_comes_out_once(office: Installation, calculated: HalfYear) -> None:
    for step in (CHARGE, DRAFT, APPROVE, ISSUE):
        run_together(office, step, step)
    assert_billed_once(office, calculated.lines[MAY])


def test_a_pack_that_is_imported_twice_at_the_same_time_is_there_once(
    installation: Installation, office_pack: Path, office_facts: Pack, calculated: HalfYear
) -> None:
    twice = ("import", str(office_pack))
    run_together(installation, twice, twice)
    installation.succeed(*APPROVE_IMPORTED)
    assert_imported_once(installation, office_facts)
    installation.succeed(*CHARGE)
    assert differences(calculated.lines[MAY], charges(installation, MAY)) == []


def test_an_import_that_is_killed_leaves_whole_files_and_can_be_repeated(
    installation: Installation, office_pack: Path, office_facts: Pack
) -> None:
    order = ("import", str(office_pack))
    killed = []
    for seconds in (0.0, 0.4):
        killed.append(kill_while_writing(installation, *order, after=seconds))
        # The register of units is one file: all of its five sheets are there, or none.
        assert len(rows(installation, "SELECT code FROM po_estates_unit")) in (0, len(office_facts.units))
    assert any(killed), "the import was too quick to be killed"
    installation.succeed(*order)
    killed = [kill_while_writing(installation, *APPROVE_IMPORTED, after=seconds) for seconds in (0.0, 0.4)]
    installation.run(*APPROVE_IMPORTED)  # unless the last one killed was at its end
    assert_imported_once(installation, office_facts)


def assert_billed_once(office: Installation, expected: list[Line]) -> None:
    assert differences(expected, charges(office, MAY)) == []
    office.succeed("verify")
    owed: Counter[str] = Counter()
    for line in expected:
        owed[line.unit_code] += line.amount_fen
    bills = rows(office, "SELECT unit_code, total, state, number FROM po_billing_bill")
    assert sorted((unit, total) for unit, total, _, _ in bills) == sorted(owed.items())
    assert {state for _, _, state, _ in bills} == {"issued"}
    series: dict[str, set[int]] = {}
    for *_, number in bills:
        begin, _, place = number.rpartition("-")
        series.setdefault(begin, set()).add(int(place))
    assert len(series) > 1
    assert all(places == set(range(1, len(places) + 1)) for places in series.values())
    assert sum(map(len, series.values())) == len(owed)


def assert_imported_once(installation: Installation, facts: Pack) -> None:
    assert sorted(rows(installation, "SELECT code FROM po_estates_unit")) == sorted((code,) for code in facts.units)
    assert len(rows(installation, "SELECT 1 FROM po_estates_estate")) == len(facts.estates)
    assert len(rows(installation, "SELECT 1 FROM po_parking_lease")) == len(facts.leases)
    assert len(rows(installation, "SELECT 1 FROM po_tariffs_tariff")) == len(facts.tariffs)
    assert len(rows(installation, "SELECT 1 FROM po_works_workorder")) == len(facts.works)
    tenures = rows(installation, "SELECT unit_id FROM po_estates_tenure WHERE role = 'owner'")
    assert len(tenures) == len(set(tenures)) == len(facts.units)
    assert_received_once(installation)


def assert_received_once(installation: Installation) -> None:
    """The receipts of the office pack: 415 of WeChat (one stands twice there), 51 of the bank; 14 payments out."""
    receipts = rows(installation, 'SELECT channel, "transaction", number, amount FROM po_payments_receipt')
    assert len(receipts) == len({(channel, transaction) for channel, transaction, *_ in receipts}) == 415 + 51
    assert sorted(int(number.split("-")[1]) for *_, number, _ in receipts) == list(range(1, 415 + 51 + 1))
    assert sum(amount for channel, *_, amount in receipts if channel == "wechat") == 49_642_58
    assert len(rows(installation, "SELECT 1 FROM po_payments_disbursement")) == 5 + 9
    installation.succeed("verify")
