"""Factories of fee items and tariffs."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

import factory
from factory.django import DjangoModelFactory

from invoices.modules.tariffs.models import FeeItem, Tariff
from invoices.modules.tariffs.models.tariff import PARKING_FEE, SERVICE_FEE, VACANCY_REDUCTION, WORKS_SHARE
from property_ops.modules.estates.testing import EstateFactory

ITEMS: dict[str, tuple[str, str]] = {
    SERVICE_FEE: ("物业服务费", "5001.01"),
    VACANCY_REDUCTION: ("空置房减免比例", ""),
    PARKING_FEE: ("停车服务费", "5001.02"),
    WORKS_SHARE: ("工程分摊", "5001.03"),
}


class FeeItemFactory(DjangoModelFactory):
    """One of the shipped fee items."""

    class Meta:
        model = FeeItem
        django_get_or_create: ClassVar = ("code",)

    code = SERVICE_FEE
    name = factory.LazyAttribute(lambda item: ITEMS[item.code][0])
    income_account = factory.LazyAttribute(lambda item: ITEMS[item.code][1])


class TariffFactory(DjangoModelFactory):
    """¥1.00 per m² and month of residential area, since long ago."""

    class Meta:
        model = Tariff

    estate = factory.SubFactory(EstateFactory)
    item = factory.SubFactory(FeeItemFactory)
    applies_to = "住宅"
    rate = Decimal("1.00")
    unit = "元/㎡·月"
    start = date(2020, 1, 1)
    end = None


class VacancyReductionFactory(TariffFactory):
    """A vacant unit pays 70 %."""

    item = factory.SubFactory(FeeItemFactory, code=VACANCY_REDUCTION)
    rate = Decimal("0.7")
    unit = "比例"


def fee_items() -> None:
    """All fee items that charge sources name."""
    for code in ITEMS:
        FeeItemFactory(code=code)
