from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from invoices.modules.visitor_fees.services import VisitorPrice, approve_visitor_tariff, propose_visitor_tariff
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.parking.public import arrive
from tests.invoices.online_payments.conftest import _platforms, platforms  # noqa: F401

PRICE = VisitorPrice(60, Yuan(2_00), Yuan(10_00), "业委会决议")


@pytest.fixture
def estate(shipped):
    cache.clear()
    return EstateFactory(code="BC01", name="牡丹花园")


@pytest.fixture
def guard(shipped):
    return UserFactory(role="dispatcher")


@pytest.fixture
def charged(estate, accountant, reviewer):
    """Visitors of the estate pay whose cars came in the last ten days, as was decided before."""
    now = timezone.now() - timedelta(days=10)
    tariff = propose_visitor_tariff(estate=estate, start=timezone.localdate(now), price=PRICE, by=accountant, now=now)
    approve_visitor_tariff(tariff_id=tariff.pk, by=reviewer, now=now)
    return estate


@pytest.fixture
def came(guard):
    """A car that came so many minutes ago."""

    def comes(estate, minutes: int, plate: str = "鲁R12345"):
        now = timezone.now()
        return arrive(estate=estate, plate=plate, at=now - timedelta(minutes=minutes), now=now, by=guard)

    return comes
