from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.modules.estates.public import Estate


class ChargeRun(CompanyWide):
    """One run of the charging of a month: who, when, how far. A killed run stays unfinished and harms nothing."""

    journal = "no fact: when it was last reckoned"

    month = models.DateField(_("month"), db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    estates_total = models.PositiveIntegerField(default=0)
    estates_done = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("charge run")
        ordering = ["-id"]


class Hold(OfEstate):
    """What was not charged and what it waits for. Open until a later run charges it or finds another reason."""

    journal = "reckoned anew by each run"

    estate_path = "estate"

    month = models.DateField(_("month"))
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="holds", verbose_name=_("estate"))
    source = models.CharField(_("charge source"), max_length=30)
    subject = models.CharField(_("waits for"), max_length=160)
    reason = models.CharField(_("reason"), max_length=40)
    detail = models.JSONField(default=dict)
    found_by = models.ForeignKey(ChargeRun, models.PROTECT, related_name="holds_found")
    released_by = models.ForeignKey(ChargeRun, models.PROTECT, null=True, related_name="holds_released")

    class Meta:
        verbose_name = _("held")
        ordering = ["month", "estate", "source", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "estate", "source", "subject", "reason"],
                condition=Q(released_by__isnull=True),
                name="po_hold_open_once",
            )
        ]
