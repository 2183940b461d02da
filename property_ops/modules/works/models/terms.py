from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import PreparedOrGiven
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import OfEstate
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate

SAID = (
    "has_committee",
    "deemed_days",
    "warranty_months",
    "emergency_limit",
    "emergency_month_limit",
    "complaint_days",
    "complaint_percent",
)
"""What a row of terms says."""


class AcceptanceTerms(PreparedOrGiven, OfEstate):
    """What an estate's agreement says of acceptance, warranty, emergencies and residents' complaints.

    Without a row: three parties, none deemed, no work before it is released, no complaints that hold it for all.

    Each change is a row of its own that another person approves; the last approved one is in force from that moment on,
    and binds the works that are reported as done afterwards (docs/product.md rules 10, 24).
    """

    rights = Rights(prepare="works.change_terms", approve="works.approve_terms")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="acceptance_terms", verbose_name=_("estate"))
    has_committee = models.BooleanField(_("the estate has an owners' committee"), default=True)
    deemed_days = models.PositiveSmallIntegerField(_("days until silence counts as acceptance"), null=True, blank=True)
    warranty_months = models.PositiveSmallIntegerField(_("warranty (months)"), null=True, blank=True)

    emergency_limit = YuanField(_("most of an emergency work (yuan)"), null=True, blank=True)
    emergency_month_limit = YuanField(_("most of a month's emergency works (yuan)"), null=True, blank=True)
    complaint_days = models.PositiveSmallIntegerField(
        _("days for residents' complaints after acceptance"), null=True, blank=True
    )
    complaint_percent = models.PositiveSmallIntegerField(
        _("more than this share of households holds the work for all (%)"), null=True, blank=True
    )

    class Meta(PreparedOrGiven.Meta):
        abstract = False
        verbose_name = _("terms of acceptance")
        ordering = ["estate", "id"]
        constraints = [
            *PreparedOrGiven.Meta.constraints,
            models.UniqueConstraint(
                fields=["estate"], condition=Q(state=ApprovalState.WAITING.value), name="po_acceptance_terms_wait_once"
            ),
            models.CheckConstraint(
                condition=Q(deemed_days__isnull=True) | Q(deemed_days__range=(1, 365)), name="po_deemed_days_in_range"
            ),
            models.CheckConstraint(
                condition=Q(warranty_months__isnull=True) | Q(warranty_months__range=(0, 600)),
                name="po_warranty_months_in_range",
            ),
            models.CheckConstraint(
                condition=Q(emergency_limit__isnull=True, emergency_month_limit__isnull=True)
                | Q(emergency_limit__gt=Yuan(0), emergency_month_limit__gte=F("emergency_limit")),
                name="po_emergency_limits",
            ),
            models.CheckConstraint(
                condition=Q(complaint_days__isnull=True, complaint_percent__isnull=True)
                | Q(complaint_days__range=(1, 365), complaint_percent__range=(0, 99)),
                name="po_complaint_terms",
            ),
        ]

    def __str__(self) -> str:
        return self.estate.name

    @property
    def audit_subject(self) -> str:
        return self.estate.code

    @property
    def said(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in SAID}

    def audit_facts(self) -> dict[str, Any]:
        return {name: str(value) if isinstance(value, Yuan) else value for name, value in self.said.items()}
