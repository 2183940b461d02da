import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.dated import OPEN_OR_APPROVED
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.scope import CompanyWide
from property_ops.modules.assessment.models.whose import OF_ONE, OfAssessed


class SettledSheet(OfAssessed, Prepared, CompanyWide):
    """The sheet of a span that is over, as it was counted when it was settled; it changes no more.

    `figures` is canonical JSON (docs/adr/0038): the parts with their weights, and every row with whether it counts.
    Approved by another person, `sheet` are the bytes that are printed and signed. Nobody settles the own sheet.
    """

    rights: ClassVar[Rights] = Rights(prepare="assessment.change", approve="assessment.approve")

    figures = models.TextField()
    figures_sha256 = models.CharField(_("SHA-256 of the figures"), max_length=64)
    sheet = models.BinaryField(default=b"")
    sheet_sha256 = models.CharField(_("SHA-256 of the settled sheet"), max_length=64, blank=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("settled assessment")
        ordering = ["-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.CheckConstraint(condition=OF_ONE, name="po_settled_sheet_of_one"),
            *(
                models.UniqueConstraint(
                    fields=[whose, "quarter"], condition=Q(state__in=OPEN_OR_APPROVED), name=f"po_settled_{whose}_once"
                )
                for whose in ("person", "crew", "estate")
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True)
                | (~Q(person=F("prepared_by")) & (Q(decided_by__isnull=True) | ~Q(person=F("decided_by")))),
                name="po_settled_sheet_not_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(state="approved") & ~Q(sheet_sha256="") | ~Q(state="approved") & Q(sheet_sha256=""),
                name="po_settled_sheet_has_its_bytes",
            ),
        ]

    @property
    def audit_subject(self) -> str:
        return self.about

    def audit_facts(self) -> dict[str, Any]:
        return {"sha256": self.figures_sha256}

    @property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.figures)
        return found
