"""志愿服务时长表 → VolunteerHours: who came to an activity and for how long, to be signed by another person."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.importing.cells import code, number, person, text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.modules.volunteers.domain.worth import HALVES, MOST_HALVES
from property_ops.modules.volunteers.models import (
    VolunteerActivity,
    VolunteerHours,
    VolunteerHoursLine,
    VolunteerSignIn,
)


class VolunteerHoursImporter(Importer):
    """The hours of an activity are one paper: what was entered for it before stays as it is."""

    name = "volunteers.hours"
    title = gettext_noop("hours of volunteers")
    right = "volunteers.change"
    columns = (
        Column("activity", ("志愿活动编号", "活动编号"), code(30), key=True, common=True),
        Column("name", ("志愿者姓名", "志愿者", "姓名"), person(40)),
        optional("home", ("志愿者住址", "住址", "楼栋房号", "房号"), text(40)),
        Column("hours", ("服务时长", "志愿时长", "服务时长（小时）"), number),
    )

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            halves = row["hours"] * HALVES if row.is_good else 1
            if halves != int(halves) or not 1 <= halves <= MOST_HALVES:
                row.error(
                    "hours",
                    gettext_noop("Hours are counted in halves, %(most)s at most."),
                    gettext_noop("Round to the half hour."),
                    most=MOST_HALVES // HALVES,
                )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        lines = VolunteerHoursLine.objects.visible_to(by).exclude(hours__state__in=NEVER_MIND)
        for one in lines.select_related("who", "hours__activity").order_by("hours__activity__number", "pk"):
            facts = {"name": one.who.name, "home": one.who.home, "hours": one.in_hours}
            yield {"activity": one.hours.activity.number, **facts}

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        rows = [row for table in tables for row in table.rows if row.is_good]
        numbers = {row["activity"] for row in rows}
        found = VolunteerActivity.objects.visible_to(run.by).filter(number__in=numbers)
        activities = {one.number: one for one in found}
        entered = VolunteerHours.objects.filter(activity__in=found).exclude(state__in=NEVER_MIND)
        known = {one.activity.number: one for one in entered.select_related("activity")}
        papers: dict[str, list[RegisterRow]] = defaultdict(list)
        for row in first_rows(
            rows,
            lambda row: (row["activity"], row["name"], row["home"] or ""),
            lambda row: row["name"],
            "name",
            run=run,
        ):
            papers[row["activity"]].append(row)
        for number_, some in papers.items():
            activity, hours = activities.get(number_), known.get(number_)
            if activity is None or timezone.now() < activity.begins_at:
                _refuse(
                    some,
                    gettext_noop("There is no such activity, or it is still to come."),
                    gettext_noop("Copy its number from the list of activities."),
                )
            elif hours is None:
                _enter(some, activity, run)
            elif _said(some) != _written(hours):
                _refuse(
                    some,
                    gettext_noop("Other hours are entered for this activity."),
                    gettext_noop("Have them rejected first, or delete the rows."),
                )


def _refuse(rows: Sequence[RegisterRow], what: str, mend: str) -> None:
    for row in rows:
        row.error("activity", what, mend)


def _said(rows: Sequence[RegisterRow]) -> set[tuple[str, str, int]]:
    return {(row["name"], row["home"] or "", int(row["hours"] * HALVES)) for row in rows}


def _written(hours: VolunteerHours) -> set[tuple[str, str, int]]:
    return set(hours.lines.values_list("who__name", "who__home", "halves"))


def _enter(rows: Sequence[RegisterRow], activity: VolunteerActivity, run: Run) -> None:
    now = timezone.now()
    made = VolunteerHours(activity=activity, prepared_by=run.by, prepared_at=now)
    run.changes.create(made)
    came = {(one.name, one.home): one for one in activity.signed_in.all()}
    for row in rows:
        who = came.get((row["name"], row["home"] or ""))
        if who is None:
            who = VolunteerSignIn(activity=activity, name=row["name"], home=row["home"] or "", by_code=False, at=now)
            run.changes.create(who)
        run.changes.create(VolunteerHoursLine(hours=made, who=who, halves=int(row["hours"] * HALVES)))
        row.outcome = RowOutcome.CREATED
