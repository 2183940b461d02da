"""The register of equipment, and the works on it."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import clean, squeezed
from property_ops.modules.assets.domain.errors import AssetCodeTaken, AssetRetired, PlateOfAnotherEstate
from property_ops.modules.assets.models import Asset, AssetKind, AssetWork
from property_ops.modules.estates.public import Estate
from property_ops.modules.rounds.public import Checkpoint
from property_ops.modules.works.public import WorkOrder, create_work

CHANGE = "assets.change"


@dataclass(frozen=True, slots=True)
class AssetFacts:
    """What is written down of a piece of equipment."""

    name: str
    kind: AssetKind
    place: str = ""
    checkpoint: Checkpoint | None = None
    maker: str = ""
    installed_on: date | None = None
    warranty_until: date | None = None
    warranty_by: str = ""
    remark: str = ""


@transaction.atomic
def enter_asset(*, estate: Estate, code: str, facts: AssetFacts, by: User) -> Asset:
    """Raises NotAllowed, AssetCodeTaken, PlateOfAnotherEstate."""
    require(by, CHANGE, estate)
    code = squeezed(code).upper()
    if Asset.objects.filter(estate=estate, code=code).exists():
        raise AssetCodeTaken(estate=estate.name, code=code)
    asset = Asset(estate=estate, code=code)
    _put(asset, facts)
    _record(asset, "entered", by, name=asset.name)
    return asset


@transaction.atomic
def correct_asset(*, asset: Asset, facts: AssetFacts, by: User) -> Asset:
    """Raises NotAllowed, PlateOfAnotherEstate."""
    asset = _locked(asset, by)
    _put(asset, facts)
    _record(asset, "corrected", by, name=asset.name, warranty_until=str(asset.warranty_until or ""))
    return asset


@transaction.atomic
def retire_asset(*, asset: Asset, on: date, by: User) -> Asset:
    """Nothing of it is due any more; its history stays. Raises NotAllowed."""
    asset = _locked(asset, by)
    asset.retired_on = asset.retired_on or on
    asset.save()
    _record(asset, "retired", by)
    return asset


@transaction.atomic
def open_repair(*, asset: Asset, kind: str, what: str, by: User, on: date) -> WorkOrder:
    """A draft for the equipment. Raises NotAllowed, AssetRetired, UnknownKind."""
    asset = _locked(asset, by)
    if asset.retired_on is not None:
        raise AssetRetired(asset=asset)
    place = " ".join(filter(None, [asset.place, asset.name]))[:100]
    work = create_work(estate=asset.estate, kind=kind, by=by, on=on, place=place, remark=f"{asset.code} {what}"[:300])
    AssetWork.objects.create(asset=asset, work=work)
    _record(asset, "repair_opened", by, work=work.number)
    return work


def _put(asset: Asset, facts: AssetFacts) -> None:
    if facts.checkpoint is not None and facts.checkpoint.estate_id != asset.estate_id:
        raise PlateOfAnotherEstate()
    for field in fields(facts):
        value = getattr(facts, field.name)
        setattr(asset, field.name, clean(value) if type(value) is str else value)
    asset.save()


def _locked(asset: Asset, by: User) -> Asset:
    found = Asset.objects.select_for_update(of=("self",)).select_related("estate").get(pk=asset.pk)
    require(by, CHANGE, found)
    return found


def _record(asset: Asset, what: str, by: User, **more: object) -> None:
    audit.record(by=by, action=f"assets.{what}", subject=f"{asset.estate.code} {asset.code}", **more)
