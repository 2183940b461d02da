from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import ApprovalState, Rights
from property_ops.framework.approval.models import PreparedOrGiven
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate


class AcceptanceTerms(PreparedOrGiven, OfEstate):
    """What an estate's agreement says of acceptance and warranty. Without a row: three parties, none deemed.

    Each change is a row of its own that another person approves; the last approved one is in force from that moment on,
    and binds the works that are reported as done afterwards (docs/product.md rules 10, 24).
    """

    rights = Rights(prepare="works.change_terms", approve="works.approve_terms")
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="acceptance_terms", verbose_name=_("estate"))
    has_committee = models.BooleanField(_("the estate has an owners' committee"), default=True)
    deemed_days = models.PositiveSmallIntegerField(_("days until silence counts as acceptance"), null=True, blank=True)
    warranty_months = models.PositiveSmallIntegerField(_("warranty (months)"), null=True, blank=True)

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
        ]

    def __str__(self) -> str:
        return self.estate.name

    @property
    def audit_subject(self) -> str:
        return self.estate.code

    @property
    def said(self) -> tuple[bool, int | None, int | None]:
        return self.has_committee, self.deemed_days, self.warranty_months

    def audit_facts(self) -> dict[str, Any]:
        return {
            "has_committee": self.has_committee,
            "deemed_days": self.deemed_days,
            "warranty_months": self.warranty_months,
        }
