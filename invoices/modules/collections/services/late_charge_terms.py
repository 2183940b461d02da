"""Terms of late charges: off unless the estate's agreement has one, and then with four eyes (rules 10 and 13)."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from invoices.modules.collections.domain.errors import TermsOverlap
from invoices.modules.collections.models import LateChargeTerms
from property_ops.framework import audit
from property_ops.framework.approval.domain import NEVER_MIND, ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.locking import locked_transaction
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.writing import with_reason
from property_ops.modules.estates.public import Estate


def prepare_terms(
    *,
    estate: Estate,
    rate: Decimal,
    grace_days: int,
    cap_percent: int,
    start: date,
    reason: str,
    by: User,
    now: datetime,
    end: date | None = None,
) -> LateChargeTerms:
    """Nothing is charged by them until another person approves. Raises NotAllowed, ReasonMissing, TermsOverlap."""
    require(by, "collections.prepare", estate)
    said = with_reason(reason, most=2000)
    with transaction.atomic(), locked_transaction("late_charge_terms"):
        later = _standing(estate).filter(start__gte=start).first()
        if later:
            raise TermsOverlap(estate=estate.name, start=later.start)
        terms = LateChargeTerms.objects.create(
            estate=estate,
            rate=rate,
            grace_days=grace_days,
            cap_percent=cap_percent,
            start=start,
            end=end,
            reason=said,
            prepared_by=by,
            prepared_at=now,
        )
        audit.record(by=by, action="collections.terms_prepared", subject=estate.code, rate=str(rate))
    return terms


def approve_terms(*, terms_id: int, by: User, now: datetime) -> LateChargeTerms:
    """They are in force from their first day on; the version before ends there.

    Raises NotAllowed, SamePerson, AlreadyDecided.
    """
    with (
        transaction.atomic(),
        locked_transaction("late_charge_terms"),
        approving(LateChargeTerms, terms_id, by=by, now=now) as terms,
    ):
        for before in _standing(terms.estate).filter(state=ApprovalState.APPROVED, start__lt=terms.start):
            if before.end is None or before.end > terms.start:
                before.end = terms.start
                before.save(update_fields=["end"])
    return terms


def _standing(estate: Estate) -> QuerySet[LateChargeTerms]:
    return LateChargeTerms.objects.filter(estate=estate).exclude(state__in=NEVER_MIND).order_by("start")
