"""Factories of works."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.works.models import WorkOrder
from property_ops.modules.works.models.work_order import Funding, Result


class WorkOrderFactory(DjangoModelFactory):
    """120 m² of road, accepted in full on 2022-06-15, ¥1,000.00, shared by the residents of the whole estate."""

    class Meta:
        model = WorkOrder

    number = factory.Sequence(lambda number: f"GD-2022-{number + 1:03d}")
    kind = "路面修补"
    estate = factory.SubFactory(EstateFactory)
    unit = "㎡"
    planned = Decimal(120)
    done = Decimal(120)
    accepted = Decimal(120)
    done_on = date(2022, 6, 10)
    accepted_on = date(2022, 6, 15)
    accepted_by = "三方联动"
    labour = Yuan(600_00)
    material = Yuan(300_00)
    machine = Yuan(100_00)
    ceiling: Yuan | None = None
    funding = Funding.RESIDENTS
    scope = "全小区"
    result = Result.ACCEPTED
