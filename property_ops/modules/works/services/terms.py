"""What an estate's agreement says of acceptance."""

from django.db import transaction

from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require
from property_ops.modules.estates.public import Estate
from property_ops.modules.works.models import AcceptanceTerms
from property_ops.modules.works.services.workflow import TERMS


@transaction.atomic
def change_terms(
    *, estate: Estate, has_committee: bool, deemed_days: int | None, warranty_months: int | None, by: User
) -> AcceptanceTerms:
    """What the agreement of the estate says of acceptance. Works that are accepted keep theirs. Raises NotAllowed."""
    require(by, TERMS, estate)
    terms = AcceptanceTerms.objects.select_for_update().filter(estate=estate).first() or AcceptanceTerms(estate=estate)
    terms.has_committee, terms.deemed_days, terms.warranty_months = has_committee, deemed_days, warranty_months
    terms.save()
    audit.record(
        by=by,
        action="works.terms",
        subject=estate.code,
        has_committee=has_committee,
        deemed_days=deemed_days,
        warranty_months=warranty_months,
    )
    return terms
