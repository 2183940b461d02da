"""Upkeep: planned, opened as a work once per due, skipped with a reason, ended."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.kernel.writing import within
from property_ops.modules.assets.domain.errors import AssetRetired, NothingDue, SkippedWithoutWhy, UpkeepEnded
from property_ops.modules.assets.models import Asset, AssetWork, Upkeep, UpkeepDue
from property_ops.modules.assets.selectors.upkeep import proposed, standing_of
from property_ops.modules.assets.services.register import CHANGE
from property_ops.modules.dispatch.public import NewWork, order_work
from property_ops.modules.works.public import FundingSplit, PlannedLine, WorkOrder

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class PlannedUpkeep:
    """What comes again, and when."""

    name: str
    work_kind: str
    quantity: Decimal
    unit: str
    price: Yuan
    payer: str
    first_on: date
    every_months: int
    keeps_season: bool = False
    lead_days: int = 30
    scope: str = ""


@transaction.atomic
def plan_upkeep(*, asset: Asset, planned: PlannedUpkeep, by: User) -> Upkeep:
    """Raises NotAllowed, AssetRetired."""
    asset = Asset.objects.select_for_update(of=("self",)).select_related("estate").get(pk=asset.pk)
    require(by, CHANGE, asset)
    if asset.retired_on is not None:
        raise AssetRetired(asset=asset)
    upkeep = Upkeep.objects.create(asset=asset, **{one.name: getattr(planned, one.name) for one in fields(planned)})
    _record(upkeep, "planned", by, first_on=str(upkeep.first_on), every_months=upkeep.every_months)
    return upkeep


@transaction.atomic
def end_upkeep(*, upkeep: Upkeep, on: date, by: User) -> Upkeep:
    """Raises NotAllowed."""
    upkeep = _locked(upkeep, by)
    upkeep.ended_on = upkeep.ended_on or on
    upkeep.save()
    _record(upkeep, "ended", by)
    return upkeep


@transaction.atomic
def open_due(*, upkeep: Upkeep, by: User, on: date) -> WorkOrder:
    """The work of what is due: estimated, and on its way to the board. A due is opened once, however often it is asked.

    Raises NotAllowed, UpkeepEnded, NothingDue, and what estimating raises.
    """
    upkeep = _locked(upkeep, by)
    due_on = _proposed_of(upkeep, on)
    asset = upkeep.asset
    new = NewWork(
        estate=asset.estate,
        kind=upkeep.work_kind,
        place=" ".join(filter(None, [asset.place, asset.name]))[:100],
        lines=[PlannedLine(upkeep.name, upkeep.unit, upkeep.quantity, upkeep.price)],
        split=FundingSplit(**{upkeep.payer: WHOLE}),
        scope=upkeep.scope,
        remark=f"{asset.code} {upkeep.name}",
        due_on=due_on,
    )
    work = order_work(new=new, by=by, on=on)
    AssetWork.objects.create(asset=asset, work=work)
    UpkeepDue.objects.update_or_create(upkeep=upkeep, due_on=due_on, defaults={"work": work, "by": by})
    _record(upkeep, "opened", by, work=work.number, due_on=str(due_on))
    return work


@transaction.atomic
def open_all_due(*, by: User, on: date) -> list[WorkOrder]:
    """Of all that is proposed in the estates of `by`; safe to repeat. Raises as `open_due` does."""
    require(by, CHANGE)
    return [open_due(upkeep=one.upkeep, by=by, on=on) for one in proposed(by, on)]


@transaction.atomic
def skip_due(*, upkeep: Upkeep, because: str, by: User, on: date) -> UpkeepDue:
    """It is not needed this time. Raises NotAllowed, UpkeepEnded, NothingDue, SkippedWithoutWhy."""
    upkeep = _locked(upkeep, by)
    because = within(because, most=100)
    if not because:
        raise SkippedWithoutWhy()
    due_on = _proposed_of(upkeep, on)
    skipped, _new = UpkeepDue.objects.update_or_create(
        upkeep=upkeep, due_on=due_on, defaults={"work": None, "skipped_because": because, "by": by}
    )
    _record(upkeep, "skipped", by, due_on=str(due_on), because=because)
    return skipped


def _locked(upkeep: Upkeep, by: User) -> Upkeep:
    found = Upkeep.objects.select_for_update(of=("self",)).select_related("asset__estate").get(pk=upkeep.pk)
    require(by, CHANGE, found)
    return found


def _proposed_of(upkeep: Upkeep, on: date) -> date:
    """The day on which what is proposed now is due."""
    if upkeep.ended_on is not None:
        raise UpkeepEnded()
    standing = standing_of(upkeep)
    if not standing.is_proposed(on):
        raise NothingDue()
    return standing.due_on


def _record(upkeep: Upkeep, what: str, by: User, **more: object) -> None:
    subject = f"{upkeep.asset.estate.code} {upkeep.asset.code} {upkeep.name}"
    audit.record(by=by, action=f"assets.upkeep_{what}", subject=subject[:120], **more)
