from django.db import models
from django.utils.translation import gettext_lazy as _

from invoices.modules.month_end.models.run import MonthEndRun
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate


class PartState(models.TextChoices):
    WAITING = "waiting", _("waits its turn")
    RUNNING = "running", _("is being done")
    DONE = "done", _("done")
    NOTHING = "nothing", _("nothing to do")
    FAILED = "failed", _("failed")
    DROPPED = "dropped", _("dropped")


class MonthEndPart(OfEstate):
    """What a run does for one estate, in a task of its own; without estate, all of a run of former versions.

    `attempts`: how often a worker began it. Failed or dropped it can be taken up again.
    """

    journal = "no fact: a run in the background"
    estate_path = "estate"
    without_estate_seen_by_all = True

    run = models.ForeignKey(MonthEndRun, models.PROTECT, related_name="parts", verbose_name=_("step of a month's end"))
    estate = models.ForeignKey(Estate, models.PROTECT, null=True, related_name="+", verbose_name=_("estate"))
    state = models.CharField(_("state"), max_length=10, choices=PartState, default=PartState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    outcome = models.JSONField(default=dict)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("part of a month's end")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["run", "estate"], name="po_month_end_part_once")]

    def __str__(self) -> str:
        return self.estate.name if self.estate else ""
