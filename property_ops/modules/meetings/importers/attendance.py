"""会议签到表 → Attendance: who signed the paper list at the door, until the minutes are written."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from property_ops.framework.importing.cells import code, person, text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.modules.meetings.models import Attendance, AttendanceWay, Meeting


class AttendanceImporter(Importer):
    """Who stands there already, by the paper or by the code, stays as they are."""

    name = "meetings.attendance"
    title = gettext_noop("sign-in lists of meetings")
    right = "meetings.change"
    columns = (
        Column("meeting", ("会议编号",), code(30), key=True, common=True),
        Column("name", ("签到人", "参会人", "到会人", "姓名"), person(40)),
        optional("home", ("签到人住址", "住址", "楼栋房号", "房号"), text(40)),
    )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        there = Attendance.objects.visible_to(by).order_by("meeting__number", "pk")
        for meeting, name, home in there.values_list("meeting__number", "name", "home"):
            yield {"meeting": meeting, "name": name, "home": home}

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        rows = [row for table in tables for row in table.rows if row.is_good]
        numbers = {row["meeting"] for row in rows}
        found = Meeting.objects.visible_to(run.by).filter(number__in=numbers)
        meetings = {one.number: one for one in found.select_related("minutes", "off")}
        there = set(
            Attendance.objects.filter(meeting__in=meetings.values()).values_list("meeting__number", "name", "home")
        )
        for row in first_rows(
            rows, lambda row: (row["meeting"], row["name"], row["home"] or ""), lambda row: row["name"], "name", run=run
        ):
            meeting = meetings.get(row["meeting"])
            if meeting is None:
                row.error(
                    "meeting",
                    gettext_noop("There is no such meeting."),
                    gettext_noop("Copy its number from the list of meetings."),
                )
            elif (row["meeting"], row["name"], row["home"] or "") in there:
                continue
            elif hasattr(meeting, "minutes") or hasattr(meeting, "off"):
                row.error(
                    "meeting",
                    gettext_noop("Its minutes are written, or it was called off: nobody is added any more."),
                    gettext_noop("Delete the row."),
                )
            else:
                values = {"name": row["name"], "home": row["home"] or "", "way": AttendanceWay.LIST}
                run.changes.create(Attendance(meeting=meeting, **values))
                row.outcome = RowOutcome.CREATED
