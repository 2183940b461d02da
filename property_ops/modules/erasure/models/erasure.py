from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Tenure


class Erasure(Prepared, OfEstate):
    """A former resident's personal data is erased, once a second person has approved it (docs/adr/0073).

    `done` counts what was erased, by what it is; `lines` are those of the journal that say less since then. It names
    nobody: the tenure, which has no name any more, is who it was.
    """

    rights = Rights(prepare="erasure.ask", approve="erasure.approve")
    estate_path = "tenure__unit__estate"

    tenure = models.ForeignKey(Tenure, models.PROTECT, related_name="+", verbose_name=_("former resident"))
    asked_on = models.DateField(_("asked by the person on"))
    asked_how = models.CharField(_("how it was asked"), max_length=200)
    done = models.JSONField(default=dict)
    lines = models.PositiveIntegerField(_("lines of the journal"), default=0)
    backups = models.JSONField(default=list)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("erasure of personal data")
        ordering = ["-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["tenure"],
                condition=Q(state__in=[ApprovalState.WAITING.value, ApprovalState.APPROVED.value]),
                name="po_erasure_once",
            ),
            models.CheckConstraint(condition=~Q(asked_how=""), name="po_erasure_says_how"),
        ]

    def __str__(self) -> str:
        return f"SC-{self.pk:04d}"

    @property
    def audit_subject(self) -> str:
        return self.tenure.unit.code
