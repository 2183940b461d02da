"""抄表记录 → MeterReading: what meters showed. It counts for nothing before it is handed in and approved."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from invoices.modules.meters.domain.errors import MeterNotThere, ReadingGoesBack
from invoices.modules.meters.importers.meters import figure
from invoices.modules.meters.models import Meter, MeterReading, ReadingSheet
from invoices.modules.meters.selectors import check_reading
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.importing.cells import code, day
from property_ops.framework.importing.columns import Column
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.period import Month
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import EstateDirectory, estate_column


class ReadingImporter(Importer):
    name = "meters.readings"
    title = gettext_noop("meter readings")
    right = ReadingSheet.rights.prepare
    after = ("meters.meters",)
    columns = (
        estate_column(),
        Column("number", ("表号", "表具编号", "水表号", "电表号", "仪表编号"), code(30), key=True, common=True),
        Column("day", ("抄表日期", "抄表日", "读表日期"), day, is_date=True),
        Column("value", ("本次读数", "本期读数", "抄表读数", "止码", "读数"), figure),
    )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """Of the meters in their place."""
        meters = Meter.objects.filter(Meter.STANDS, removed_on=None)
        found = MeterReading.objects.visible_to(by).filter(meter__in=meters)
        for one in found.select_related("meter__unit__estate").order_by("meter__unit__estate__code", "meter", "month"):
            estate, number = one.meter.unit.estate.name, one.meter.number
            yield {"estate": estate, "number": number, "day": one.day, "value": one.value}

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        rows = first_rows(
            estate_of,
            lambda row: (estate_of[row].pk, row["number"], f"{row['day']:%Y-%m}"),
            lambda row: row["number"],
            "number",
            run=run,
        )
        meters: dict[Any, Meter] = {
            (one.unit.estate_id, one.number): one
            for one in Meter.objects.filter(Meter.STANDS, unit__estate__in=set(estate_of.values()))
            .select_related("unit")
            .order_by("installed_on", "pk")
        }
        of_meters = MeterReading.objects.filter(meter__in=list(meters.values())).select_related("sheet")
        stored = {(one.meter_id, one.month): one for one in of_meters}
        for row in rows:
            meter = meters.get((estate_of[row].pk, row["number"]))
            if meter is None:
                row.error(
                    "number",
                    gettext_noop("%(estate)s has no approved meter of this number."),
                    gettext_noop("Correct the number, or import the register of meters first."),
                    estate=estate_of[row].name,
                )
            else:
                _store(row, meter, stored.get((meter.pk, row["day"].replace(day=1))), run)


def _store(row: RegisterRow, meter: Meter, found: MeterReading | None, run: Run) -> None:
    if found is not None and (found.day, found.value) == (row["day"], row["value"]):
        return
    if found is not None and found.sheet is not None and found.sheet.state not in NEVER_MIND:
        row.error(
            "value",
            gettext_noop("The reading of that month was handed in already: %(value)s on %(day)s."),
            gettext_noop("Whoever approves can reject the sheet; then it is read anew."),
            value=found.value,
            day=found.day,
        )
        return
    try:
        check_reading(meter, row["day"], row["value"], today=timezone.localdate())
    except (MeterNotThere, ReadingGoesBack) as error:
        row.error("value", error.message, gettext_noop("Read the meter again, or correct the row."), **error.data)
        return
    values = {"day": row["day"], "value": row["value"], "read_by": run.by, "read_at": timezone.now()}
    if found is None:
        run.changes.create(MeterReading(meter=meter, month=Month.of(row["day"]).start, **values))
        row.outcome = RowOutcome.CREATED
    elif run.changes.set(found, values):
        row.outcome = RowOutcome.CHANGED
