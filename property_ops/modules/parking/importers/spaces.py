"""车位台账 → Space and Lease. A row is a space; if a unit uses it, the row is a lease too."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from property_ops.framework.importing.cells import choice, code, day, last_day, money, size, usual_word
from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.problems import CellError
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.period import ONE_DAY
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import EstateDirectory, UnitDirectory, estate_column
from property_ops.modules.parking.domain.plates import Plate, parse_plate
from property_ops.modules.parking.importers.leases import LeasePlan
from property_ops.modules.parking.models import Lease, Space
from property_ops.modules.parking.models.space import SpaceKind

_KINDS = {
    SpaceKind.FIXED: "固定 固定车位 普通 标准",
    SpaceKind.CHARGING: "充电 充电车位 充电桩 新能源",
    SpaceKind.ACCESSIBLE: "无障碍 无障碍车位 残疾人",
    SpaceKind.SHORT_STAY: "临停 临时 临时停车 临停车位 访客",
}
_FILL_IN = gettext_noop("Fill it in, or clear the unit if nobody leases the space.")
_UNIT_HEADS = ("使用房屋", "使用人房号", "租用房屋", "使用房号", "承租房屋", "房屋", "房号")
_NO_PLATE = Plate("", "")
MAX_PLATE, MAX_VEHICLE = 12, 40


def plate(raw: Any) -> Plate:
    found = parse_plate(as_text(raw))
    if len(found.number) > MAX_PLATE or len(found.vehicle) > MAX_VEHICLE:
        raise CellError(
            gettext_noop("This is no number plate."),
            gettext_noop("Write one plate, such as 鲁R12345; a note may follow in brackets."),
        )
    return found


class SpaceImporter(Importer):
    name = "parking.spaces"
    title = gettext_noop("register of parking spaces")
    right = "parking.change"
    approval = "parking.approve"
    after = ("estates.units",)
    columns = (
        estate_column(),
        Column("number", ("车位号", "车位编号", "泊位号", "车位"), code(20), key=True),
        Column("kind", ("类型", "车位类型", "车位类别", "类别"), choice(_KINDS), common=True),
        optional("size", ("尺寸", "车位尺寸", "规格"), size, (None, None), lenient=True),
        Column("unit", _UNIT_HEADS, as_text, needed=False, default=""),
        optional("plate", ("车牌号", "车牌", "车牌号码", "车号"), plate, _NO_PLATE, lenient=True),
        Column("rent", ("月租", "月租金", "租金", "月租费", "收费标准"), money, needed=False, is_money=True),
        Column("start", ("起租日期", "起租日", "开始日期", "起始日期"), day, needed=False, is_date=True),
        Column(
            "last_day", ("到期日期", "到期日", "截止日期", "结束日期", "终止日期"), last_day, needed=False, is_date=True
        ),
    )

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good:
                _check_lease(row)

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """A row for each lease that there ever was, and one for a space that never was let."""
        spaces = Space.objects.visible_to(by).select_related("estate").prefetch_related("leases__unit")
        for space in spaces.order_by("estate__code", "number").iterator(chunk_size=1_000):
            found = {
                "estate": space.estate.name,
                "number": space.number,
                "kind": usual_word(_KINDS, SpaceKind(space.kind)),
                "size": f"{space.width}×{space.length}" if space.width else None,
            }
            for lease in space.leases.all() or [None]:
                yield found | (_written(lease) if lease else {})

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estates = EstateDirectory.read(run.by)
        estate_of = estates.of_rows(tables)
        used = set(estate_of.values())
        units = UnitDirectory.read(used)
        spaces = Space.objects.filter(estate__in=used).select_related("estate")
        stored = {(space.estate_id, space.number): space for space in spaces}
        leases = LeasePlan(run, list(stored.values()))
        rows_of: dict[tuple[int, str], list[RegisterRow]] = defaultdict(list)
        for row, estate in estate_of.items():
            rows_of[estate.pk, row["number"]].append(row)
        for key, rows in rows_of.items():
            estate = estate_of[rows[0]]
            if not _is_one_space(rows):
                continue
            space = self._store(rows[0], estate, stored.get(key), run)
            for row in rows:
                try:
                    row.values["leased_to"] = units.find(estate, row["unit"], estates) if row["unit"] else None
                except CellError as error:
                    row.refuse("unit", error)
            leases.settle(space, [row for row in rows if row.is_good])

    def _store(self, row: RegisterRow, estate: Any, found: Space | None, run: Run) -> Space:
        width, length = row["size"]
        values: dict[str, Any] = {"kind": row["kind"]}
        if row.table.has("size"):
            values |= {"width": width, "length": length}
        if found is not None:
            if run.changes.set(found, values):
                row.outcome = RowOutcome.CHANGED
            return found
        space = Space(estate=estate, number=row["number"], **values)
        run.changes.create(space)
        row.outcome = RowOutcome.CREATED
        return space


def _written(lease: Lease) -> dict[str, Any]:
    return {
        "unit": lease.unit.code,
        "plate": lease.plate + (f"({lease.vehicle})" if lease.vehicle else ""),
        "rent": lease.monthly_rent,
        "start": lease.start,
        "last_day": lease.end and lease.end - ONE_DAY,
    }


def _check_lease(row: RegisterRow) -> None:
    if not row["unit"]:
        for column in ("plate", "start"):
            if row[column] not in (None, _NO_PLATE):
                row.error(
                    column,
                    gettext_noop("The space is used, but no unit is named to pay for it."),
                    gettext_noop("Name the unit, or clear plate, rent and dates."),
                )
                return
        return
    for column in ("rent", "start"):
        if row[column] is None:
            row.error(column, gettext_noop("The lease has no %(head)s."), _FILL_IN, head=row.table.head(column))
    if row["start"] and row["last_day"] and row["last_day"] < row["start"]:
        row.error(
            "last_day",
            gettext_noop("The lease ends before it starts (%(start)s)."),
            gettext_noop("Correct one of the two dates."),
            start=row["start"],
        )
    elif row["last_day"]:
        row.values["end"] = row["last_day"] + ONE_DAY
    row.values.setdefault("end", None)
    if row["plate"].number and not row["plate"].is_usual:
        row.warn(
            "plate",
            gettext_noop("This is an unusual number plate."),
            gettext_noop("Check it; it is kept as %(plate)s."),
            plate=row["plate"].number,
        )


def _is_one_space(rows: list[RegisterRow]) -> bool:
    """Several rows of one space are its leases, one after another; kind and size must agree. Repeats are skipped."""
    first, seen = rows[0], []
    for row in rows:
        facts = {name: row[name] for name in ("unit", "rent", "start", "last_day")}
        if row is not first and (row["kind"], row["size"]) != (first["kind"], first["size"]):
            row.error(
                "number",
                gettext_noop("%(name)s is entered twice; row %(first)s of “%(sheet)s” says otherwise."),
                gettext_noop("Find out which is right and delete the other."),
                name=row["number"],
                first=first.number,
                sheet=first.table.sheet,
            )
        elif facts in seen:
            row.outcome, row.is_good = RowOutcome.SKIPPED, False
            row.warn(
                "number",
                gettext_noop("%(name)s is entered twice; row %(first)s of “%(sheet)s” says the same."),
                gettext_noop("One entry is kept. Delete the other."),
                name=row["number"],
                first=first.number,
                sheet=first.table.sheet,
            )
        seen.append(facts)
    return all(row.is_good or row.outcome is RowOutcome.SKIPPED for row in rows)
