"""A small June 2022 that has everything: a tariff change, a vacancy, a space leased in mid-month, a shared work.

Delivered: 保洁 0.5 × 0.9 + 秩序维护 0.5 × 1 = 0.95. By hand:
BC01-5-2-301 (86.52 m²): 86.52 × 0.35 × 15/30 × 0.95 = 14.38, 86.52 × 0.40 × 15/30 × 0.95 = 16.44, parking 60 × 20/30 =
40.00, work 950 × 86.52/186.52 = 440.67; together 511.49.
BC01-5-2-302 (100 m², vacant, 0.7): 11.64 + 13.30 + 509.33 = 534.27.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

from invoices.modules.billing.public import Bill, approve_bills, draft_bills, issue_bills
from invoices.modules.charges.public import charge_month
from invoices.modules.tariffs.models.tariff import VACANCY_REDUCTION
from invoices.modules.tariffs.testing import FeeItemFactory, TariffFactory
from property_ops.framework.models import User
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.public import Company, Estate
from property_ops.modules.estates.testing import EstateFactory, OccupancyFactory, owned_unit
from property_ops.modules.parking.testing import LeaseFactory, SpaceFactory
from property_ops.modules.works.testing import WorkOrderFactory

JUNE = Month(2022, 6)
NOW = datetime(2022, 7, 4, 9, 0, tzinfo=UTC)
TODAY = date(2022, 7, 5)
LIVED_IN, VACANT = "BC01-5-2-301", "BC01-5-2-302"


def registered() -> Estate:
    """The company, and the estate with all that June is charged from."""
    company = {"name": "城市物业服务有限公司", "address": "人民路88号", "phone": "0530-5566778"}
    Company.objects.update_or_create(id=1, defaults={**company, "bank_name": "建设银行", "bank_account": "3705"})
    estate = EstateFactory(code="BC01", name="牡丹花园")
    home = owned_unit(
        owner="李小华", estate=estate, building=5, entrance=2, room="301", code=LIVED_IN, area=Decimal("86.52")
    )
    empty = owned_unit(owner="张三", estate=estate, building=5, entrance=2, room="302", code=VACANT, area=Decimal(100))
    OccupancyFactory(unit=empty)
    TariffFactory(estate=estate, rate=Decimal("0.35"), end=date(2022, 6, 16))
    TariffFactory(estate=estate, rate=Decimal("0.40"), start=date(2022, 6, 16))
    TariffFactory(estate=estate, item=FeeItemFactory(code=VACANCY_REDUCTION), rate=Decimal("0.7"), unit="按比例")
    confirm(estate, JUNE, 保洁=("0.5", "0.9"), 秩序维护=("0.5", "1"))
    space = SpaceFactory(estate=estate, number="A017")
    LeaseFactory(space=space, unit=home, plate="鲁R2F79D", monthly_rent=Yuan(60_00), start=date(2022, 6, 11))
    WorkOrderFactory(
        number="GD20220003",
        estate=estate,
        place="3号楼前",
        done=Decimal(380),
        accepted=Decimal(361),
        accepted_by="郑玉婷",
    )
    return estate


def charged(by: User) -> Estate:
    estate = registered()
    charge_month(month=JUNE, by=by, today=TODAY)
    return estate


def drafted(by: User) -> Estate:
    estate = charged(by)
    draft_bills(month=JUNE, by=by, now=NOW)
    return estate


def issued(by: User, approved_by: User) -> Estate:
    estate = drafted(by)
    approve_bills(month=JUNE, by=approved_by, now=NOW)
    issue_bills(month=JUNE, by=by, today=TODAY)
    return estate


def bill_of(code: str) -> Bill:
    return Bill.objects.get(unit_code=code, month=JUNE.start)
