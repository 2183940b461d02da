"""Meters, sheets, terms and bills of suppliers as lists."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from invoices.modules.meters.domain.supply import ITEMS
from invoices.modules.meters.models import Meter, MeterReading, ReadingSheet, SupplierBill, SupplyTerms
from invoices.modules.tariffs.public import FeeItem
from property_ops.framework.approval.domain import NEVER_MIND
from property_ops.framework.models import User
from property_ops.modules.estates.public import Estate, Unit, find_units


def items() -> QuerySet[FeeItem]:
    return FeeItem.objects.filter(code__in=ITEMS).order_by("pk")


def unit_of(item: str) -> str:
    """The unit that is counted, out of `元/吨`."""
    return FeeItem.objects.get(code=item).rate_unit.rpartition("/")[2]


def visible_meters(user: User) -> QuerySet[Any]:
    """With `last_value` and `last_day`, what counts of their readings."""
    last = MeterReading.objects.filter(MeterReading.STANDS, meter=OuterRef("pk")).order_by("-month")
    rows = Meter.objects.visible_to(user).annotate(
        last_value=Subquery(last.values("value")[:1]), last_day=Subquery(last.values("day")[:1])
    )
    return rows.select_related("unit__estate", "item", "prepared_by", "decided_by")


def find_meters(meters: QuerySet[Any], text: str, user: User) -> QuerySet[Any]:
    units = find_units(Unit.objects.visible_to(user), text).values("pk")
    return meters.filter(Q(number__icontains=text) | Q(unit__in=units))


def meters_called(number: str, *, estate: Estate) -> QuerySet[Meter]:
    """Those in the register under that number, in their place or waiting; one that was taken out may come again."""
    rows = Meter.objects.filter(unit__estate=estate, number=number, removed_on=None)
    return rows.exclude(state__in=NEVER_MIND)


def visible_sheets(user: User) -> QuerySet[ReadingSheet]:
    return ReadingSheet.objects.visible_to(user).select_related("estate", "item", "prepared_by", "decided_by")


def visible_terms(user: User) -> QuerySet[SupplyTerms]:
    return SupplyTerms.objects.visible_to(user).select_related("estate", "item", "prepared_by", "decided_by")


def visible_bills(user: User) -> QuerySet[SupplierBill]:
    return SupplierBill.objects.visible_to(user).select_related("estate", "item", "prepared_by", "decided_by")


def visible_readings(user: User) -> QuerySet[MeterReading]:
    return MeterReading.objects.visible_to(user).select_related("picture")


def readings_of(meter: Meter) -> QuerySet[MeterReading]:
    return meter.readings.select_related("sheet", "read_by", "picture").order_by("-month")


def first_with_meters(estates: Sequence[Estate]) -> Estate | None:
    having = set(Meter.objects.filter(Meter.STANDS).values_list("unit__estate", flat=True).distinct())
    return next((one for one in estates if one.pk in having), next(iter(estates), None))


def meter_of(unit: Unit, **values: Any) -> Meter:
    """A new one, not stored."""
    return Meter(unit=unit, **values)


def new_terms(**values: Any) -> SupplyTerms:
    return SupplyTerms(**values)


def new_bill(**values: Any) -> SupplierBill:
    return SupplierBill(**values)
