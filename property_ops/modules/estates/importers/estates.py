"""小区台账 → Estate. Other days of management wait where somebody lives: they pay for days that are managed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from property_ops.framework.importing.cells import choice, code, last_day, person, phone, text, usual_word, whole
from property_ops.framework.importing.cells.texts import as_text
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Claim, Importer, Run
from property_ops.framework.importing.problems import CellError
from property_ops.framework.importing.repeats import first_rows, rows_of
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.models import Estate
from property_ops.modules.estates.models.estate import Management

_MANAGEMENT = {
    Management.MANAGED: "在管 已接管 接管 管理 全面管理",
    Management.ASSISTED: "协助 协助管理 协管 代管 未接管",
}
_NO_COMMITTEE = {"未成立", "未选举", "暂未成立", "筹备中", "无"}
_TAKEN_OVER = gettext_noop("A managed estate needs the date on which it was taken over.")

_CODE = re.compile(r"[0-9A-Z\u3400-\u9fff][0-9A-Z\u3400-\u9fff_-]*")


def estate_code(raw: Any) -> str:
    """It becomes part of unit codes and of the names of files."""
    read = code(20)(raw)
    if not _CODE.fullmatch(read):
        raise CellError(
            gettext_noop("The code of an estate has letters and digits only."), gettext_noop("Write it as BC01.")
        )
    return read


def chair(raw: Any) -> str:
    return "" if squeezed(as_text(raw)) in _NO_COMMITTEE else person(40)(raw)


class EstateImporter(Importer):
    name = "estates.estates"
    title = gettext_noop("register of estates")
    right = "estates.change"
    approval = "estates.approve"
    company_wide = True
    columns = (
        Column("code", ("小区编号", "小区编码", "小区代码", "编号", "编码"), estate_code, key=True),
        Column("name", ("小区名称", "小区", "小区名", "名称"), text(60), key=True),
        Column("management", ("管理方式", "管理状态", "管理类型", "接管状态"), choice(_MANAGEMENT)),
        Column("taken_over_on", ("接管日期", "接管时间", "进驻日期"), last_day, needed=False, is_date=True),
        optional("community", ("所属社区", "社区"), text(60)),
        optional("building_count", ("楼栋数", "楼栋", "楼数", "栋数", "楼栋数量"), whole, default=None, lenient=True),
        optional(
            "built_year",
            ("建成年份", "建成时间", "建设年份", "建造年份", "建成年代"),
            whole,
            default=None,
            lenient=True,
        ),
        optional("grid_worker_name", ("网格员", "网格员姓名", "网格长"), person(40)),
        optional("grid_worker_phone", ("网格员电话", "网格员联系电话", "联系电话", "电话"), phone, lenient=True),
        optional("party_branch", ("党支部", "党组织", "所属党支部"), text(60)),
        optional("committee_chair", ("业委会主任", "业委会", "业委会负责人", "业主委员会主任"), chair),
    )

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good and row["management"] == Management.MANAGED and row["taken_over_on"] is None:
                row.error(
                    "taken_over_on", _TAKEN_OVER, gettext_noop("Enter the date, or change the way it is managed.")
                )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        names = [column.name for column in self.columns]
        for estate in Estate.objects.visible_to(by).order_by("code").iterator():
            found = {name: getattr(estate, name) for name in names}
            yield found | {"management": usual_word(_MANAGEMENT, Management(estate.management))}

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        stored = {estate.code: estate for estate in Estate.objects.all()}
        by_name = {_key(estate.name): estate.code for estate in stored.values()}
        rows = first_rows(rows_of(tables), lambda row: row["code"], lambda row: row["code"], "code", run=run)
        for row in rows:
            owner = by_name.setdefault(_key(row["name"]), row["code"])
            if owner != row["code"]:
                row.error(
                    "name",
                    gettext_noop("Estate %(code)s has this name already."),
                    gettext_noop("Two estates cannot bear one name. Correct the name or the code."),
                    code=owner,
                )
                continue
            self._store(row, stored.get(row["code"]), run)

    def _store(self, row: RegisterRow, found: Estate | None, run: Run) -> None:
        values = {name: row[name] for name in self._names(row.table) if name != "code"}
        if found is None:
            run.changes.create(Estate(code=row["code"], **values))
            row.outcome = RowOutcome.CREATED
            return
        then = Estate(management=row["management"], taken_over_on=row["taken_over_on"])
        if found.managed_period != then.managed_period and found.units.exists():
            if found.managed_period:
                _warn_of_charged_days(row)
            words = f"{found.name} {_managed(found)} → {_managed(then)}"
            if run.must_wait(Claim(row, found.code, found.code, words)):
                return
        if run.changes.set(found, values):
            row.outcome = RowOutcome.CHANGED

    def _names(self, table: RegisterTable) -> list[str]:
        """Columns that the sheet does not have keep what is stored."""
        return [column.name for column in self.columns if table.has(column.name)]


def _warn_of_charged_days(row: RegisterRow) -> None:
    row.warn(
        "taken_over_on",
        gettext_noop("The days on which the estate is managed change. What was charged stays."),
        gettext_noop("Correct issued bills by credit notes, if days were charged that are not managed now."),
    )


def _managed(estate: Estate) -> str:
    """In the words of the register."""
    return f"在管 {estate.managed_period.start}" if estate.managed_period else "协助"


def _key(name: str) -> str:
    return squeezed(name).upper()
