"""Factories of equipment and upkeep."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from property_ops.kernel.money import Yuan
from property_ops.modules.assets.models import Asset, AssetKind, Upkeep
from property_ops.modules.estates.testing import EstateFactory


class AssetFactory(DjangoModelFactory):
    class Meta:
        model = Asset

    estate = factory.SubFactory(EstateFactory)
    code = factory.Sequence(lambda number: f"SB-{number + 1:02d}")
    name = "水泵"
    kind = AssetKind.PUMP


def upkeep(asset: Any, first_on: date, **more: Any) -> Upkeep:
    given = {
        "name": "保养",
        "work_kind": "设施维修",
        "quantity": Decimal(2),
        "unit": "处",
        "price": Yuan(100_00),
        "payer": "subsidy",
        "every_months": 3,
    }
    return Upkeep.objects.create(asset=asset, first_on=first_on, **given | more)
