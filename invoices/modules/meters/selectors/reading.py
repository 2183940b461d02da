"""What meters showed, and where they stood before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from invoices.modules.meters.domain.errors import MeterNotThere, ReadingGoesBack
from invoices.modules.meters.models import Meter, MeterReading, ReadingSheet
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

USUAL_MONTHS = 6


def to_be_read(estate: Estate, item: str, month: Month) -> QuerySet[Any]:
    """The meters in their place on some day of the month, in the order of the homes."""
    rows = Meter.objects.filter(Meter.STANDS, unit__estate=estate, item__code=item, installed_on__lt=month.end)
    rows = rows.filter(Q(removed_on=None) | Q(removed_on__gte=month.start)).select_related("unit", "item")
    return rows.order_by("unit__building", "unit__entrance", "unit__room", "pk")


def readings_in(estate: Estate, item: str, month: Month) -> dict[int, MeterReading]:
    """Of each meter, counting or not."""
    rows = MeterReading.objects.filter(meter__unit__estate=estate, meter__item__code=item, month=month.start)
    return {one.meter_id: one for one in rows.select_related("sheet", "read_by")}


def stood_at(meter: Meter) -> tuple[date, Decimal]:
    """Day and figure of its latest reading that counts, else of its beginning."""
    last = meter.readings.filter(MeterReading.STANDS).order_by("-month").first()
    return (last.day, last.value) if last else (meter.installed_on, meter.first_value)


def stood_before(sheet: ReadingSheet) -> dict[int, tuple[date, Decimal]]:
    """Day and figure of the latest readings before a sheet, by meter."""
    rows = MeterReading.objects.filter(
        MeterReading.STANDS, meter__in=sheet.readings.values("meter"), month__lt=sheet.month
    )
    found = rows.order_by("month").values_list("meter", "day", "value")
    return {meter: (day, value) for meter, day, value in found}


def used_in_year(sheet: ReadingSheet) -> dict[int, Decimal]:
    """What each unit used by its meters in the sheet's calendar year, up to the sheet."""
    of_year = MeterReading.objects.filter(
        MeterReading.STANDS,
        meter__unit__estate=sheet.estate_id,
        meter__item=sheet.item_id,
        month__gte=sheet.month.replace(month=1),
        month__lte=sheet.month,
    ).exclude(sheet=sheet)
    return dict(of_year.order_by().values_list("meter__unit").annotate(all=Sum("used")))


def unread(estate: Estate, item: str, month: Month, read: Iterable[int]) -> list[str]:
    return list(to_be_read(estate, item, month).exclude(pk__in=list(read)).values_list("number", flat=True))


def is_in_hand(reading: MeterReading) -> bool:
    return reading.sheet is None or reading.sheet.state in NEVER_MIND


def lines_of(sheet: ReadingSheet) -> list[tuple[MeterReading, Decimal, Decimal]]:
    """Each reading of a sheet, where the meter stood before, and what was used between; by home."""
    rows = sheet.readings.select_related("meter__unit").order_by(
        "meter__unit__building", "meter__unit__entrance", "meter__unit__room", "meter"
    )
    before = stood_before(sheet)
    found = []
    for one in rows:
        value = before.get(one.meter_id, (None, one.meter.first_value))[1]
        found.append((one, value, (one.value - value) * one.meter.multiplier))
    return found


def unread_beside(sheet: ReadingSheet) -> list[str]:
    """Meters of the sheet's month that nobody read."""
    month = Month.of(sheet.month)
    return unread(sheet.estate, sheet.item.code, month, readings_in(sheet.estate, sheet.item.code, month))


def usual_use(meters: Iterable[int], *, before: date) -> Mapping[int, list[Decimal]]:
    """What each meter counted in the months before, the latest `USUAL_MONTHS` of them."""
    first = before.replace(year=before.year - 1)
    rows = MeterReading.objects.filter(
        MeterReading.STANDS, meter__in=list(meters), month__lt=before, month__gte=first
    ).order_by("month")
    found: dict[int, list[Decimal]] = defaultdict(list)
    for meter, used in rows.values_list("meter", "used"):
        found[meter] = [*found[meter], used or Decimal(0)][-USUAL_MONTHS:]
    return found


def check_reading(meter: Meter, day: date, value: Decimal, *, today: date) -> None:
    """Raises MeterNotThere, ReadingGoesBack."""
    is_there = meter.installed_on <= day <= min(today, meter.removed_on or today)
    if meter.state != ApprovalState.APPROVED or not is_there:
        raise MeterNotThere(number=meter.number, day=day)
    since, before = stood_at(meter)
    if value < before or day <= since:
        raise ReadingGoesBack(number=meter.number, value=before, day=since)
