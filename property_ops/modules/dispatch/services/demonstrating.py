"""The board of the demonstration: crews, and released works around the day on which it is set up."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.dispatch.domain.calendar import holiday_on
from property_ops.modules.dispatch.domain.slots import SHANGHAI
from property_ops.modules.dispatch.models import Crew
from property_ops.modules.dispatch.selectors.visits import plannable_works
from property_ops.modules.dispatch.services.contracts import approve_contract, propose_contract
from property_ops.modules.dispatch.services.crews import CrewMemberRow, keep_crew, keep_members
from property_ops.modules.dispatch.services.visits import place_visit, plan_visits
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.public import (
    FundingSplit,
    PlannedLine,
    WorkOrder,
    approve_work,
    create_work,
    estimate_work,
)

FILE = Path(__file__).resolve().parents[1] / "demo" / "board.toml"
HOURS, WORKED_DAYS = (time(8), time(17, 30)), 6
SUNDAY = 6
USUAL_MINUTES = 240


@transaction.atomic
def set_up_board(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`. Wholly or not at all, and once: where there are crews already, nothing is done."""
    if Crew.objects.exists():
        return
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    dispatcher, manager = (User.objects.get(username=name) for name in ("dispatcher", "manager"))
    today = timezone.localdate()
    crews = {row["code"]: _crew(row, dispatcher, manager, today) for row in told["crews"]}
    sent_back = list(plannable_works(dispatcher))
    for row in told["works"]:
        estate = Estate.objects.filter(code=row["estate"]).first()
        if estate:
            _send(_released(estate, row, dispatcher, manager, today), row, crews, dispatcher, today)
    for work in sent_back:
        plan_visits(work=work, count=1, minutes=USUAL_MINUTES, due_on=today + timedelta(days=7), by=dispatcher)


def _crew(row: Mapping[str, Any], by: User, manager: User, today: date) -> Crew:
    hours = dict.fromkeys(range(WORKED_DAYS), HOURS)
    crew = keep_crew(crew=Crew(code=row["code"], name=row["name"]), kinds=row["skills"], shifts=hours, by=by)
    account = User.objects.filter(username=row.get("account", "")).first()
    leader, *others = row["members"]
    people = [CrewMemberRow(leader, user=account, is_leader=True), *(CrewMemberRow(name) for name in others)]
    keep_members(crew=crew, people=people, by=by)
    if "contract" in row:
        prices = {kind: Yuan(yuan * 100) for kind, yuan in row["contract"]["prices"].items()}
        names = {name: row["contract"][name] for name in ("contractor", "agreement")}
        asked = propose_contract(crew=crew, start=today, prices=prices, by=by, now=timezone.now(), **names)
        approve_contract(contract_id=asked.pk, by=manager, now=timezone.now())
    return crew


def _released(estate: Estate, row: Mapping[str, Any], dispatcher: User, manager: User, today: date) -> WorkOrder:
    work = create_work(estate=estate, kind=row["kind"], place=row["place"], by=dispatcher, on=today)
    line = PlannedLine(row["kind"], row["unit"], Decimal(row["planned"]), Yuan(row["price"] * 100))
    estimate_work(work=work, lines=[line], split=FundingSplit.whole("subsidy"), by=dispatcher, on=today)
    return approve_work(work=work, ceiling=line.amount, by=manager, on=today)


def _send(work: WorkOrder, row: Mapping[str, Any], crews: Mapping[str, Crew], by: User, today: date) -> None:
    """Its visits into the tray, the first of them on the board if a crew is named."""
    due = today + timedelta(days=row["due"]) if "due" in row else None
    first, *_rest = plan_visits(
        work=work,
        count=row.get("visits", 1),
        minutes=row["minutes"],
        due_on=due,
        urgent=row.get("urgent", False),
        by=by,
    )
    if "crew" in row:
        start = datetime.combine(_working_day(today, row["day"]), row["start"], tzinfo=SHANGHAI)
        now, pinned = timezone.now(), row.get("pinned", False)
        place_visit(visit=first, crew=crews[row["crew"]], start=start, pinned=pinned, by=by, at=now)


def _working_day(today: date, ahead: int) -> date:
    """The first day from today on on which crews work, or so many of them later."""
    day = today
    while not _is_worked(day) or ahead:
        ahead -= _is_worked(day)
        day += timedelta(days=1)
    return day


def _is_worked(day: date) -> bool:
    return day.weekday() != SUNDAY and not holiday_on(day)
