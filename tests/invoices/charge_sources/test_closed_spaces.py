"""From a closure to a smaller parking charge (docs/product.md rule 4)."""

from datetime import date

import pytest

from invoices.modules.charges.public import Charge, charge_month
from property_ops.framework.testing import UserFactory
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month, Period
from property_ops.modules.estates.testing import EstateFactory
from property_ops.modules.parking.public import close_spaces
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory

pytestmark = pytest.mark.django_db


def test_six_closed_days_of_june_are_not_charged(accountant):
    """¥60 × 24/30 = ¥48.00, where ¥60.00 would have been charged; days that two works close count once."""
    space = SpaceFactory(estate=EstateFactory(code="BC01", name="牡丹花园"), number="A017")
    lease = LeaseFactory(space=space, plate="鲁R2F79D", monthly_rent=Yuan(60_00))
    dispatcher = UserFactory(role="dispatcher")
    for number, first, after in (("GD-1", 11, 17), ("GD-2", 15, 17)):
        days = Period(date(2022, 6, first), date(2022, 6, after))
        close_spaces(spaces=[space], days=days, work_order_number=number, by=dispatcher)
    charge_month(month=Month(2022, 6), by=accountant, today=date(2022, 7, 2))
    (charge,) = Charge.objects.filter(source="parking")
    assert (charge.unit_id, charge.amount) == (lease.unit_id, Yuan(48_00))
    assert charge.basis.facts["closed_by"] == ["GD-1", "GD-2"]
