"""A week of a simulated office: every charge beside an independent calculation; utilisation, moves, overdue.

300 works in the tray on Monday, 12 crews; each morning a forecast and a plan that moves as few told visits as may be;
crews whose entries come late, wrong and twice; parties who measure less or send back. Fails where a fen differs or
`verify` finds something. `python -m benchmarks.office_week` (`--works`, `--crews`, `--estates`, `--days`, `--seed`,
`--freely`: plans that do not mind what crews were told).
"""

import argparse
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import django

from benchmarks.processor import spent

if TYPE_CHECKING:
    from benchmarks.office_days import Days

MONDAY = date(2022, 6, 6)
CHARGED_ON, ISSUED_AT = date(2022, 7, 1), datetime(2022, 7, 1, 2, tzinfo=UTC)


@dataclass
class WeekReport:
    works: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    charged_fen: int = 0
    charges: int = 0
    utilisation: Decimal = Decimal()
    overdue: int = 0
    late_days: int = 0
    differences: list[str] = field(default_factory=list)


def lived(*, works: int, crews: int, estates: int, days: int, seed: int, freely: bool = False) -> WeekReport:
    """The whole week, in the database that is there. `freely`: plans do not mind what crews were told."""
    from benchmarks.office_days import Days, clock
    from benchmarks.office_people import opened
    from property_ops.modules.dispatch.domain.slots import moment

    eve = moment(MONDAY - timedelta(days=1), time(12))
    with clock(eve):
        week = Days(opened(works=works, crews=crews, estates=estates, seed=seed, now=eve), keeps_told=not freely)
    week.draw_weather(MONDAY, 14)
    for number in range(days):
        day = MONDAY + timedelta(days=number)
        week.deliver_until(moment(day, time(7)))
        week.morning(day)
        week.crews_go(day)
        week.deliver_until(moment(day, time(18)))
        week.evening(day)
    week.deliver_until(moment(MONDAY + timedelta(days=days + 2)))
    return _reported(week, days)


def _reported(week: "Days", days: int) -> WeekReport:
    from property_ops.modules.dispatch.models import CrewShift, Visit
    from property_ops.modules.dispatch.public import VisitState
    from property_ops.modules.works.public import WorkOrder

    last = MONDAY + timedelta(days=days - 1)
    report = WeekReport(said=week.told.said, refused=week.told.refused)
    report.works.update(WorkOrder.objects.values_list("state", flat=True))
    shifts = CrewShift.objects.filter(weekday__lt=days).values_list("start", "end")
    there = sum((end.hour - start.hour) * 60 + end.minute - start.minute for start, end in shifts)
    report.utilisation = Decimal(week.told.minutes_worked * 100) / max(there, 1)
    for visit in Visit.objects.filter(due_on__lte=last).exclude(state=VisitState.CANCELLED):
        done = visit.finished_at.date() if visit.finished_at else None
        report.overdue += done is None
        report.late_days += max(((done or last) - (visit.due_on or last)).days, 0)
    _charge(week, report)
    return report


def _charge(week: "Days", report: WeekReport) -> None:
    from benchmarks.office_notebook import shares
    from invoices.modules.billing.public import BillLine, approve_bills, draft_bills, issue_bills
    from invoices.modules.charges.public import Charge, charge_month
    from property_ops.framework.checks import verify_all
    from property_ops.kernel.period import Month

    june, staff = Month.of(MONDAY), week.office.staff
    for _run in range(2):
        charge_month(month=june, by=staff["accountant"], today=CHARGED_ON)
    draft_bills(month=june, by=staff["accountant"], now=ISSUED_AT)
    approve_bills(month=june, by=staff["reviewer"], now=ISSUED_AT)
    issue_bills(month=june, by=staff["accountant"], today=CHARGED_ON)
    expected = {
        (number, code): fen
        for number, noted in week.office.notes.items()
        for code, fen in shares(noted, week.office.homes).items()
    }
    charges = Charge.objects.select_related("basis", "unit").filter(basis__source="works")
    found = {(charge.basis.facts["number"], charge.unit.code): charge.amount.fen for charge in charges}
    found = {key: fen for key, fen in found.items() if fen}
    report.charges, report.charged_fen = len(found), sum(found.values())
    report.differences += [
        f"{' '.join(key)}: charged {found.get(key, 0)} fen, by the notebook {expected.get(key, 0)}"
        for key in sorted(expected.keys() | found.keys())
        if expected.get(key, 0) != found.get(key, 0)
    ]
    billed = sum(line.amount.fen for line in BillLine.objects.filter(bill__state="issued"))
    if billed != report.charged_fen:
        report.differences.append(f"bills come to {billed} fen, charges to {report.charged_fen}")
    report.differences += [one.says % one.facts for check in verify_all() for one in check.differences]


def _printed(report: WeekReport) -> None:
    print("  works      ", ", ".join(f"{count} {state}" for state, count in sorted(report.works.items())))
    print(f"  utilisation {report.utilisation:.0f} % of the crews' hours")
    print(f"  overdue     {report.overdue} visits undone at the end, {report.late_days} days late in all")
    print("  counted    ", ", ".join(f"{count} {what}" for what, count in sorted(report.said.items())))
    print("  refused    ", ", ".join(f"{count} {what}" for what, count in sorted(report.refused.items())) or "nothing")
    yuan = Decimal(report.charged_fen) / 100
    print(f"  charged     {report.charges} shares, {yuan:,} yuan; {len(report.differences)} differences")
    for difference in report.differences[:20]:
        print("   ", difference)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("works", 300), ("crews", 12), ("estates", 10), ("days", 6), ("seed", 2022)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("--freely", action="store_true")
    asked = parser.parse_args()
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(f"{asked.works} works, {asked.crews} crews, {asked.days} days, seed {asked.seed}", flush=True)
    before = spent()
    report = lived(**vars(asked))
    _printed(report)
    print(f"  {spent() - before:.0f} s of the processor", flush=True)
    return 1 if report.differences else 0


if __name__ == "__main__":
    raise SystemExit(main())
