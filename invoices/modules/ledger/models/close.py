from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.plain_sql import DayOfMonth
from property_ops.framework.scope import CompanyWide
from property_ops.kernel.period import Month


class MonthClose(CompanyWide):
    """A month of the whole company, closed and perhaps reopened again; it is closed while `reopened_at` is empty.

    The database refuses an entry posted into the days `[month, until)` of a closed one, and every change of a row but
    its one reopening, which another person approved. `head_number` and `head_digest` are the ledger's last entry when
    the month was closed.
    """

    month = models.DateField(_("month"))
    until = models.DateField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    closed_at = models.DateTimeField(_("closed at"))
    head_number = models.PositiveBigIntegerField(_("last entry"))
    head_digest = models.CharField(max_length=64)
    reopened_at = models.DateTimeField(_("reopened at"), null=True)

    class Meta:
        verbose_name = _("closing of a month")
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["month"], condition=Q(reopened_at__isnull=True), name="po_month_is_closed_once"
            ),
            models.CheckConstraint(
                condition=Exact(DayOfMonth("month"), 1) & Exact(DayOfMonth("until"), 1) & Q(until__gt=F("month")),
                name="po_closed_month_is_a_month",
            ),
        ]

    def __str__(self) -> str:
        return str(Month.of(self.month))


class Reopening(Prepared, CompanyWide):
    """Somebody asks to reopen a closed month, for a reason; it is open again once another person approves."""

    rights = Rights(prepare="ledger.ask_reopening", approve="ledger.reopen")

    close = models.ForeignKey(MonthClose, models.PROTECT, related_name="reopenings")
    reason = models.CharField(_("reason"), max_length=200)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("reopening of a month")
        ordering = ["-prepared_at", "-id"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(fields=["close"], condition=Q(state="waiting"), name="po_reopening_asked_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="po_reopening_has_reason"),
        ]

    def __str__(self) -> str:
        return str(self.close)

    def audit_facts(self) -> dict[str, Any]:
        return {"because": self.reason}
