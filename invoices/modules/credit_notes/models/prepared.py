"""What every correction has: four eyes and a reason (docs/product.md rule 10)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillingAccount
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate, Tenure


class PreparedForReason(Prepared):
    """Whoever prepares it says why."""

    reason = models.TextField(_("reason"))

    class Meta(Prepared.Meta):
        abstract = True
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="%(app_label)s_%(class)s_has_reason"),
        ]


class PreparedForAccount(PreparedForReason, OfEstate):
    """A correction of what one payer of one account owes, with its own copy of names (docs/product.md rule 7)."""

    estate_path = "estate"

    account = models.ForeignKey(BillingAccount, models.PROTECT, related_name="+", verbose_name=_("account"))
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    estate_name = models.CharField(_("estate"), max_length=60)
    unit_code = models.CharField(_("unit code"), max_length=60)
    payer = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("payer"))
    payer_name = models.CharField(_("payer"), max_length=60, blank=True)
    total = YuanField(_("amount"))

    class Meta(PreparedForReason.Meta):
        abstract = True
        constraints = [
            *PreparedForReason.Meta.constraints,
            models.CheckConstraint(condition=Q(total__gt=ZERO), name="%(app_label)s_%(class)s_above_zero"),
        ]

    def audit_facts(self) -> dict[str, Any]:
        return {"amount": str(self.total)}
