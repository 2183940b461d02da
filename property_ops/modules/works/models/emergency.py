from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import Yuan
from property_ops.modules.works.models.work_order import WorkOrder

APPROVED_WITHIN = timedelta(days=3)


class EmergencyCallOut(Prepared, OfEstate):
    """A work begun before it was released (应急抢修): approved by another until `approve_by`, or never charged.

    `amount` is the estimate, below the limit of the estate's agreement; so are those of a month together.
    """

    rights = Rights(prepare="works.change", approve="works.approve")
    estate_path = "work__estate"

    work = models.OneToOneField(WorkOrder, models.PROTECT, related_name="call_out", verbose_name=_("work order"))
    reason = models.CharField(_("why it cannot wait"), max_length=200)
    started_at = models.DateTimeField(_("emergency begun at"))
    approve_by = models.DateTimeField(_("to be approved by"))
    amount = YuanField(_("estimate (yuan)"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("emergency call-out")
        ordering = ["-started_at"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.APPROVED.value) | Q(decided_at__lte=F("approve_by")),
                name="po_call_out_approved_in_time",
            ),
            models.CheckConstraint(condition=~Q(reason="") & Q(amount__gt=Yuan(0)), name="po_call_out_says_why"),
        ]

    def __str__(self) -> str:
        return self.work.number

    def audit_facts(self) -> dict[str, Any]:
        return {"amount": str(self.amount), "approve_by": self.approve_by.isoformat()}
