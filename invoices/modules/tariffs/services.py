"""Tariffs are prepared by one person and approved by another (docs/product.md rule 10)."""

from collections.abc import Collection
from datetime import datetime

from invoices.modules.tariffs.models import Tariff
from property_ops.framework.approval.services import approving_each
from property_ops.framework.models import User


def approve_tariffs(*, by: User, now: datetime, ids: Collection[int] | None = None) -> int:
    """Approve what waits, or of that only `ids`; how many. Charging follows them from its next run on.

    Raises NotAllowed, NothingToApprove, and SamePerson where `by` prepared one of them: then none is approved.
    """
    asked = Tariff.objects.visible_to(by).select_related("estate", "item")
    with approving_each(asked if ids is None else asked.filter(pk__in=ids), by=by, now=now) as tariffs:
        return len(tariffs)
