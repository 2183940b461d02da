"""Factories of estates, units and the people who hold them; for this module's tests and its neighbours'."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

import factory
from factory.django import DjangoModelFactory

from property_ops.modules.estates.models import Estate, Occupancy, Tenure, Unit
from property_ops.modules.estates.models.estate import Management
from property_ops.modules.estates.models.unit import OccupancyState, Role, Use


class EstateFactory(DjangoModelFactory):
    """An estate that is managed since long ago."""

    class Meta:
        model = Estate

    code = factory.Sequence(lambda number: f"XQ{number + 1:02d}")
    name = factory.LazyAttribute(lambda estate: f"{estate.code}小区")
    management = Management.MANAGED
    taken_over_on = date(2020, 1, 1)


class UnitFactory(DjangoModelFactory):
    """A residential unit of 100 m²: rooms 101, 102, … of building 1, entrance 1."""

    class Meta:
        model = Unit

    estate = factory.SubFactory(EstateFactory)
    building = 1
    entrance = 1
    room = factory.Sequence(lambda number: str(101 + number))
    code = factory.LazyAttribute(
        lambda unit: f"{unit.estate.code}-{unit.building}-{unit.entrance}-{unit.room}",
    )
    area = Decimal(100)
    use = Use.RESIDENTIAL


class TenureFactory(DjangoModelFactory):
    """An owner since ever, without an end."""

    class Meta:
        model = Tenure

    unit = factory.SubFactory(UnitFactory)
    role = Role.OWNER
    name = factory.Sequence(lambda number: f"业主{number + 1}")
    start = None
    end = None


class OccupancyFactory(DjangoModelFactory):
    """Vacant since ever, without an end."""

    class Meta:
        model = Occupancy

    unit = factory.SubFactory(UnitFactory)
    state = OccupancyState.VACANT
    start = None
    end = None


def owned_unit(*, owner: str = "王芳", **unit: Any) -> Unit:
    """A unit with one owner since ever."""
    return cast(Unit, TenureFactory(unit=UnitFactory(**unit), name=owner).unit)
