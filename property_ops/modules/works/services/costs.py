"""What a work costs, line by line: hours, material out of the store, machines, a provider's invoice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from property_ops.framework.models import User
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import squeezed, with_reason, within
from property_ops.modules.works.domain.errors import (
    CostNotPositive,
    CostsNotOpen,
    MoreThanTheCost,
    NegativeReceipt,
    NotThisWay,
)
from property_ops.modules.works.domain.states import COSTED, OVER
from property_ops.modules.works.models import Material, MaterialMove, WorkCost, WorkOrder
from property_ops.modules.works.selectors import left_of, left_to_return, rate_on
from property_ops.modules.works.services.store import taken_back, taken_out
from property_ops.modules.works.services.workflow import (
    APPROVE,
    LONGEST_REMARK,
    RECORD,
    locked,
    record_event,
    require_for,
)

Type = WorkCost.Type


@transaction.atomic
def record_labour(*, work: WorkOrder, trade: str, hours: Decimal, by: User, on: date, remark: str = "") -> WorkCost:
    """Hours at the rate of the trade on that day, rounded to the fen once.

    Raises NotAllowed, NotYourWork, NoRate, CostNotPositive, CostsNotOpen, and ReasonMissing after acceptance.
    """
    work, late = _open(work, by=by, remark=remark)
    if hours <= 0:
        raise CostNotPositive()
    rate = rate_on(trade, on)
    amount = Yuan.rounded(Fraction(hours) * rate.as_fraction())
    return _stored(
        work, Type.LABOUR, amount, late=late, by=by, on=on, remark=remark, trade=trade, hours=hours, rate=rate
    )


@transaction.atomic
def record_cost(
    *, work: WorkOrder, type: str, amount: Yuan, by: User, on: date, remark: str = "", document: str = ""
) -> WorkCost:
    """A machine, or the invoice of a provider. Raises as `record_labour`, and ValueError for another type."""
    if type not in (Type.MACHINE, Type.PROVIDER):
        raise ValueError(f"{type} has a service of its own")
    work, late = _open(work, by=by, remark=remark)
    if amount <= ZERO:
        raise CostNotPositive()
    return _stored(
        work, Type(type), amount, late=late, by=by, on=on, remark=remark, document=squeezed(document).upper()
    )


@transaction.atomic
def issue_material(
    *, work: WorkOrder, material: Material, quantity: Decimal, by: User, on: date, remark: str = ""
) -> WorkCost:
    """Out of the store, at its average price. Raises as `record_labour`, NotEnoughStock and StoreDayClosed."""
    work, late = _open(work, by=by, remark=remark)
    move = taken_out(material, quantity, work=work, by=by, on=on, remark=remark)
    return _stored(work, Type.MATERIAL, -move.value, late=late, by=by, on=on, remark=remark, move=move)


@transaction.atomic
def return_material(*, cost: WorkCost, quantity: Decimal, by: User, on: date, remark: str) -> WorkCost:
    """Back into the store, of what was issued by `cost`, at the price of that issue.

    Raises NotAllowed, NotYourWork, MoreThanTheCost, ReasonMissing, CostsNotOpen, StoreDayClosed.
    """
    work, _late = _costed(cost.work, by=by)
    left = left_to_return(cost)
    if quantity <= 0:
        raise NegativeReceipt()
    if quantity > left.quantity or cost.move is None:
        raise MoreThanTheCost(left=plain(left.quantity))
    value, remark = left.worth(quantity), with_reason(remark, most=LONGEST_REMARK)
    move = taken_back(cost.move.material, quantity, value, work=work, by=by, on=on, remark=remark)
    return _corrected(work, cost, value, by=by, on=on, remark=remark, move=move)


@transaction.atomic
def correct_cost(*, cost: WorkCost, less: Yuan, by: User, on: date, remark: str) -> WorkCost:
    """Take a part of a cost away, or all of it. What is to be added is a cost of its own.

    Raises NotAllowed, NotYourWork, NotThisWay (material is returned), MoreThanTheCost, ReasonMissing, CostsNotOpen.
    """
    work, _late = _costed(cost.work, by=by)
    if cost.type == Type.MATERIAL or cost.corrects_id is not None:
        raise NotThisWay()
    left = left_of(cost)
    if less <= ZERO:
        raise CostNotPositive()
    if less > left:
        raise MoreThanTheCost(left=left)
    return _corrected(work, cost, less, by=by, on=on, remark=with_reason(remark, most=LONGEST_REMARK))


def _open(work: WorkOrder, *, by: User, remark: str) -> tuple[WorkOrder, bool]:
    """The locked work, and whether a cost comes late: then another right and a reason are needed."""
    work, late = _costed(work, by=by)
    if late:
        with_reason(remark, most=LONGEST_REMARK)
    return work, late


@dataclass(frozen=True, slots=True)
class HoursWorked:
    """A row of the table of hours."""

    trade: str
    hours: Decimal
    on: date
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Issued:
    """A row of the table of material."""

    material: Material
    quantity: Decimal
    on: date
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PaidCost:
    """A row of the table of machines and invoices."""

    type: str
    amount: Yuan
    on: date
    document: str = ""
    remark: str = ""


@transaction.atomic
def record_costs(*, work: WorkOrder, rows: Sequence[HoursWorked | Issued | PaidCost], by: User) -> list[WorkCost]:
    """All rows of a table, or none of them. Raises as `record_labour`, `issue_material` and `record_cost`."""
    return [_recorded(work, row, by) for row in rows]


def _recorded(work: WorkOrder, row: HoursWorked | Issued | PaidCost, by: User) -> WorkCost:
    if isinstance(row, HoursWorked):
        return record_labour(work=work, trade=row.trade, hours=row.hours, by=by, on=row.on, remark=row.remark)
    if isinstance(row, Issued):
        return issue_material(
            work=work, material=row.material, quantity=row.quantity, by=by, on=row.on, remark=row.remark
        )
    return record_cost(
        work=work, type=row.type, amount=row.amount, by=by, on=row.on, document=row.document, remark=row.remark
    )


def _costed(work: WorkOrder, *, by: User) -> tuple[WorkOrder, bool]:
    work = locked(work, by=None, permission=RECORD)
    late = work.state in OVER
    require_for(by, APPROVE if late else RECORD, work)
    if work.state not in COSTED:
        raise CostsNotOpen(number=work.number)
    return work, late


def _stored(
    work: WorkOrder, type: WorkCost.Type, amount: Yuan, *, late: bool, by: User, on: date, remark: str, **more: Any
) -> WorkCost:
    cost = WorkCost.objects.create(
        work=work,
        type=type,
        round=work.round,
        late=late,
        on=on,
        amount=amount,
        by=by,
        remark=within(remark, most=LONGEST_REMARK),
        **more,
    )
    _sum_up(cost)
    return cost


def _corrected(
    work: WorkOrder, cost: WorkCost, less: Yuan, *, by: User, on: date, remark: str, move: MaterialMove | None = None
) -> WorkCost:
    """Of the same round and time as what it corrects: it takes away where that was added, and nowhere else."""
    correction = WorkCost.objects.create(
        work=work,
        type=cost.type,
        round=cost.round,
        late=cost.late,
        on=on,
        amount=-less,
        by=by,
        remark=within(remark, most=LONGEST_REMARK),
        corrects=cost,
        trade=cost.trade,
        document=cost.document,
        move=move,
    )
    _sum_up(correction)
    return correction


def _sum_up(cost: WorkCost) -> None:
    """Into the sums of the work, if it may be charged; and into its history."""
    work = cost.work
    if cost.is_charged:
        setattr(work, cost.type, getattr(work, cost.type) + cost.amount)
        work.save()
    detail = {"type": cost.type, "amount": str(cost.amount), "late": cost.late}
    record_event(work, "cost", by=cost.by, on=cost.on, remark=cost.remark, detail=detail)
