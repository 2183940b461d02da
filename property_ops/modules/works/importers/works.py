"""工程台账 → WorkOrder, with the result of acceptance."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from property_ops.framework.bulk import slices
from property_ops.framework.importing.cells import choice, code, day, money, person, quantity, text, usual_word
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Claim, Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO
from property_ops.kernel.period import ONE_DAY
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate, EstateDirectory, UnitDirectory, estate_column
from property_ops.modules.works.domain.states import WorkState
from property_ops.modules.works.importers.scopes import check_scope_is_there, scope_exists
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.models.funding import Funding, funded_by
from property_ops.modules.works.models.work_order import WorkResult
from property_ops.modules.works.selectors import carried_on_in_product

_FUNDING = {
    Funding.RESIDENTS: "居民分摊 业主分摊 住户分摊",
    Funding.SUBSIDY: "街道补贴 政府补贴 财政补贴 补贴",
    Funding.MAINTENANCE_FUND: "维修资金 维修基金 专项维修资金",
    Funding.COMMON_INCOME: "公共收益 公共收入 小区公共收益",
}
_RESULTS = {
    WorkResult.ACCEPTED: "合格 验收合格 已验收 通过",
    WorkResult.PENDING: "待验收 未验收 验收中",
    WorkResult.REWORK: "返工 不合格 退回返工 整改",
}
_STATES = {
    WorkResult.ACCEPTED: WorkState.ACCEPTED,
    WorkResult.PENDING: WorkState.DONE,
    WorkResult.REWORK: WorkState.SENT_BACK,
}
_MEASURE_THEM = gettext_noop("Enter it as measured, or change the result of acceptance.")


def _quantity(name: str, *heads: str, required: bool = True) -> Column:
    return Column(name, heads, quantity, required=required, needed=False)


def _cost(name: str, *heads: str) -> Column:
    return Column(name, heads, money, needed=False, default=None, is_money=True)


class WorkImporter(Importer):
    name = "works.works"
    title = gettext_noop("register of works")
    right = "works.change"
    approval = "works.approve_register"
    after = ("estates.units",)
    columns = (
        estate_column(),
        Column("number", ("工单号", "工单编号", "工程编号", "单号"), code(40), key=True),
        Column("kind", ("类别", "工程类别", "工程类型", "项目类别", "工程项目"), text(40), common=True),
        optional("place", ("地点", "施工地点", "位置", "部位"), text(100)),
        optional("unit", ("单位", "计量单位"), text(10), common=True),
        _quantity("planned", "计划量", "计划工程量", "预计量", required=False),
        _quantity("done", "完成量", "完成工程量", "实际完成量"),
        _quantity("accepted", "验收量", "验收工程量", "核定工程量"),
        Column("done_on", ("完工日期", "完成日期", "竣工日期"), day, needed=False, is_date=True),
        Column("accepted_on", ("验收日期", "验收时间"), day, needed=False, is_date=True),
        optional("accepted_by", ("验收人", "验收人员", "验收方"), person(60)),
        _cost("labour", "人工费", "人工"),
        _cost("material", "材料费", "材料"),
        _cost("machine", "机械费", "机械", "机械使用费"),
        optional("ceiling", ("费用上限", "核定上限", "批准限额", "批准金额", "限额"), money, None, is_money=True),
        Column("funding", ("费用承担", "费用来源", "资金来源", "承担方式"), choice(_FUNDING)),
        Column("scope", ("分摊范围", "分摊", "分摊对象"), text(200), needed=False, default=""),
        Column("result", ("验收结果", "验收结论", "验收情况", "验收状态"), choice(_RESULTS), needed=False),
    )

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good:
                _fill_result(row)
            if row.is_good:
                _fill_costs(row)
                _check_acceptance(row)
                check_scope_is_there(row)

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """What is done, paid by whom a register can name; what is only planned stands in no register."""
        works = WorkOrder.objects.visible_to(by).filter(Q(from_register=True) | Q(done_on__isnull=False))
        for work in works.filter(funding__in=_FUNDING).select_related("estate").order_by("number").iterator():
            yield {column.name: getattr(work, column.name) for column in self.columns} | {
                "estate": work.estate.name,
                "funding": usual_word(_FUNDING, Funding(work.funding)),
                "result": usual_word(_RESULTS, WorkResult(work.result)),
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estates = EstateDirectory.read(run.by)
        estate_of = estates.of_rows(tables)
        places = UnitDirectory.read(set(estate_of.values())).places()
        rows = first_rows(estate_of, lambda row: row["number"], lambda row: row["number"], "number", run=run)
        stored = _stored([row["number"] for row in rows])
        carried_on = carried_on_in_product(stored.values())
        for row in rows:
            estate = estate_of[row]
            if row["funding"] == Funding.RESIDENTS and not scope_exists(row, estate, places.get(estate.pk, set())):
                continue
            found = stored.get(row["number"])
            if found is not None and found.pk in carried_on:
                _compare(row, found, self._values(row))
            else:
                self._store(row, estate, found, run)

    def _values(self, row: RegisterRow) -> dict[str, Any]:
        """What the row says of the work, by column."""
        said = {
            column.name: row[column.name]
            for column in self.columns
            if column.name != "estate" and row.table.has(column.name)
        }
        return said | {"result": row["result"]}

    def _store(self, row: RegisterRow, estate: Estate, found: WorkOrder | None, run: Run) -> None:
        values = self._values(row) | _what_follows(row, found)
        if found is None:
            if WorkOrder.series.is_own(row["number"]):
                row.error(
                    "number",
                    gettext_noop("Numbers that begin with %(prefix)s are given by the product."),
                    gettext_noop("Correct the number of the work order."),
                    prefix=WorkOrder.series.prefix,
                )
                return
            if _is_paid(row) and run.must_wait(_claim(row, estate)):
                return
            run.changes.create(WorkOrder(estate=estate, from_register=True, **values))
            row.outcome = RowOutcome.CREATED
            return
        if found.estate_id != estate.pk:
            row.error(
                "number",
                gettext_noop("This work order is stored with another estate."),
                gettext_noop("Correct the number or the estate."),
            )
            return
        was_accepted = found.result == WorkResult.ACCEPTED
        was_paid = was_accepted and found.residents_percent > 0
        differs = any(getattr(found, name) != value for name, value in values.items())
        if differs and was_accepted:
            row.warn(
                "number",
                gettext_noop("An accepted work changes. What was charged for it already stays."),
                gettext_noop("Correct issued bills by credit notes, if it was charged."),
            )
        if differs and (_is_paid(row) or was_paid) and run.must_wait(_claim(row, estate)):
            return
        if run.changes.set(found, values):
            row.outcome = RowOutcome.CHANGED


def _is_paid(row: RegisterRow) -> bool:
    """Whether residents pay for what the row says: it is a claim that another person must approve."""
    return row["result"] == WorkResult.ACCEPTED and row["funding"] == Funding.RESIDENTS


def _claim(row: RegisterRow, estate: Estate) -> Claim:
    on = row["accepted_on"]
    words = f"{row['number']} {estate.name} {row['kind']} {row['place'] or ''}".strip()
    return Claim(row, estate.code, row["number"], words, on, on and on + ONE_DAY)


def _what_follows(row: RegisterRow, found: WorkOrder | None) -> dict[str, Any]:
    """The state that a result leads to, and who pays which part."""
    result = WorkResult(row["result"])
    sent_back = 2 if result == WorkResult.REWORK else 1
    return {
        "state": _STATES[result].value,
        "round": max(found.round, sent_back) if found else sent_back,
        **funded_by(row["funding"]),
    }


def _compare(row: RegisterRow, found: WorkOrder, values: dict[str, Any]) -> None:
    """The register never overwrites what was decided in the product; where both differ, it is told."""
    different = [name for name, value in values.items() if getattr(found, name) != value]
    if different:
        heads = "、".join(row.table.head(name) for name in different)
        row.warn(
            "number",
            gettext_noop("The work was carried on in the product since: %(heads)s of the register differ."),
            gettext_noop("What stands in the product is kept. Correct the register, or the work in the product."),
            heads=heads,
        )


def _stored(numbers: Sequence[str]) -> dict[str, WorkOrder]:
    found: dict[str, WorkOrder] = {}
    for some in slices(numbers, 500):
        found.update((work.number, work) for work in WorkOrder.objects.filter(number__in=some))
    return found


def _fill_result(row: RegisterRow) -> None:
    """No word on acceptance means that it is still to come, if nothing else says otherwise."""
    if row["result"] is not None:
        return
    if row["accepted"] is not None or row["accepted_on"] is not None:
        row.error(
            "result",
            gettext_noop("There is an accepted quantity or date, but no result of acceptance."),
            gettext_noop("Write 合格, 待验收 or 返工."),
        )
        return
    row.values["result"] = WorkResult.PENDING
    row.warn(
        "result",
        gettext_noop("No result of acceptance: read as waiting for acceptance (待验收)."),
        gettext_noop("Write 合格, 待验收 or 返工."),
    )


def _fill_costs(row: RegisterRow) -> None:
    """A blank cost is zero; that all three are blank is worth a look."""
    if row["labour"] is None and row["material"] is None and row["machine"] is None:
        row.warn(
            "labour",
            gettext_noop("The work has no costs at all: read as zero."),
            gettext_noop("Enter labour, material and machine cost in yuan."),
        )
    for name in ("labour", "material", "machine"):
        if row[name] is None:
            row.values[name] = ZERO


def _check_acceptance(row: RegisterRow) -> None:
    done_on, accepted_on = row["done_on"], row["accepted_on"]
    if done_on and accepted_on and accepted_on < done_on:
        row.error(
            "accepted_on",
            gettext_noop("The work was accepted before it was done (%(done_on)s)."),
            gettext_noop("Correct one of the two dates."),
            done_on=done_on,
        )
    if row["result"] != WorkResult.ACCEPTED:
        return
    for column in ("done", "accepted", "done_on", "accepted_on"):
        if row[column] is None:
            row.error(
                column,
                gettext_noop("The work is accepted, but “%(head)s” is empty."),
                _MEASURE_THEM,
                head=row.table.head(column),
            )
    if row["done"] is not None and row["done"] <= 0:
        row.error("done", gettext_noop("The work is accepted, but nothing was done."), _MEASURE_THEM)
    elif row["done"] is not None and row["accepted"] is not None and row["accepted"] > row["done"]:
        row.warn(
            "accepted",
            gettext_noop("More was accepted than done (%(done)s): only what was done is charged."),
            gettext_noop("Check both quantities."),
            done=row["done"],
        )
