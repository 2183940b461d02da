"""固定资产卡片 → FixedAsset. What is new waits for another person: it makes costs every month (rule 23)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from invoices.modules.books import selectors
from invoices.modules.books.domain.depreciation import USUAL_EXPENSE, FixedAssetKind
from invoices.modules.books.models import FixedAsset
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.importing.cells import choice, code, day, money, month, ratio, text, usual_word, whole
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Claim, Importer, Run
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.errors import BusinessError
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop
from property_ops.modules.estates.public import Estate

KINDS = {
    FixedAssetKind.BUILDING: "房屋及建筑物 房屋建筑物 房屋、建筑物 建筑物 房屋",
    FixedAssetKind.MACHINE: "机器设备 机械设备 机器 机械 生产设备",
    FixedAssetKind.TOOL: "器具工具家具 工具器具 办公家具 器具 工具 家具 其他",
    FixedAssetKind.VEHICLE: "运输工具 运输设备 车辆",
    FixedAssetKind.ELECTRONIC: "电子设备 办公设备 电子",
}
MONTHS_A_YEAR, LONGEST = 12, 600


class FixedAssetImporter(Importer):
    name = "books.fixed_assets"
    title = gettext_noop("cards of fixed assets")
    right = "books.prepare"
    approval = "books.approve"
    company_wide = True
    columns = (
        Column("code", ("卡片编号", "固定资产编号", "资产编号"), code(30), key=True),
        Column("name", ("固定资产名称", "资产名称"), text(80)),
        Column("kind", ("固定资产类别", "资产类别"), choice(KINDS)),
        optional("estate", ("费用小区", "所属小区", "小区"), text(60)),
        optional("department", ("使用部门", "存放地点", "保管部门"), text(60)),
        Column("used_since", ("开始使用日期", "启用日期", "入账日期"), day, is_date=True),
        Column("cost", ("原值", "资产原值", "固定资产原值"), money, is_money=True),
        Column("life", ("使用月数", "使用年限", "预计使用月份", "折旧月数", "折旧年限"), whole),
        Column("residual_ratio", ("净残值率", "残值率", "预计净残值率"), ratio),
        optional("expense", ("折旧费用科目", "对应折旧科目", "费用科目"), code(20)),
        optional("taken_over", ("累计折旧", "期初累计折旧"), money, ZERO, is_money=True),
        optional("until", ("已提折旧至", "折旧截至月份"), month, None),
        optional("remark", ("备注",), text(200)),
    )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        for card in selectors.standing_cards().filter(pk__in=selectors.fixed_assets(by)):
            same = ("code", "name", "estate", "department", "used_since", "cost", "life", "expense", "remark")
            yield {name: getattr(card, name) for name in same} | {
                "kind": usual_word(KINDS, FixedAssetKind(card.kind)),
                "residual_ratio": card.residual_ratio,
                "taken_over": card.taken_over,
                "until": f"{card.until:%Y-%m}" if card.until else None,
            }

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good:
                _complete(row)

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        names = {name: code for code, name in Estate.objects.values_list("code", "name")}
        codes = set(names.values())
        stored = {one.code: one for one in selectors.standing_cards()}
        for table in tables:
            for row in table.rows:
                if not row.is_good:
                    continue
                estate = names.get(row["estate"], row["estate"])
                if estate and estate not in codes:
                    row.error("estate", gettext_noop("There is no such estate."), gettext_noop("Correct its name."))
                    continue
                self._store(row, estate, stored, run)

    def _store(self, row: RegisterRow, estate: str, stored: dict[str, FixedAsset], run: Run) -> None:
        values = _values(row) | {"estate": estate}
        found = stored.get(row["code"])
        if found is not None:
            if any(getattr(found, name) != value for name, value in values.items()):
                row.error(
                    "code",
                    gettext_noop("Card %(code)s stands in the register otherwise."),
                    gettext_noop("Correct it on its page, or give the new one a number of its own."),
                    code=found.code,
                )
            return
        asset = FixedAsset(code=row["code"], **values)
        try:
            selectors.check_card(asset)
        except BusinessError as error:
            row.error("cost", error.message, gettext_noop("Correct the card."), **error.data)
            return
        stored[asset.code] = asset
        if run.must_wait(Claim(row, estate, asset.code, f"{asset} ¥{asset.cost.grouped()}")):
            return
        approval = run.approval
        if approval is None:
            return
        asset.state = ApprovalState.APPROVED.value
        asset.prepared_by, asset.prepared_at = approval.prepared_by, approval.prepared_at
        asset.decided_by, asset.decided_at = approval.decided_by, approval.decided_at
        run.changes.create(asset)
        row.outcome = RowOutcome.CREATED


def _complete(row: RegisterRow) -> None:
    """Its life in months, and the month that goes with what was depreciated before. A head without 月 says years."""
    if "月" not in row.table.head("life"):
        row.values["life"] = MONTHS_A_YEAR * row["life"]
    if not 1 <= row["life"] <= LONGEST:
        row.error(
            "life",
            gettext_noop("A life of %(months)s months cannot be."),
            gettext_noop("Enter months under 使用年限（月）, years under 使用年限（年）."),
            months=row["life"],
        )
    if bool(row["taken_over"]) != (row["until"] is not None):
        row.error(
            "until",
            gettext_noop("What was depreciated before and the month until which it was go together."),
            gettext_noop("Enter both, such as 12,600.00 and 2021-12, or none of them."),
        )
    if row["cost"] <= ZERO or row["residual_ratio"] >= 1:
        row.error("cost", gettext_noop("Nothing of it can be depreciated."), gettext_noop("Correct the card."))


def _values(row: RegisterRow) -> dict[str, Any]:
    return {
        **{name: row[name] for name in ("name", "kind", "department", "used_since", "cost", "life", "remark")},
        "residual_ratio": Decimal(row["residual_ratio"]),
        "expense": row["expense"] or USUAL_EXPENSE,
        "taken_over": row["taken_over"],
        "until": row["until"] and row["until"].start,
    }
