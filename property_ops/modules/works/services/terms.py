"""What an estate's agreement says of acceptance: asked for by one person, approved by another."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.approval.domain import ApprovalState
from property_ops.framework.approval.services import approving
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.domain.errors import SameTerms, TermsWait
from property_ops.modules.works.models import AcceptanceTerms
from property_ops.modules.works.selectors import terms_of
from property_ops.modules.works.services.workflow import TERMS


@transaction.atomic
def propose_terms(
    *,
    estate: Estate,
    has_committee: bool,
    deemed_days: int | None,
    warranty_months: int | None,
    emergency_limit: Yuan | None = None,
    emergency_month_limit: Yuan | None = None,
    complaint_days: int | None = None,
    complaint_percent: int | None = None,
    by: User,
    now: datetime,
) -> AcceptanceTerms:
    """What the agreement of the estate is to say of acceptance; another person approves it.

    Raises NotAllowed, TermsWait, SameTerms.
    """
    require(by, TERMS, estate)
    Estate.objects.select_for_update().get(pk=estate.pk)
    if AcceptanceTerms.objects.filter(AcceptanceTerms.WAITS, estate=estate).exists():
        raise TermsWait(estate=estate.name)
    terms = AcceptanceTerms(
        estate=estate,
        has_committee=has_committee,
        deemed_days=deemed_days,
        warranty_months=warranty_months,
        emergency_limit=emergency_limit,
        emergency_month_limit=emergency_month_limit,
        complaint_days=complaint_days,
        complaint_percent=complaint_percent,
        state=ApprovalState.WAITING.value,
        prepared_by=by,
        prepared_at=now,
    )
    if terms.said == terms_of(estate).said:
        raise SameTerms(estate=estate.name)
    terms.save()
    audit.record(by=by, action="works.terms", subject=estate.code, **terms.audit_facts())
    return terms


def approve_terms(*, terms: AcceptanceTerms, by: User, now: datetime) -> AcceptanceTerms:
    """In force from now on, for works that are reported as done from now on.

    Raises NotAllowed, SamePerson, AlreadyDecided.
    """
    with approving(AcceptanceTerms, terms.pk, by=by, now=now) as found:
        return found


def agree_terms(
    *, estate: Estate, said: Mapping[str, Any], by: User, approved_by: User, now: datetime
) -> AcceptanceTerms:
    """The terms in force with what is `said` anew, by the names of their columns: both steps, for who has both persons
    at hand.

    Raises NotAllowed, TermsWait, SameTerms, SamePerson.
    """
    require(by, TERMS, estate)
    whole = terms_of(estate).said | dict(said)
    with transaction.atomic():
        return approve_terms(terms=propose_terms(estate=estate, by=by, now=now, **whole), by=approved_by, now=now)
