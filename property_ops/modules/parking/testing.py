"""Factories of parking spaces, leases and closures."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.parking.models import Closure, Lease, Space
from property_ops.modules.parking.models.space import SpaceKind


class SpaceFactory(DjangoModelFactory):
    class Meta:
        model = Space

    estate = factory.SubFactory(EstateFactory)
    number = factory.Sequence(lambda number: f"A-{number + 1:03d}")
    kind = SpaceKind.FIXED


class LeaseFactory(DjangoModelFactory):
    """A space let for ¥150.00 a month since long ago, to a unit of the same estate."""

    class Meta:
        model = Lease

    space = factory.SubFactory(SpaceFactory)
    unit = factory.SubFactory(UnitFactory, estate=factory.SelfAttribute("..space.estate"))
    plate = factory.Sequence(lambda number: f"辽A{number + 10000}")
    monthly_rent = Yuan(150_00)
    start = date(2020, 1, 1)
    end = None


class ClosureFactory(DjangoModelFactory):
    class Meta:
        model = Closure

    space = factory.SubFactory(SpaceFactory)
    work_order_number = factory.Sequence(lambda number: f"GD-{number + 1:04d}")
    start = date(2022, 6, 10)
    end = date(2022, 6, 13)
