"""What `property-ops verify` asks of the meters."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from invoices.modules.charges.public import Charge
from invoices.modules.meters.domain.supply import CODE
from invoices.modules.meters.models import MeterReading, SupplierBill
from invoices.modules.meters.selectors.charging import charged_for


def uses_unlike_readings() -> tuple[int, list[tuple[str, date, Decimal, Decimal]]]:
    """How many readings count, and those whose `used` is another than their figures give."""
    rows = MeterReading.objects.filter(MeterReading.STANDS).select_related("meter").order_by("meter", "month")
    count = 0
    found: list[tuple[str, date, Decimal, Decimal]] = []
    last: dict[int, Decimal] = {}
    for one in rows.iterator():
        count += 1
        before = last.get(one.meter_id, one.meter.first_value)
        right = (one.value - before) * one.meter.multiplier
        if one.used != right:
            found.append((one.meter.number, one.day, one.used or Decimal(0), right))
        last = {one.meter_id: one.value}
    return count, found


def charges_unlike_readings() -> list[dict[str, Any]]:
    """Charges for use whose quantities are not what the approved reading shows."""
    used = {
        f"{CODE}/{meter}/{month:%Y-%m}": amount
        for meter, month, amount in MeterReading.objects.filter(MeterReading.STANDS).values_list(
            "meter", "month", "used"
        )
    }
    rows = Charge.objects.filter(source=CODE, basis__key__startswith=f"{CODE}/").exclude(
        basis__key__startswith=f"{CODE}/rest/"
    )
    charged = rows.order_by().values_list("basis__key").annotate(all=Sum("quantity"))
    return [
        {"key": key, "charged": amount, "used": used.get(key, 0)} for key, amount in charged if used.get(key) != amount
    ]


def collected_above_bills() -> tuple[int, list[dict[str, Any]]]:
    """How many suppliers' bills stand, and those of which households were charged more."""
    bills = list(SupplierBill.objects.filter(SupplierBill.STANDS))
    charged = charged_for(bills)
    above = [one for one in bills if charged[one.pk] > one.amount]
    return len(bills), [{"bill": str(one), "amount": str(one.amount), "charged": str(charged[one.pk])} for one in above]
