from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.payments.domain.states import RefundState
from invoices.modules.payments.models.outgoing import Outgoing
from invoices.modules.payments.models.receipt import Receipt


class Tie(models.Model):
    """A payment out gives this receipt back (退款对应收款): two persons say so (docs/product.md rule 10)."""

    outgoing = models.ForeignKey(Outgoing, models.PROTECT, related_name="ties")
    receipt = models.ForeignKey(Receipt, models.PROTECT, related_name="ties", verbose_name=_("receipt"))
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=RefundState.choices(), default=RefundState.PROPOSED)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    prepared_at = models.DateTimeField(_("prepared"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("payment that gives back a receipt")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["outgoing"], condition=~Q(state=RefundState.REJECTED), name="po_tie_of_payment_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")), name="po_tie_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(state=RefundState.PROPOSED, decided_by=None)
                | (~Q(state=RefundState.PROPOSED) & Q(decided_by__isnull=False)),
                name="po_tie_decided_by_someone",
            ),
        ]
