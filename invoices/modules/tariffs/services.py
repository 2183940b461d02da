"""Tariffs are prepared by one person and approved by another (docs/product.md rule 10)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from invoices.modules.tariffs.domain.errors import NothingToApprove
from invoices.modules.tariffs.models import Tariff
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.errors import SamePerson


def approve_tariffs(*, by: User, now: datetime, ids: Collection[int] | None = None) -> int:
    """Approve what waits, or of that only `ids`; how many. Charging follows them from its next run on.

    Raises NotAllowed, NothingToApprove, and SamePerson where `by` prepared one of them: then none is approved.
    """
    require(by, "tariffs.approve")
    with transaction.atomic():
        waiting = Tariff.objects.select_for_update().filter(awaits_approval=True).select_related("estate", "item")
        tariffs = list(waiting if ids is None else waiting.filter(pk__in=ids))
        if not tariffs:
            raise NothingToApprove()
        if any(tariff.prepared_by_id == by.pk for tariff in tariffs):
            raise SamePerson(user=str(by))
        for tariff in tariffs:
            tariff.awaits_approval, tariff.approved_by, tariff.approved_at = False, by, now
            tariff.save()
            subject = f"{tariff.estate.code} {tariff.item} {tariff.applies_to} {tariff.start}"
            audit.record(by=by, action="tariffs.approved", subject=subject, rate=str(tariff.rate))
    return len(tariffs)
