from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from invoices.modules.counter.domain.tills import OtherTaking, TillCount, TillMovement
from property_ops.framework.approval.domain import NEVER_MIND, Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.numbering import Series
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.money import ZERO, Yuan


class DayClose(Prepared, CompanyWide):
    """A cashier's till, counted at the end of a day (日结): by the cashier, and by who takes the money over.

    `movements` are the cash that came and went since the count before, each on one count only; `expected` is their
    sum. What was counted less `change`, which stays in the drawer, is handed over; `difference` is posted to 1901.
    """

    rights = Rights(prepare="counter.close", approve="counter.approve")
    series = Series("RJ")

    number = models.CharField(_("number"), max_length=30, null=True)  # noqa: DJ001 - none before approval
    starts_on = models.DateField(_("from"))
    day = models.DateField(_("day"))
    pieces = models.JSONField(_("pieces"))
    movements = models.JSONField(_("cash that came and went"))
    others = models.JSONField(_("other ways of payment"))
    expected = YuanField(_("should be there"))
    counted = YuanField(_("counted in the till"))
    change = YuanField(_("change that stays"))
    difference = YuanField(_("difference"))
    note = models.CharField(_("why it differs"), max_length=200, blank=True)
    posted_on = models.DateField(_("posted on"), null=True)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("day close")
        ordering = ["-day", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="po_day_close_number_once"),
            models.UniqueConstraint(
                fields=["prepared_by", "day"], condition=~Q(state__in=NEVER_MIND), name="po_day_closed_once"
            ),
            models.CheckConstraint(
                condition=Q(difference=F("counted") - F("change") - F("expected")), name="po_day_close_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(counted__gte=ZERO, change__gte=ZERO, starts_on__lte=F("day")), name="po_day_close_sensible"
            ),
            models.CheckConstraint(
                condition=Q(difference=ZERO) | ~Q(note=""), name="po_day_close_difference_explained"
            ),
            models.CheckConstraint(
                condition=Q(state="approved", number__isnull=False, posted_on__isnull=False)
                | (~Q(state="approved") & Q(number__isnull=True, posted_on__isnull=True)),
                name="po_day_close_numbered_when_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.prepared_by} {self.day}"

    @property
    def audit_subject(self) -> str:
        return self.number or f"{self.prepared_by.username} {self.day}"

    def audit_facts(self) -> dict[str, Any]:
        return {"counted": str(self.counted), "difference": str(self.difference)}

    @property
    def handed_over(self) -> Yuan:
        return self.counted - self.change

    @property
    def count(self) -> TillCount:
        return TillCount({int(fen): count for fen, count in self.pieces.items()}, self.change)

    @property
    def till_movements(self) -> list[TillMovement]:
        return [TillMovement(source, Yuan(fen)) for source, fen in self.movements]

    @property
    def other_takings(self) -> list[OtherTaking]:
        return [OtherTaking(channel, count, Yuan(fen)) for channel, count, fen in self.others]
