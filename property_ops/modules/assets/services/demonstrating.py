"""The demonstration's equipment: with plates, a warranty that runs, works of the past, and upkeep that is due."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.modules.assets.models import Asset, AssetKind
from property_ops.modules.assets.services.register import AssetFacts, enter_asset, open_repair
from property_ops.modules.assets.services.upkeep import PlannedUpkeep, open_due, plan_upkeep
from property_ops.modules.estates.public import Estate
from property_ops.modules.rounds.public import Checkpoint

FILE = Path(__file__).resolve().parents[1] / "demo" / "equipment.toml"


@transaction.atomic
def enter_equipment(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where no equipment was entered yet."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    estate = Estate.objects.filter(name=told["estate"]).first()
    if estate is None or Asset.objects.exists():
        return
    by, today = User.objects.get(username="dispatcher"), timezone.localdate()
    points = {point.code: point for point in Checkpoint.objects.filter(estate=estate)}
    for row in told["equipment"]:
        asset = enter_asset(estate=estate, code=row["code"], facts=_facts(row, points, today), by=by)
        for one in row.get("upkeep", ()):
            upkeep = plan_upkeep(asset=asset, planned=_planned(one, today), by=by)
            if one.get("opened"):
                open_due(upkeep=upkeep, by=by, on=today)
        if "repair" in row:
            open_repair(asset=asset, kind="设施维修", what=row["repair"], by=by, on=today)


def _facts(row: Mapping[str, Any], points: Mapping[str, Checkpoint], today: date) -> AssetFacts:
    warranty = today + timedelta(days=row["warranty_days"]) if "warranty_days" in row else None
    return AssetFacts(
        name=row["name"],
        kind=AssetKind(row["kind"]),
        place=row.get("place", ""),
        checkpoint=points.get(row.get("plate", "")),
        maker=row.get("maker", ""),
        installed_on=row.get("installed"),
        warranty_until=warranty,
        warranty_by=row.get("warranty_by", ""),
    )


def _planned(row: Mapping[str, Any], today: date) -> PlannedUpkeep:
    return PlannedUpkeep(
        name=row["name"],
        work_kind=row["kind"],
        quantity=Decimal(row["quantity"]),
        unit=row["unit"],
        price=Yuan.parse(row["price"]),
        payer=row.get("payer", "common_income"),
        first_on=today + timedelta(days=row["due_in"]),
        every_months=row["every"],
        keeps_season=row.get("season", False),
    )
