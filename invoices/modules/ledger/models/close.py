from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import CompanyWide
from property_ops.kernel.period import Month


class MonthClose(CompanyWide):
    """A month of the whole company, closed and perhaps reopened again; it is closed while `reopened_at` is empty.

    The database refuses an entry posted into the days `[month, until)` of a closed one, and every change of a row but
    its one reopening. `head_number` and `head_digest` are the ledger's last entry when the month was closed.
    """

    month = models.DateField(_("month"))
    until = models.DateField()
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    closed_at = models.DateTimeField(_("closed at"))
    head_number = models.PositiveBigIntegerField(_("last entry"))
    head_digest = models.CharField(max_length=64)
    reopening_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(_("reopened at"), null=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("closing of a month")
        ordering = ["month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["month"], condition=Q(reopened_at__isnull=True), name="po_month_is_closed_once"
            ),
            models.CheckConstraint(
                condition=Q(month__day=1, until__day=1, until__gt=F("month")), name="po_closed_month_is_a_month"
            ),
            models.CheckConstraint(
                condition=Q(
                    reopened_at__isnull=True, reopened_by__isnull=True, reopening_asked_by__isnull=True, reason=""
                )
                | (
                    Q(reopened_at__isnull=False, reopened_by__isnull=False, reopening_asked_by__isnull=False)
                    & ~Q(reason="")
                ),
                name="po_reopening_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(reopened_by__isnull=True) | ~Q(reopened_by=F("reopening_asked_by")),
                name="po_reopening_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return str(Month.of(self.month))
