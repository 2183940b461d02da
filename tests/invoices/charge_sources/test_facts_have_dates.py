"""A month is charged by what was true in it, whenever it is charged (docs/product.md rule 24)."""

from datetime import date
from decimal import Decimal

import pytest

from invoices.modules.charges.models import Charge
from invoices.modules.charges.public import charge_month
from invoices.modules.tariffs.testing import TariffFactory
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.testing import confirm
from property_ops.modules.estates.models import Unit, UnitVersion
from property_ops.modules.estates.public import Estate, Use
from property_ops.modules.estates.testing import EstateFactory, UnitFactory
from property_ops.modules.works.testing import WorkOrderFactory
from tests.property_ops.framework.importing.papers import UNITS, errors, run, unit, workbook

pytestmark = pytest.mark.django_db
APRIL, MAY, JUNE = Month(2022, 4), Month(2022, 5), Month(2022, 6)
FIRST_OF_MAY = date(2022, 5, 1)


@pytest.fixture
def estate(shipped) -> Estate:
    """Flats pay 0.65, shops 1.10; every month is confirmed."""
    estate = EstateFactory(code="BC01", name="牡丹花园")
    TariffFactory(estate=estate, rate=Decimal("0.65"))
    TariffFactory(estate=estate, rate=Decimal("1.10"), applies_to="商业")
    for month in (APRIL, MAY, JUNE):
        confirm(estate, month)
    return estate


def imported(tmp_path, *rows, as_of):
    heads = [head for head in UNITS if head != "联系电话"]
    places = [UNITS.index(head) for head in heads]
    cells = [[row[place] for place in places] for row in rows]
    return run(workbook(tmp_path / f"{as_of}.xlsx", {"牡丹花园": [heads, *cells]}), as_of=as_of)


def flat(number: int, area, use: str = "住宅") -> list:
    return unit(number, **{"建筑面积(㎡)": area, "房屋性质": use})


def charged(accountant, month: Month) -> list[tuple[str, int, int, int]]:
    """(room, first day, last day, fen) of the service fees of the month, charged in July."""
    charge_month(month=month, by=accountant, today=date(2022, 7, 10))
    lines = Charge.objects.filter(month=month.start, source="service").order_by("unit__code", "start")
    return [(one.unit.room, one.start.day, (one.end - date.resolution).day, one.amount.fen) for one in lines]


def test_a_held_month_is_charged_by_its_own_area_and_use(estate, accountant, tmp_path):
    imported(tmp_path, flat(1, 100), flat(3, 100), as_of=date(2022, 2, 1))
    assert errors(imported(tmp_path, flat(1, 120), flat(3, 100, "商业"), as_of=FIRST_OF_MAY)) == []
    assert charged(accountant, APRIL) == [("101", 1, 30, 65_00), ("301", 1, 30, 65_00)]
    assert charged(accountant, MAY) == [("101", 1, 31, 78_00), ("301", 1, 31, 110_00)]


def test_a_change_inside_the_month_is_a_line_of_each(estate, accountant, tmp_path):
    imported(tmp_path, flat(1, 100), flat(3, 100), as_of=date(2022, 2, 1))
    imported(tmp_path, flat(1, 120), flat(3, 100, "商业"), as_of=date(2022, 4, 16))
    assert charged(accountant, APRIL) == [
        ("101", 1, 15, 32_50),
        ("101", 16, 30, 39_00),
        ("301", 1, 15, 32_50),
        ("301", 16, 30, 55_00),
    ]
    assert charged(accountant, APRIL) == charged(accountant, APRIL)


def test_each_of_several_changes_counts_for_its_own_months(estate, accountant, tmp_path):
    imported(tmp_path, flat(1, 100), as_of=date(2022, 2, 1))
    imported(tmp_path, flat(1, 110), as_of=FIRST_OF_MAY)
    imported(tmp_path, flat(1, 90), as_of=date(2022, 6, 1))
    assert [charged(accountant, month)[0][3] for month in (APRIL, MAY, JUNE)] == [65_00, 71_50, 58_50]


def test_the_same_register_again_makes_no_version_and_a_day_before_the_last_is_refused(estate, tmp_path):
    imported(tmp_path, flat(1, 100), as_of=date(2022, 2, 1))
    imported(tmp_path, flat(1, 120), as_of=FIRST_OF_MAY)
    imported(tmp_path, flat(1, 120), as_of=date(2022, 6, 1))
    imported(tmp_path, flat(1, 121), as_of=FIRST_OF_MAY)  # a slip of the pen, mended for the same day
    assert [(one.area, one.end) for one in UnitVersion.objects.all()] == [(Decimal(100), FIRST_OF_MAY)]
    (problem,) = errors(imported(tmp_path, flat(1, 130), as_of=APRIL.start))
    assert problem.says % problem.facts == (
        "Area or use changed on 2022-05-01 already, which is later than 2022-04-01."
    )
    assert Unit.objects.get().area == Decimal(121)


def test_a_work_is_shared_by_the_areas_of_the_day_it_was_accepted(estate, accountant, tmp_path):
    small, large = UnitFactory(estate=estate, area=Decimal(50)), UnitFactory(estate=estate, area=Decimal(100))
    UnitVersion.objects.create(unit=small, area=Decimal(100), use=Use.RESIDENTIAL, end=date(2022, 7, 1))
    work = WorkOrderFactory(estate=estate)
    charge_month(month=Month.of(work.accepted_on), by=accountant, today=date(2022, 7, 10))
    shares = dict(Charge.objects.filter(source="works").values_list("unit", "amount"))
    assert work.accepted_on < date(2022, 7, 1)
    assert abs(shares[small.pk].fen - shares[large.pk].fen) <= 1
