"""费用明细 → CostVoucher: what an estate cost in a month, to be approved by another person."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from invoices.modules.breakeven.domain.funding import COMMON_INCOME, COMPANY, MAINTENANCE_FUND, RESIDENTS, SUBSIDY
from invoices.modules.breakeven.models import CostKind, CostVoucher
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.importing.cells import choice, code, money, month, text, usual_word
from property_ops.framework.importing.columns import Column, optional
from property_ops.framework.importing.importer import Importer, Run
from property_ops.framework.importing.repeats import first_rows
from property_ops.framework.importing.tables import RegisterRow, RegisterTable, RowOutcome
from property_ops.framework.models import User
from property_ops.kernel.money import ZERO
from property_ops.kernel.text import gettext_noop
from property_ops.kernel.writing import squeezed
from property_ops.modules.estates.public import Estate, EstateDirectory, estate_column

_FUNDING = {
    RESIDENTS: "居民 业主 物业费 居民缴费 物业服务费 居民分摊",
    SUBSIDY: "街道补贴 政府补贴 财政补贴 补贴",
    MAINTENANCE_FUND: "维修资金 维修基金 专项维修资金",
    COMMON_INCOME: "公共收益 公共收入 小区公共收益",
    COMPANY: "公司 公司承担 物业公司",
}
Key = tuple[int, str, int, str]
"""Estate, month, kind and reference: what a cost has once."""


class CostImporter(Importer):
    name = "breakeven.costs"
    title = gettext_noop("list of costs")
    right = "breakeven.prepare"
    after = ("estates.estates",)
    columns = (
        estate_column(),
        Column("month", ("月份", "所属月份", "费用月份", "会计期间", "期间"), month, common=True),
        Column("kind", ("费用类别", "费用类型", "成本类别", "费用名称", "费用科目"), text(60), key=True),
        Column("amount", ("金额", "费用金额", "发生额", "本期发生额"), money, is_money=True, counts_once=True),
        Column("memo", ("摘要", "说明", "用途", "费用说明"), text(120), common=True),
        Column("reference", ("凭证号", "凭证编号", "单据号", "票据号"), code(40)),
        optional("attachments", ("附件", "附件说明", "附件张数"), text(200)),
        optional("funding", ("费用承担", "费用来源", "资金来源"), choice(_FUNDING), RESIDENTS, common=True),
    )

    def complete(self, table: RegisterTable) -> None:
        for row in table.rows:
            if row.is_good and row["amount"] == ZERO:
                row.error(
                    "amount",
                    gettext_noop("A cost of zero is none."),
                    gettext_noop("Enter the amount, or delete the row."),
                )

    def stored(self, by: User, on: date) -> Iterator[Mapping[str, Any]]:
        """What stands or waits; what was taken back is none any more."""
        taken_back = CostVoucher.objects.filter(CostVoucher.STANDS).exclude(reverses=None).values("reverses")
        found = _costs().filter(pk__in=CostVoucher.objects.visible_to(by)).exclude(pk__in=taken_back)
        for one in found.select_related("estate", "kind").order_by("estate__code", "month", "pk").iterator():
            yield {name: getattr(one, name) for name in ("reference", "amount", "memo", "attachments")} | {
                "estate": one.estate.name,
                "month": f"{one.month:%Y-%m}",
                "kind": one.kind.name,
                "funding": usual_word(_FUNDING, one.funding),
            }

    def plan(self, tables: Sequence[RegisterTable], run: Run) -> None:
        estate_of = EstateDirectory.read(run.by).of_rows(tables)
        kinds = _kinds()
        for row in estate_of:
            if row.is_good and squeezed(row["kind"]) not in kinds:
                row.error(
                    "kind",
                    gettext_noop("There is no such kind of cost."),
                    gettext_noop("Write one of: %(known)s."),
                    known=_known(kinds),
                )
        good = [row for row in estate_of if row.is_good]
        keys = {row: _key(row, estate_of[row], kinds) for row in good}
        rows = first_rows(good, keys.__getitem__, lambda row: row["reference"], "reference", run=run)
        stored = _stored(estate_of)
        for row in rows:
            _store(row, estate_of[row], kinds[squeezed(row["kind"])], stored.get(keys[row]), run)


def _kinds() -> dict[str, CostKind]:
    """By every name that the office's papers use."""
    return {squeezed(name): kind for kind in CostKind.objects.all() for name in (kind.name, *kind.other_names.split())}


def _known(kinds: Mapping[str, CostKind]) -> str:
    return "、".join(dict.fromkeys(kind.name for kind in kinds.values()))


def _key(row: RegisterRow, estate: Estate, kinds: Mapping[str, CostKind]) -> Key:
    return estate.pk, str(row["month"]), kinds[squeezed(row["kind"])].pk, row["reference"]


def _stored(estate_of: Mapping[RegisterRow, Estate]) -> dict[Key, CostVoucher]:
    return {
        (one.estate_id, f"{one.month:%Y-%m}", one.kind_id, one.reference): one
        for one in _costs().filter(estate__in=set(estate_of.values()))
    }


def _costs() -> QuerySet[CostVoucher]:
    return CostVoucher.objects.filter(reverses=None).exclude(state__in=NEVER_MIND)


def _store(row: RegisterRow, estate: Estate, kind: CostKind, found: CostVoucher | None, run: Run) -> None:
    names = ("amount", "memo", "attachments", "funding")
    values = {name: row[name] for name in names if row.table.has(name)}
    if found is None:
        run.changes.create(
            CostVoucher(
                estate=estate,
                kind=kind,
                month=row["month"].start,
                reference=row["reference"],
                prepared_by=run.by,
                prepared_at=timezone.now(),
                **values,
            )
        )
        row.outcome = RowOutcome.CREATED
    elif found.state == ApprovalState.APPROVED and found.amount != row["amount"]:
        row.error(
            "amount",
            gettext_noop("Voucher %(number)s with another amount (%(amount)s) is posted already."),
            gettext_noop("Reverse it first, and enter the right one under its own reference."),
            number=found.number,
            amount=found.amount.grouped(),
        )
    elif found.state == ApprovalState.WAITING and run.changes.set(found, values):
        run.changes.set(found, {"prepared_by": run.by, "prepared_at": timezone.now()})
        row.outcome = RowOutcome.CHANGED
