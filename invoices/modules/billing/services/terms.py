"""Changing what bills say besides the amounts."""

from invoices.modules.billing.models import BillingTerms
from property_ops.framework import audit
from property_ops.framework.models import User
from property_ops.framework.permissions import require


def change_terms(*, terms: BillingTerms, by: User) -> BillingTerms:
    """Store the terms; bills issued from now on follow them. Raises NotAllowed."""
    require(by, "billing.change_terms")
    terms.pk = 1
    terms.save()
    audit.record(by=by, action="billing.terms_changed", subject="1", due_days=terms.due_days, masked=terms.mask_payers)
    return terms
