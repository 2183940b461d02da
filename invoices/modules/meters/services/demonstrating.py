"""Water of one building in the demonstration: twelve meters, a month that was approved, and one half read."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from invoices.modules.meters.domain.supply import WATER, SharedBy, StepsBy
from invoices.modules.meters.models import Meter, SupplierBill, SupplyTerms
from invoices.modules.meters.services.reading import approve_sheet, hand_in, write_down_reading
from invoices.modules.meters.services.registering import approve_meter, register_meter
from invoices.modules.meters.services.supplying import (
    approve_terms,
    enter_supplier_bill,
    propose_terms,
)
from invoices.modules.tariffs.public import FeeItem, Tariff, in_charge
from property_ops.framework.accounts import user_named
from property_ops.kernel.money import Yuan
from property_ops.kernel.period import Month
from property_ops.modules.estates.public import Estate, Unit

HOMES, SINCE = 12, date(2022, 6, 30)
READ = ((date(2022, 7, 29), (9, 12, 7, 15, 11, 0, 8, 21, 10, 13, 6, 14)), (date(2022, 8, 30), (10, 11, 8, 16, 12, 0)))


def read_meters(call: Callable[..., Any]) -> None:
    """Of slot `demo_steps`: once, where prices are approved."""
    estate, item = Estate.objects.filter(name="牡丹花园").first(), FeeItem.objects.get(code=WATER)
    if estate is None or Meter.objects.exists() or not in_charge(Tariff.objects.filter(item=item)).exists():
        return
    accountant, reviewer, now = user_named("accountant"), user_named("reviewer"), timezone.now()
    homes = list(Unit.objects.filter(estate=estate, building=1).select_related("estate").order_by("code")[:HOMES])
    meters = [
        register_meter(
            meter=Meter(
                unit=unit,
                item=item,
                number=f"3702{place:04d}",
                multiplier=Decimal(1),
                installed_on=SINCE,
                first_value=Decimal(180 + 37 * place),
            ),
            by=accountant,
            now=now,
        )
        for place, unit in enumerate(homes, 1)
    ]
    for meter in meters:
        approve_meter(meter_id=meter.pk, by=reviewer, now=now)
    terms = SupplyTerms(
        estate=estate,
        item=item,
        supplier="菏泽市水务集团有限公司",
        steps_by=StepsBy.YEAR.value,
        shared_by=SharedBy.UNIT.value,
        start=SINCE,
        basis="2022年业主委员会第1次会议决议",
    )
    approve_terms(terms_id=propose_terms(terms=terms, by=accountant, now=now).pk, by=reviewer, now=now)
    stands = {meter.pk: meter.first_value for meter in meters}
    for day, used in READ:
        for meter, amount in zip(meters, used, strict=False):
            stands[meter.pk] += amount
            write_down_reading(
                meter_id=meter.pk, day=day, value=stands[meter.pk], scan=None, by=accountant, now=now, today=day
            )
    sheet = hand_in(estate=estate, item=item, month=Month(2022, 7), by=accountant, now=now)
    approve_sheet(sheet_id=sheet.pk, by=reviewer, now=now)
    bill = SupplierBill(
        estate=estate,
        item=item,
        month=Month(2022, 7).start,
        number="SW202207-0318",
        quantity=Decimal(138),
        amount=Yuan(462_30),
    )
    enter_supplier_bill(bill=bill, by=accountant, now=now)
