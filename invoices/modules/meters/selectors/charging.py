"""What is charged by meter."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from invoices.modules.charges.public import Charge
from invoices.modules.meters.domain.supply import CODE, ITEMS, PriceStep, SharedBy, step_named
from invoices.modules.meters.models import Meter, MeterReading, ReadingSheet, SupplierBill, SupplyTerms
from invoices.modules.meters.selectors.reading import unread
from invoices.modules.tariffs.public import APPLIES_TO, Tariff, in_charge
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.dated_rows import version_on
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import FAR_FUTURE, Month
from property_ops.modules.estates.public import Estate, Unit, Use, as_they_were


def items_with_meters(estate: Estate) -> list[str]:
    rows = Meter.objects.filter(Meter.STANDS, unit__estate=estate).order_by()
    there = set(rows.values_list("item__code", flat=True).distinct())
    return [code for code in ITEMS if code in there]


def readings_that_count(estate: Estate, item: str, month: Month) -> list[Any]:
    """With `use` and `area`, those of the unit on the day: in the order in which they were approved."""
    rows = MeterReading.objects.filter(
        MeterReading.STANDS, meter__unit__estate=estate, meter__item__code=item, month=month.start
    ).select_related("meter__unit", "sheet__decided_by", "read_by")
    readings: list[Any] = list(rows.order_by("sheet", "meter__unit", "meter"))
    units = as_they_were(Unit.objects.filter(pk__in={one.meter.unit_id for one in readings}), on=month.start)
    then = {pk: (area, use) for pk, area, use in units.values_list("pk", "area_then", "use_then")}
    for one in readings:
        one.area, use = then[one.meter.unit_id]
        one.use = APPLIES_TO[Use(use)]
    return readings


def sheets_that_wait(estate: Estate, item: str, month: Month) -> list[str]:
    rows = ReadingSheet.objects.filter(ReadingSheet.WAITS, estate=estate, item__code=item, month=month.start)
    return list(rows.values_list("number", flat=True))


def terms_in_force(estate: Estate, item: str, *, on: date) -> SupplyTerms | None:
    return version_on(SupplyTerms.objects.filter(SupplyTerms.STANDS, estate=estate, item__code=item), on)


def supplier_bill(estate: Estate, item: str, month: Month) -> SupplierBill | None:
    """The one of the month that stands or waits."""
    rows = SupplierBill.objects.filter(estate=estate, item__code=item, month=month.start).exclude(state__in=NEVER_MIND)
    rows = rows.filter(taken_back_on=None)
    return rows.select_related("estate", "item").first()


class Prices:
    """The approved prices of an item in an estate."""

    def __init__(self, estate: Estate, item: str) -> None:
        rows = in_charge(Tariff.objects.filter(estate=estate, item__code=item)).order_by("start")
        self._by_use: dict[str, list[tuple[Decimal, Any]]] = defaultdict(list)
        for one in rows:
            use, above = step_named(one.applies_to)
            self._by_use[use].append((above, one))

    def steps(self, use: str, *, on: date) -> list[PriceStep]:
        """In force on that day; empty where there is none."""
        return [
            PriceStep(above, one.rate, one.start)
            for above, one in self._by_use[use]
            if one.start <= on < (one.end or FAR_FUTURE)
        ]


def weights(readings: Sequence[Any], rule: SharedBy) -> tuple[list[int], list[str], list[int]]:
    """Units, their codes and what they weigh, of the households that were read; by unit code."""
    used: dict[int, int] = defaultdict(int)
    found: dict[str, Any] = {}
    for one in readings:
        found[one.meter.unit.code] = one
        used[one.meter.unit_id] += int((one.used or Decimal(0)) * 10_000)
    weigh: dict[SharedBy, Callable[[Any], int]] = {
        SharedBy.AREA: lambda one: int(one.area),
        SharedBy.UNIT: lambda one: 1,
        SharedBy.USE: lambda one: used[one.meter.unit_id],
    }
    codes = [code for code in sorted(found) if weigh[rule](found[code])]
    return [found[code].meter.unit_id for code in codes], codes, [weigh[rule](found[code]) for code in codes]


def charged_for(bills: Sequence[SupplierBill]) -> dict[int, Yuan]:
    """What households were charged in the months of these bills, by bill."""
    of_bill = {(one.estate_id, one.item_id, one.month): one.pk for one in bills}
    rows = Charge.objects.filter(
        source=CODE,
        estate__in={one.estate_id for one in bills},
        item__in={one.item_id for one in bills},
        month__in={one.month for one in bills},
    )
    sums = rows.order_by().values_list("estate", "item", "month").annotate(all=Sum("amount"))
    found = dict.fromkeys(of_bill.values(), Yuan(0))
    for estate, item, month, amount in sums:
        key = of_bill.get((estate, item, month))
        if key is not None:
            found[key] = amount
    return found


def unread_of(bill: SupplierBill, month: Month) -> list[str]:
    read = [one.meter_id for one in readings_that_count(bill.estate, bill.item.code, month)]
    return unread(bill.estate, bill.item.code, month, read)
