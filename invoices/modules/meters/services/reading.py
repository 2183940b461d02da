"""Readings: written down on the phone or from a workbook, handed in by estate and month, approved by another person."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from invoices.modules.meters import selectors
from invoices.modules.meters.domain.errors import (
    LaterMonthApproved,
    NothingRead,
    ReadingDecided,
    ReadingGoesBack,
    ReadingsWait,
)
from invoices.modules.meters.models import Meter, MeterReading, ReadingSheet
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.framework.pictures.store import keep
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate

READ = ReadingSheet.rights.prepare


def write_down_reading(
    *, meter_id: int, day: date, value: Decimal, scan: bytes | None, by: User, now: datetime, today: date
) -> MeterReading:
    """What the meter shows. Once a month; written again before it is handed in, it is corrected.

    Raises NotAllowed, MeterNotThere, ReadingGoesBack, ReadingDecided, PictureRefused.
    """
    with transaction.atomic():
        meter = Meter.objects.select_for_update(of=("self",)).select_related("unit").get(pk=meter_id)
        require(by, READ, meter)
        month = Month.of(day).start
        found = meter.readings.filter(month=month).select_related("sheet").first()
        if found is not None and not selectors.is_in_hand(found):
            raise ReadingDecided(number=meter.number)
        selectors.check_reading(meter, day, value, today=today)
        values = {
            "day": day,
            "value": value,
            "picture": keep(scan, now=now) if scan else None,
            "read_by": by,
            "read_at": now,
            "sheet": None,
        }
        if found is None:
            return MeterReading.objects.create(meter=meter, month=month, **values)
        for name, one in values.items():
            setattr(found, name, one)
        found.save()
        return found


def hand_in(*, estate: Estate, item: FeeItem, month: Month, by: User, now: datetime) -> ReadingSheet:
    """All that was read in the month and not handed in yet. Raises NotAllowed, ReadingsWait, NothingRead."""
    require(by, READ, estate)
    with transaction.atomic():
        Estate.objects.select_for_update().get(pk=estate.pk)
        if ReadingSheet.objects.filter(ReadingSheet.WAITS, estate=estate, item=item).exists():
            raise ReadingsWait()
        read = MeterReading.objects.filter(
            MeterReading.IN_HAND, meter__unit__estate=estate, meter__item=item, month=month.start
        )
        keys = list(read.values_list("pk", flat=True))
        if not keys:
            raise NothingRead()
        sheet = ReadingSheet.objects.create(
            number=ReadingSheet.series.next(month.year),
            estate=estate,
            item=item,
            month=month.start,
            prepared_by=by,
            prepared_at=now,
        )
        MeterReading.objects.filter(pk__in=keys).update(sheet=sheet)
        audit.record(by=by, action="meters.handed_in", subject=str(sheet), **sheet.audit_facts())
    return sheet


def approve_sheet(*, sheet_id: int, by: User, now: datetime) -> ReadingSheet:
    """The readings count, and what was used is written to each.

    Raises NotAllowed, SamePerson, AlreadyDecided, LaterMonthApproved, ReadingGoesBack.
    """
    with approving(ReadingSheet, sheet_id, by=by, now=now) as sheet:
        later = ReadingSheet.objects.filter(
            ReadingSheet.STANDS, estate=sheet.estate_id, item=sheet.item_id, month__gt=sheet.month
        )
        if later.exists():
            raise LaterMonthApproved()
        _reckon(sheet)
    return sheet


def _reckon(sheet: ReadingSheet) -> None:
    used_before = defaultdict(Decimal, selectors.used_in_year(sheet))
    readings = list(sheet.readings.select_related("meter").order_by("meter__unit", "meter"))
    before = selectors.stood_before(sheet)
    for one in readings:
        meter = one.meter
        since, value = before.get(meter.pk, (meter.installed_on, meter.first_value))
        if one.value < value or one.day < since:
            raise ReadingGoesBack(number=meter.number, value=value, day=since)
        one.since, one.value_before = since, value
        one.used = (one.value - value) * meter.multiplier
        one.used_before = used_before[meter.unit_id]
        used_before[meter.unit_id] += one.used
    MeterReading.objects.bulk_update(readings, ["since", "value_before", "used", "used_before"], batch_size=500)
