"""表具台账 → Meter: where each meter begins. What is new waits for another person (docs/product.md rule 23)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from invoices.modules.meters.domain.supply import ELECTRICITY, PLACES, WATER
from invoices.modules.meters.models import Meter
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.importing.cells import choice, code, day, quantity, usual_word
from property_ops.framework.importing.cells.numbers import with_places
from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Claim, Importer, Run
from property_ops.framework.importing.problems import CellError
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.quantity import plain
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import EstateDirectory, Unit, UnitDirectory, estate_column

KINDS = {WATER: "水表 水 冷水表 自来水", ELECTRICITY: "电表 电 电度表 电能表"}


def figure(raw: Any) -> Decimal:
    """A reading: at most two places and never below zero."""
    return with_places(quantity(raw), PLACES)


def multiplier(raw: Any) -> Decimal:
    found = figure(raw)
    if not found:
        raise CellError(gettext_noop("A multiplier is above zero."), gettext_noop("Enter 1 where there is none."))
    return found


class MeterImporter(Importer):
    name = "meters.meters"
    title = gettext_noop("register of meters")
    right = "meters.change"
    approval = "meters.approve"
    after = ("estates.units",)
    columns = (
        estate_column(),
        Column("unit", ("房屋编号", "房号", "房屋", "户号", "房间号"), as_text, common=True),
        Column("kind", ("表别", "表类型", "表种", "仪表类型"), choice(KINDS)),
        Column("number", ("表号", "表具编号", "水表号", "电表号", "仪表编号"), code(30), key=True),
        optional("multiplier", ("倍率", "互感器倍率"), multiplier, None),
        Column("installed_on", ("启用日期", "安装日期", "装表日期"), day, is_date=True),
        Column("first_value", ("起始读数", "初始读数", "表底数", "期初读数"), figure),
    )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """Those in their place that a second person approved."""
        found = Meter.objects.visible_to(by).filter(Meter.STANDS, removed_on=None, item__code__in=KINDS)
        for meter in found.select_related("unit__estate", "item").order_by("unit__estate__code", "unit", "number"):
            yield {
                "estate": meter.unit.estate.name,
                "unit": meter.unit.code,
                "kind": usual_word(KINDS, meter.item.code),
                "number": meter.number,
                "multiplier": meter.multiplier,
                "installed_on": meter.installed_on,
                "first_value": meter.first_value,
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estates = EstateDirectory.read(run.by)
        estate_of = estates.of_rows(tables)
        units, items = UnitDirectory.read(estate_of.values()), {one.code: one for one in FeeItem.objects.all()}
        rows = first_rows(
            estate_of, lambda row: (estate_of[row].pk, row["number"]), lambda row: row["number"], "number", run=run
        )
        stored = {
            (one.unit.estate_id, one.number): one
            for one in Meter.objects.filter(unit__estate__in=set(estate_of.values()), removed_on=None)
            .exclude(state__in=NEVER_MIND)
            .select_related("unit", "item")
        }
        for row in rows:
            try:
                unit = units.find(estate_of[row], row["unit"], estates)
            except CellError as error:
                row.refuse("unit", error)
                continue
            self._store(row, unit, items[row["kind"]], stored.get((estate_of[row].pk, row["number"])), run)

    def _store(self, row: RegisterRow, unit: Unit, item: FeeItem, found: Meter | None, run: Run) -> None:
        multiplier = row["multiplier"] or Decimal(1)
        values = {
            "unit": unit,
            "item": item,
            "multiplier": multiplier,
            "installed_on": row["installed_on"],
            "first_value": row["first_value"],
        }
        if found is not None:
            if any(getattr(found, name) != value for name, value in values.items()):
                row.error(
                    "number",
                    gettext_noop("Meter %(number)s stands in the register otherwise."),
                    gettext_noop("Where a meter begins does not change. Take it out, and enter the new one."),
                    number=found.number,
                )
            return
        words = f"{unit.code} {item.name} {row['number']} {plain(row['first_value'])} ×{plain(multiplier)}"
        if run.must_wait(Claim(row, unit.estate.code, f"{unit.estate.code}/{row['number']}", words)):
            return
        approval = run.approval
        if approval is None:
            return
        run.changes.create(
            Meter(
                number=row["number"],
                **values,
                state=ApprovalState.APPROVED.value,
                prepared_by=approval.prepared_by,
                prepared_at=approval.prepared_at,
                decided_by=approval.decided_by,
                decided_at=approval.decided_at,
            )
        )
        row.outcome = RowOutcome.CREATED
