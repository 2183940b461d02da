"""网格台账 → GridArea, with who is responsible for each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from property_ops.framework.importing.cells import code, day, person, text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate, EstateDirectory, estate_column
from property_ops.modules.grid.models import DutyRole, GridArea, GridDuty
from property_ops.modules.grid.selectors.grid import staff


class GridImporter(Importer):
    """An area that is there stays as it is, and so does who is responsible for it: that changes by a hand-over."""

    name = "grid.areas"
    title = gettext_noop("areas of the grid")
    right = "grid.change"
    after = ("estates.units",)
    columns = (
        estate_column(),
        Column("code", ("片区编号", "网格编号"), code(12), key=True),
        Column("name", ("片区名称", "片区", "网格名称"), text(40)),
        Column("covers", ("片区范围", "网格范围", "范围"), text(200)),
        optional("keeper", ("负责人", "网格员"), person(40)),
        optional("start", ("负责起始日期", "任职日期"), day, None, is_date=True),
    )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """Each area with who is responsible for it on that day."""
        duties = GridDuty.objects.filter(Q(end=None) | Q(end__gt=on), role=DutyRole.MAIN, start__lte=on)
        keepers = {duty.area_id: duty for duty in duties.select_related("person").order_by("start")}
        for area in GridArea.objects.visible_to(by).select_related("estate").order_by("estate__code", "code"):
            duty = keepers.get(area.pk)
            yield {
                "estate": area.estate.name,
                "code": area.code,
                "name": area.name,
                "covers": area.covers,
                "keeper": duty and str(duty.person),
                "start": duty and duty.start,
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of, now = EstateDirectory.read(run.by).of_rows(tables), timezone.now()
        people = _people()
        rows = first_rows(
            estate_of, lambda row: (estate_of[row].pk, row["code"]), lambda row: row["code"], "code", run=run
        )
        areas = GridArea.objects.filter(estate__in={estate.pk for estate in estate_of.values()})
        known = {(one.estate_id, one.code): one for one in areas}
        kept = set(GridDuty.objects.filter(role=DutyRole.MAIN, area__in=areas).values_list("area_id", flat=True))
        for row in rows:
            keeper = _keeper(row, people)
            estate = estate_of[row]
            area = known.get((estate.pk, row["code"])) or _new_area(row, estate, run, now)
            if keeper is not None and area.pk not in kept:
                start = row["start"] or run.as_of
                run.changes.create(
                    GridDuty(area=area, person=keeper, role=DutyRole.MAIN, start=start, by=run.by, at=now)
                )
                row.outcome = RowOutcome.CREATED


def _new_area(row: RegisterRow, estate: Estate, run: Run, now: datetime) -> GridArea:
    said = {name: row[name] for name in ("code", "name", "covers")}
    area = GridArea(estate=estate, by=run.by, at=now, **said)
    run.changes.create(area)
    row.outcome = RowOutcome.CREATED
    return area


def _people() -> dict[str, list[User]]:
    """Staff by the name that stands on papers."""
    found: dict[str, list[User]] = defaultdict(list)
    for one in staff():
        found[str(one)].append(one)
    return found


def _keeper(row: RegisterRow, people: dict[str, list[User]]) -> User | None:
    """Who is named, if anybody is; of a name that is not one person's the area comes without."""
    if not row["keeper"]:
        return None
    found = people.get(row["keeper"], [])
    if len(found) == 1:
        return found[0]
    row.warn(
        "keeper",
        gettext_noop("Of the staff nobody has this name, or several have."),
        gettext_noop("The area comes without; name the person on its page."),
    )
    return None
