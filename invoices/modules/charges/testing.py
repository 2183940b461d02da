"""Factories of charges, for tests that need charges without a source that makes them."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from invoices.modules.charges.models import Charge, ChargeBasis, ChargeRun
from invoices.modules.tariffs.testing import FeeItemFactory
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import UnitFactory


class ChargeRunFactory(DjangoModelFactory):
    class Meta:
        model = ChargeRun

    month = date(2022, 6, 1)
    by = factory.SubFactory(UserFactory, role="accountant")


class ChargeBasisFactory(DjangoModelFactory):
    class Meta:
        model = ChargeBasis

    key = factory.Sequence(lambda number: f"service_fee/test/{number}")
    source = "service"
    facts = factory.LazyFunction(lambda: {"days": 30, "days_in_month": 30, "delivered": "1", "reduction": "1"})


class ChargeFactory(DjangoModelFactory):
    """The service fee of 100 m² at ¥1.00 in the whole of June 2022: ¥100.00."""

    class Meta:
        model = Charge

    unit = factory.SubFactory(UnitFactory)
    estate = factory.SelfAttribute("unit.estate")
    source = "service"
    source_key = factory.LazyAttribute(lambda one: f"service_fee/{one.unit.code}/{one.month:%Y-%m}/{one.start}")
    run = factory.SubFactory(ChargeRunFactory, month=factory.SelfAttribute("..month"))
    basis = factory.SubFactory(ChargeBasisFactory)
    item = factory.SubFactory(FeeItemFactory)
    month = date(2022, 6, 1)
    tariff_start = date(2020, 1, 1)
    start = date(2022, 6, 1)
    end = date(2022, 7, 1)
    quantity = Decimal(100)
    quantity_unit = "㎡"
    unit_price = Decimal(1)
    ratio_numerator = 1
    ratio_denominator = 1
    amount = Yuan(100_00)
