"""A sheet of the whole store as it was counted: kept also where it agrees, checked by another person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import refuse_twice
from property_ops.kernel.quantity import plain
from property_ops.kernel.writing import with_reason, within
from property_ops.modules.works.domain.errors import NothingCounted, StockMovedMeanwhile
from property_ops.modules.works.models import CountedMaterial, Material, StockTaking
from property_ops.modules.works.services.store import KEEP, check_store_day, move_to_counted
from property_ops.modules.works.services.workflow import LONGEST_REMARK


@dataclass(frozen=True, slots=True)
class CountedLine:
    """What was found of a material; `reason` where it differs."""

    material: Material
    counted: Decimal
    reason: str = ""


@transaction.atomic
def prepare_stock_taking(
    *, day: date, counted_by: str, lines: Sequence[CountedLine], by: User, now: datetime
) -> StockTaking:
    """Keep the sheet until another person has checked it.

    Raises NotAllowed, NothingCounted, ReasonMissing, NothingToAverage, StoreDayClosed.
    """
    require(by, KEEP)
    check_store_day(day)
    if not lines:
        raise NothingCounted()
    refuse_twice((line.material for line in lines), lambda material: material.name)
    taking = StockTaking.objects.create(day=day, counted_by=counted_by, prepared_by=by, prepared_at=now)
    rows = []
    for line in lines:
        before = line.material.stock_on_hand
        after, worth = before.counted(line.counted)
        differs = after != before
        reason = with_reason(line.reason, most=LONGEST_REMARK) if differs else within(line.reason, most=LONGEST_REMARK)
        rows.append(
            CountedMaterial(
                taking=taking,
                material=line.material,
                recorded=before.quantity,
                counted=after.quantity,
                worth=worth,
                reason=reason,
            )
        )
    CountedMaterial.objects.bulk_create(rows)
    audit.record(by=by, action="works.stock_taken", subject=f"{day}", lines=len(rows))
    return taking


def approve_stock_taking(*, taking_id: int, by: User, now: datetime) -> StockTaking:
    """The store records what differs, if nothing of it moved meanwhile.

    Raises NotAllowed, SamePerson, AlreadyDecided, StockMovedMeanwhile, StoreDayClosed.
    """
    with approving(StockTaking, taking_id, by=by, now=now) as found:
        check_store_day(found.day)  # also where nothing differs
        differing = [line for line in found.lines.order_by("material") if line.counted != line.recorded]
        for line in differing:
            material = Material.objects.select_for_update().get(pk=line.material_id)
            if material.stock != line.recorded:
                raise StockMovedMeanwhile(recorded=plain(line.recorded), now=plain(material.stock))
            move_to_counted(material, line.counted, by=found.prepared_by, on=found.day, remark=line.reason)
    return found
