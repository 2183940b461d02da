from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.scope import CompanyWide


class RunState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class MonthEndRun(CompanyWide):
    """One step of a month's end as a background task: who pressed, how far, what came of it.

    The database lets only one run of a month be open: a button pressed twice starts one. `beat_at` is when it last
    gave a sign; a run that was killed gives none and can be replaced.
    """

    journal = "no fact: a run in the background"

    month = models.DateField(_("month"))
    step = models.CharField(_("step"), max_length=30)
    estates = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    at = models.CharField(max_length=120, blank=True)
    outcome = models.JSONField(default=dict)
    started_at = models.DateTimeField(_("started"))
    beat_at = models.DateTimeField()
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("step of a month's end")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["month"], condition=Q(state__in=["waiting", "running"]), name="po_month_end_one_at_a_time"
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.state in (RunState.WAITING, RunState.RUNNING)
