"""Factories of service agreements and their monthly confirmation."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from property_ops.kernel.period import Month
from property_ops.modules.confirmations.models import AgreementItem, Confirmation
from property_ops.modules.estates.public import Estate
from property_ops.modules.estates.testing import EstateFactory


class AgreementItemFactory(DjangoModelFactory):
    class Meta:
        model = AgreementItem
        django_get_or_create = ("estate", "name")

    estate = factory.SubFactory(EstateFactory)
    name = "保洁"


class ConfirmationFactory(DjangoModelFactory):
    """Confirmed by both parties, complete, the only service of the agreement."""

    class Meta:
        model = Confirmation

    item = factory.SubFactory(AgreementItemFactory)
    month = date(2022, 6, 1)
    weight = Decimal(1)
    completion = Decimal(1)
    committee_signer = "李主任"
    branch_signer = "赵书记"
    confirmed_on = factory.LazyAttribute(lambda one: Month.of(one.month).end)


def confirm(estate: Estate, month: Month, **services: tuple[str, str]) -> None:
    """`confirm(estate, month, 保洁=("0.4", "0.95"), 秩序=("0.6", "1"))`: weight and completion, signed by both."""
    for name, (weight, completion) in (services or {"保洁": ("1", "1")}).items():
        ConfirmationFactory(
            item=AgreementItemFactory(estate=estate, name=name),
            month=month.start,
            weight=Decimal(weight),
            completion=Decimal(completion),
        )
