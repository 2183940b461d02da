"""房屋台账 → Unit, its owner and tenant, and how it is occupied. One sheet per estate, or a column that names it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from property_ops.framework.importing.cells import area, choice, person, phone, text, usual_word
from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.changes import Changes
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Claim, Importer, Run
from property_ops.framework.importing.problems import Level
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.framework.slots import plugged_into
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.domain import addresses
from property_ops.modules.estates.importers.directory import EstateDirectory, estate_column
from property_ops.modules.estates.importers.holders import HolderPlan, held_on
from property_ops.modules.estates.importers.places import read_places
from property_ops.modules.estates.importers.spellings import ROOMS, settle_spellings
from property_ops.modules.estates.importers.subtotals import check_subtotals
from property_ops.modules.estates.models import Estate, Unit, UnitVersion
from property_ops.modules.estates.models.unit import OccupancyState, Role, Use

_USES = {
    Use.RESIDENTIAL: "住宅 居住 普通住宅 住房 居民 民用 住宅楼",
    Use.COMMERCIAL: "商业 商铺 门市 门面 店铺 商用 商服 底商 沿街商铺 营业房 商业用房 经营性用房",
}
_STATES = {
    OccupancyState.OWNER_OCCUPIED: "自住 自用 入住 已入住 业主自住 自住房",
    OccupancyState.LET: "出租 租住 租赁 已出租 在租 出租房",
    OccupancyState.VACANT: "空置 空房 空 空置房 长期空置 未入住 闲置",
}
_STATE_HEADS = ("入住情况", "入住状态", "居住情况", "居住状态", "使用状态", "房屋状态")
_OWNER_PHONE = ("业主电话", "业主联系电话", "联系电话", "电话", "手机", "手机号", "手机号码", "联系方式")


class UnitImporter(Importer):
    name = "estates.units"
    title = gettext_noop("register of units")
    right = "estates.change"
    approval = "estates.approve"
    after = ("estates.estates",)
    questions = (ROOMS,)
    columns = (
        estate_column(),
        optional("building", ("楼号", "楼栋", "楼栋号", "栋号", "幢号", "楼座", "楼"), as_text),
        optional("entrance", ("单元", "单元号", "门洞"), as_text),
        Column(
            "room", ("房号", "房间号", "室号", "门牌号", "户室号", "房屋号", "房屋", "户号", "室"), as_text, key=True
        ),
        Column(
            "owner",
            ("业主姓名", "业主", "业主名称", "产权人", "户主", "户主姓名", "姓名"),
            person(60),
            needed=False,
            default="",
        ),
        optional("owner_phone", _OWNER_PHONE, phone, lenient=True),
        Column("area", ("建筑面积", "房屋面积", "产权面积", "面积"), area),
        Column(
            "use", ("房屋性质", "房屋用途", "用途", "性质", "房屋类型", "使用性质"), choice(_USES, note_allowed=True)
        ),
        Column("state", _STATE_HEADS, choice(_STATES, note_allowed=True), needed=False),
        optional("tenant", ("租户姓名", "租户", "承租人", "租客", "租客姓名", "租户名称"), person(60)),
        optional("tenant_phone", ("租户电话", "租户联系电话", "承租人电话", "租客电话"), phone, lenient=True),
        optional("remark", ("备注", "说明", "备注说明"), text(200), common=True),
    )

    def complete(self, table: RegisterTable) -> None:
        read_places(table)
        check_subtotals(table, "area")

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        units = Unit.objects.visible_to(by).select_related("estate").prefetch_related("tenures", "occupancies")
        order = ("estate__code", "building", "entrance", "room")
        for unit in units.order_by(*order).iterator(chunk_size=1_000):
            owner, tenant = (held_on(unit.tenures.all(), on, role=role) for role in (Role.OWNER, Role.TENANT))
            state = held_on(unit.occupancies.all(), on)
            yield {
                "estate": unit.estate.name,
                "building": unit.building,
                "entrance": unit.entrance,
                "room": unit.room,
                "owner": owner and owner.name,
                "owner_phone": owner and owner.phone,
                "area": unit.area,
                "use": usual_word(_USES, Use(unit.use)),
                "state": state and usual_word(_STATES, OccupancyState(state.state)),
                "tenant": tenant and tenant.name,
                "tenant_phone": tenant and tenant.phone,
                "remark": unit.remark,
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        directory = EstateDirectory.read(run.by)
        estate_of = self._estates(tables, directory)
        known = list(Unit.objects.filter(estate__in=set(estate_of.values())).prefetch_related("versions"))
        settle_spellings(estate_of, known, run)
        rows = first_rows(
            estate_of,
            lambda row: _code(estate_of, row),
            lambda row: _code(estate_of, row),
            "room",
            run=run,
            same=_facts,
        )
        stored = {unit.code: unit for unit in known}
        holders = HolderPlan(run, list(stored.values()))
        charged = set().union(*(ask(set(estate_of.values())) for ask in plugged_into("charged_estates")))
        waiting: dict[RegisterRow, Unit | None] = {}
        for row in rows:
            known_as = stored.get(_code(estate_of, row))
            _warn_of_oddities(row)
            others_pay = estate_of[row].pk in charged if known_as is None else _pays_otherwise(row, known_as, holders)
            if others_pay and run.approval is None:
                waiting[row] = known_as
                continue
            unit = self._store(row, estate_of[row], known_as, run)
            if holders.settle(row, unit) and row.outcome is RowOutcome.UNCHANGED:
                row.outcome = RowOutcome.CHANGED
        self._let_wait(waiting, estate_of, run)
        _tell_missing(tables, estate_of, rows, stored)

    def _estates(self, tables: Sequence[RegisterTable], directory: EstateDirectory) -> dict[RegisterRow, Estate]:
        """The estate of each good row. Two sheets of one estate are refused; rows without an estate are not in it."""
        found: dict[RegisterRow, Estate] = {}
        sheet_of: dict[int, RegisterTable] = {}
        for table in tables:
            sheets_estate = None if table.has("estate") else directory.of_sheet(table)
            if sheets_estate is None and not table.has("estate"):
                table.report(
                    Level.ERROR,
                    gettext_noop("No estate is known by the name of this sheet, nor by its title."),
                    gettext_noop("Name the sheet as the register of estates does. Known: %(known)s."),
                    known=directory.known(),
                )
                for row in table.rows:
                    row.is_good = False
                continue
            for row in table.rows:
                estate = directory.of_row(row, sheets_estate) if row.is_good else None
                if estate is None:
                    continue
                found[row] = estate
                first = sheet_of.setdefault(estate.pk, table)
                if first is not table:
                    _refuse_second_sheet(table, first, estate)
                    break
        return found

    def _let_wait(
        self, waiting: dict[RegisterRow, Unit | None], estate_of: dict[RegisterRow, Estate], run: Run
    ) -> None:
        """Rows wait that could be carried out: tried on the way, and thrown away."""
        trial = replace(run, changes=Changes(by=run.by, reason=""))
        holders = HolderPlan(trial, [known for known in waiting.values() if known is not None])
        for row, known in waiting.items():
            unit = self._store(row, estate_of[row], known, trial)
            holders.settle(row, unit)
            if row.is_good:
                words = " ".join(filter(None, (unit.code, row["owner"], f"{row['area']}㎡")))
                run.must_wait(Claim(row, estate_of[row].code, unit.code, words, run.as_of))

    def _store(self, row: RegisterRow, estate: Estate, found: Unit | None, run: Run) -> Unit:
        values = {"area": row["area"], "use": row["use"]}
        if row.table.has("remark"):
            values["remark"] = row["remark"]
        if found is not None:
            _keep_version(row, found, run)
            if run.changes.set(found, values):
                row.outcome = RowOutcome.CHANGED
            return found
        building, entrance, room = row["building"], row["entrance"], row["room"]
        code = addresses.unit_code(estate.code, building, entrance, room)
        unit = Unit(estate=estate, building=building, entrance=entrance, room=room, code=code, **values)
        run.changes.create(unit)
        row.outcome = RowOutcome.CREATED
        return unit


def _pays_otherwise(row: RegisterRow, known: Unit, holders: HolderPlan) -> bool:
    """Whether by the row of a known unit somebody pays who did not, or another amount: such a row waits for a second
    person. So does a unit that was not there, once its estate was charged for: works are shared over all units. Before,
    it waits for nobody: without units no other paper of the office can be read (docs/adr/0074)."""
    return (known.area, known.use) != (row["area"], row["use"]) or holders.would_change(row, known)


def _keep_version(row: RegisterRow, found: Unit, run: Run) -> None:
    """What the unit was until the day of the change, if its area or use changes."""
    if (found.area, found.use) == (row["area"], row["use"]):
        return
    last = max((version.end for version in found.versions.all()), default=None)
    if last is not None and last > run.as_of:
        row.error(
            "area",
            gettext_noop("Area or use changed on %(day)s already, which is later than %(as_of)s."),
            gettext_noop("Import it with a later day (--as-of)."),
            day=last,
            as_of=run.as_of,
        )
    elif last != run.as_of:
        run.changes.create(UnitVersion(unit=found, area=found.area, use=found.use, end=run.as_of))


def _code(estate_of: dict[RegisterRow, Estate], row: RegisterRow) -> str:
    return addresses.unit_code(estate_of[row].code, row["building"], row["entrance"], row["room"])


def _facts(row: RegisterRow) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("area", "use", "state", "owner", "tenant"))


def _refuse_second_sheet(table: RegisterTable, first: RegisterTable, estate: Estate) -> None:
    table.report(
        Level.ERROR,
        gettext_noop("“%(first)s” is a sheet of the estate %(estate)s too."),
        gettext_noop("Put all units of an estate into one sheet, or delete the sheet that is out of date."),
        first=first.sheet,
        estate=estate.name,
    )


def _warn_of_oddities(row: RegisterRow) -> None:
    if not row["owner"]:
        row.warn(
            "owner",
            gettext_noop("The unit has no owner: nobody can be billed for it."),
            gettext_noop("Enter the owner's name."),
        )
    if row["state"] is None:
        row.warn(
            "state",
            gettext_noop("The occupancy is not registered: the unit is charged in full."),
            gettext_noop("Write 自住, 出租 or 空置."),
        )
    elif row["tenant"] and row["state"] != OccupancyState.LET:
        row.warn(
            "tenant",
            gettext_noop("A tenant is named, but the unit is not registered as let."),
            gettext_noop("Correct the occupancy or delete the tenant."),
        )


def _tell_missing(
    tables: Sequence[RegisterTable],
    estate_of: dict[RegisterRow, Estate],
    rows: list[RegisterRow],
    stored: dict[str, Unit],
) -> None:
    """Units that the register has and the sheet has not stay: units are never deleted by an import."""
    present = {_code(estate_of, row) for row in rows}
    missing = sorted(stored.keys() - present)
    if missing and not any(table.has_errors for table in tables):
        tables[0].report(
            Level.WARNING,
            gettext_noop("%(count)s units are stored but do not stand in the file; they stay: %(units)s."),
            gettext_noop("Nothing to do if this is only a part of the register."),
            count=len(missing),
            units="、".join(missing[:5]),
        )
