from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import ScaledField
from property_ops.framework.models import StoredPicture
from property_ops.framework.scope import OfEstate
from property_ops.kernel.period import Month
from property_ops.modules.confirmations.models.confirmation import RATIO_PLACES, AgreementItem
from property_ops.modules.estates.public import Estate


class ConfirmationPaper(Prepared, OfEstate):
    """The signed sheet of an estate's month, written down (代录); it counts once another person compared the two."""

    rights: ClassVar[Rights] = Rights(prepare="confirmations.change", approve="confirmations.approve")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="confirmation_papers", verbose_name=_("estate"))
    month = models.DateField(_("month"), help_text="first day of the month")
    committee_signer = models.CharField(_("confirmed by the owners' committee"), max_length=40)
    branch_signer = models.CharField(_("confirmed by the party branch"), max_length=40)
    confirmed_on = models.DateField(_("confirmed on"))
    picture = models.ForeignKey(StoredPicture, models.PROTECT, related_name="+", verbose_name=_("signed sheet"))

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("signed confirmation")
        ordering = ["-month", "-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(committee_signer="") & ~Q(branch_signer=""), name="po_confirmation_paper_signed"
            ),
            models.UniqueConstraint(
                fields=["estate", "month"],
                condition=Q(state=ApprovalState.WAITING.value),
                name="po_confirmation_paper_waits_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate.name} {Month.of(self.month)}"

    def audit_facts(self) -> dict[str, Any]:
        return {"estate": self.estate.code, "month": str(Month.of(self.month))}


class ConfirmationPaperRow(OfEstate):
    """One service of the sheet. `reason`: why the parties confirm less than was counted."""

    estate_path = "paper__estate"

    paper = models.ForeignKey(ConfirmationPaper, models.PROTECT, related_name="rows")
    item = models.ForeignKey(AgreementItem, models.PROTECT, related_name="+", verbose_name=_("service"))
    weight = ScaledField(_("weight"), places=RATIO_PLACES)
    completion = ScaledField(_("completion ratio"), places=RATIO_PLACES)
    reason = models.CharField(_("reason"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("row of a signed confirmation")
        ordering = ["paper", "item"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "item"], name="po_confirmation_paper_item_once"),
            models.CheckConstraint(condition=Q(weight__gt=0) & Q(weight__lte=1), name="po_confirmation_paper_weight"),
            models.CheckConstraint(
                condition=Q(completion__gte=0) & Q(completion__lte=1), name="po_confirmation_paper_completion"
            ),
        ]
