"""The store: what comes in, what goes out to works and back, what is counted."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.slots import plugged_into
from property_ops.kernel.money import ZERO, Yuan
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import with_reason, within
from property_ops.modules.works.domain.errors import CountWaits, StockMovedMeanwhile, StoreDayClosed
from property_ops.modules.works.domain.stock import COUNTED_BY_ONE, Stock
from property_ops.modules.works.models import Material, MaterialMove, StockCount, TradeRate, WorkOrder
from property_ops.modules.works.services.workflow import LONGEST_REMARK

KEEP, RATES = "works.keep_store", "works.change_rates"
Kind = MaterialMove.Kind
MONTH = timedelta(days=30)


@transaction.atomic
def change_material(*, material: Material, by: User) -> Material:
    """Its name, its unit, whether it is in use; its stock changes by movements only. Raises NotAllowed."""
    require(by, KEEP)
    if material.pk:
        material.save(update_fields=["name", "unit", "in_use"])
    else:
        material.stock, material.value = Decimal(0), ZERO
        material.save()
    audit.record(by=by, action="works.material", subject=material.code, name=material.name, in_use=material.in_use)
    return material


@transaction.atomic
def receive_material(
    *, material: Material, quantity: Decimal, paid: Yuan, by: User, on: date, remark: str = ""
) -> MaterialMove:
    """A delivery, with what it cost in all. Raises NotAllowed, NegativeReceipt, StoreDayClosed."""
    require(by, KEEP)
    material = _locked(material)
    after = material.stock_on_hand.receive(quantity, paid)
    return _moved(material, after, Kind.RECEIPT, quantity, paid, None, by=by, on=on, remark=remark)


@transaction.atomic
def count_stock(
    *, material: Material, counted: Decimal, by: User, on: date, remark: str, now: datetime
) -> MaterialMove | StockCount | None:
    """A stocktaking of one material; a StockCount waits where it differs by much. Where it agrees nothing is recorded:
    the record of that is the sheet of the whole store (stocktaking.py).

    Raises NotAllowed, ReasonMissing, NothingToAverage, CountWaits, StoreDayClosed.
    """
    require(by, KEEP)
    check_store_day(on)
    material = _locked(material)
    if material.counts.filter(StockCount.WAITS).exists():
        raise CountWaits(material=material.name)
    before = material.stock_on_hand
    after, value = before.counted(counted)
    if after == before:
        return None
    why = with_reason(remark, most=LONGEST_REMARK)
    if abs(value.fen) + _counted_lately(material, on) > COUNTED_BY_ONE.fen:
        asked = StockCount.objects.create(
            material=material,
            recorded=before.quantity,
            counted=counted,
            worth=value,
            on=on,
            reason=why,
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="works.count_asked", subject=material.code, **asked.audit_facts())
        return asked
    return move_to_counted(material, counted, by=by, on=on, remark=why)


def approve_count(*, count_id: int, by: User, now: datetime) -> StockCount:
    """The store records what was counted, if nothing moved meanwhile.

    Raises NotAllowed, SamePerson, AlreadyDecided, StockMovedMeanwhile, StoreDayClosed.
    """
    with approving(StockCount, count_id, by=by, now=now) as found:
        material = _locked(found.material)
        if material.stock != found.recorded:
            raise StockMovedMeanwhile(recorded=plain(found.recorded), now=plain(material.stock))
        move_to_counted(material, found.counted, by=found.prepared_by, on=found.on, remark=found.reason)
    return found


def _counted_lately(material: Material, on: date) -> int:
    """Fen by which stocktakings of the month before changed its worth, whichever way: many small ones are one."""
    moves = material.moves.filter(kind=Kind.COUNT, on__gt=on - MONTH, on__lte=on)
    return sum(abs(move.value.fen) for move in moves)


def move_to_counted(material: Material, counted: Decimal, *, by: User, on: date, remark: str) -> MaterialMove:
    before = material.stock_on_hand
    after, value = before.counted(counted)
    difference = after.quantity - before.quantity
    return _moved(material, after, Kind.COUNT, difference, value, None, by=by, on=on, remark=remark)


def taken_out(
    material: Material, quantity: Decimal, *, work: WorkOrder, by: User, on: date, remark: str
) -> MaterialMove:
    """Inside the transaction of the cost that it is. Raises NotEnoughStock, NegativeReceipt, StoreDayClosed."""
    material = _locked(material)
    after, value = material.stock_on_hand.issue(quantity)
    return _moved(material, after, Kind.ISSUE, -quantity, -value, work, by=by, on=on, remark=remark)


def taken_back(
    material: Material, quantity: Decimal, value: Yuan, *, work: WorkOrder, by: User, on: date, remark: str
) -> MaterialMove:
    """Inside the transaction of the correction that it is. Raises StoreDayClosed."""
    material = _locked(material)
    after = material.stock_on_hand.receive(quantity, value)
    return _moved(material, after, Kind.RETURN, quantity, value, work, by=by, on=on, remark=remark)


@transaction.atomic
def change_rate(*, trade: str, start: date, rate: Yuan, by: User) -> TradeRate:
    """What an hour of the trade costs from `start` on; hours that are recorded keep theirs. Raises NotAllowed."""
    require(by, RATES)
    found = TradeRate.objects.filter(trade=trade, start=start).first() or TradeRate(trade=trade, start=start)
    found.rate = rate
    found.save()
    audit.record(by=by, action="works.rate", subject=trade, start=str(start), rate=str(rate))
    return found


def check_store_day(on: date) -> None:
    """Closed is closed for the store, too (docs/product.md rule 11): what came or went then is entered today."""
    if is_closed_day(on):
        raise StoreDayClosed(month=f"{on:%Y-%m}")


def is_closed_day(on: date) -> bool:
    return any(is_closed(on) for is_closed in plugged_into("closed_days"))


def _locked(material: Material) -> Material:
    return Material.objects.select_for_update().get(pk=material.pk)


def _moved(
    material: Material,
    after: Stock,
    kind: MaterialMove.Kind,
    quantity: Decimal,
    value: Yuan,
    work: WorkOrder | None,
    *,
    by: User,
    on: date,
    remark: str,
) -> MaterialMove:
    check_store_day(on)
    material.stock, material.value = after.quantity, after.value
    material.save(update_fields=["stock", "value"])
    move = MaterialMove.objects.create(
        material=material,
        kind=kind,
        on=on,
        quantity=quantity,
        value=value,
        left=after.quantity,
        work=work,
        by=by,
        remark=within(remark, most=LONGEST_REMARK),
    )
    detail = {"movement": kind.value, "quantity": plain(quantity), "value": str(value)}
    audit.record(by=by, action="works.store", subject=material.code, **detail)
    return move
