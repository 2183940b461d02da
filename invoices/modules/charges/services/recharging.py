"""Charging in other words what is credited in full (docs/product.md rules 6 and 7)."""

from invoices.modules.charges.domain.source import Basis
from invoices.modules.charges.models import Charge, ChargeBasis
from invoices.modules.charges.services.charging import start_run
from property_ops.framework.models import User
from property_ops.kernel.calculation import Calculation
from property_ops.kernel.period import Month, Period


def recharge(
    *, of: Charge, source: str, days: Period, source_key: str, basis: Basis, calculation: Calculation, by: User
) -> Charge:
    """Charge days of a charge once more, from another source, once what was charged for them is credited.

    The new charge has unit, item and month of the old one. Callers hold the transaction in which the credit is given;
    the database refuses a second charge with the same key.
    """
    run = start_run(month=Month.of(of.month), by=by)
    return Charge.objects.create(
        source_key=source_key,
        source=source,
        run=run,
        basis=ChargeBasis.objects.create(key=basis.key, source=source, facts=dict(basis.facts)),
        estate=of.estate,
        unit=of.unit,
        subject=of.subject,
        item=of.item,
        month=of.month,
        tariff_start=of.tariff_start,
        start=days.start,
        end=days.end,
        quantity=calculation.quantity,
        quantity_unit=calculation.quantity_unit,
        unit_price=calculation.unit_price,
        ratio_numerator=calculation.ratio.numerator,
        ratio_denominator=calculation.ratio.denominator,
        amount=calculation.amount,
    )
