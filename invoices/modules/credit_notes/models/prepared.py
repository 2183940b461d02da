"""What every correction has: four eyes and a reason (docs/product.md rule 10)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.billing.public import BillingAccount
from invoices.modules.credit_notes.domain.states import State
from property_ops.framework.fields import YuanField
from property_ops.kernel.money import ZERO
from property_ops.modules.estates.public import Estate, Tenure


class Prepared(models.Model):
    """Prepared by one, for a reason; approved by another, or dropped. What is decided stays so."""

    state = models.CharField(_("state"), max_length=10, choices=State.choices(), default=State.WAITING)
    reason = models.TextField(_("reason"))
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    prepared_at = models.DateTimeField(_("prepared"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED.value) | ~Q(decided_by=F("prepared_by")),
                name="po_%(class)s_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING.value, decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state=State.WAITING.value) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="po_%(class)s_decided_by_someone",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="po_%(class)s_has_reason"),
        ]


class PreparedForAccount(Prepared):
    """A correction of what one payer of one account owes, with its own copy of names (docs/product.md rule 7)."""

    account = models.ForeignKey(BillingAccount, models.PROTECT, related_name="+", verbose_name=_("account"))
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    estate_name = models.CharField(_("estate"), max_length=60)
    unit_code = models.CharField(_("unit code"), max_length=60)
    payer = models.ForeignKey(Tenure, models.PROTECT, null=True, related_name="+", verbose_name=_("payer"))
    payer_name = models.CharField(_("payer"), max_length=60, blank=True)
    total = YuanField(_("amount"))

    class Meta(Prepared.Meta):
        abstract = True
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=Q(total__gt=ZERO), name="po_%(class)s_above_zero"),
        ]
