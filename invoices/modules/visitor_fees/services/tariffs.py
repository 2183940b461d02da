"""What visitors pay from a day on: proposed by one person, approved by another (docs/product.md rule 10)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from invoices.modules.visitor_fees.domain.errors import TariffOfThatDay, TariffOfThePast
from invoices.modules.visitor_fees.models import VisitorTariff
from property_ops.framework import audit
from property_ops.framework.approval.services import approving
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.kernel.writing import clean
from property_ops.modules.estates.public import Estate


@dataclass(frozen=True, slots=True)
class VisitorPrice:
    """Zero a begun hour: nothing is charged from that day on."""

    free_minutes: int
    per_hour: Yuan
    most_a_day: Yuan
    basis: str


@transaction.atomic
def propose_visitor_tariff(
    *, estate: Estate, start: date, price: VisitorPrice, by: User, now: datetime
) -> VisitorTariff:
    """Waits for another person. Raises NotAllowed, TariffOfThePast, TariffOfThatDay."""
    require(by, VisitorTariff.rights.prepare, estate)
    _refuse_past(start, timezone.localdate(now))
    with locked_transaction("visitor fees"):
        known = VisitorTariff.objects.filter(VisitorTariff.STANDS | VisitorTariff.WAITS, estate=estate, start=start)
        if known.exists():
            raise TariffOfThatDay(estate=estate.name, day=start)
        tariff = VisitorTariff.objects.create(
            estate=estate,
            start=start,
            free_minutes=price.free_minutes,
            per_hour=price.per_hour,
            most_a_day=price.most_a_day,
            basis=clean(price.basis),
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="visitor_fees.prepared", subject=tariff.audit_subject, **tariff.audit_facts())
    return tariff


def approve_visitor_tariff(*, tariff_id: int, by: User, now: datetime) -> VisitorTariff:
    """Cars that come from its day on are charged by it.

    Raises NotAllowed, SamePerson, AlreadyDecided, TariffOfThePast.
    """
    with transaction.atomic(), approving(VisitorTariff, tariff_id, by=by, now=now) as tariff:
        _refuse_past(tariff.start, timezone.localdate(now))
    return tariff


def _refuse_past(start: date, today: date) -> None:
    if start < today:
        raise TariffOfThePast(first=today)
