from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.dated import OPEN_OR_APPROVED, FiguresFromADay
from property_ops.framework.approval.domain import Rights
from property_ops.framework.approval.models import Prepared
from property_ops.framework.fields import YuanField
from property_ops.framework.scope import CompanyWide, OfEstate
from property_ops.kernel.money import Yuan
from property_ops.modules.estates.public import Estate
from property_ops.modules.queue.domain.ranking import PartWeight, QueuePart
from property_ops.modules.votes.public import PollSubject
from property_ops.modules.works.public import WorkOrder

RIGHTS = Rights(prepare="queue.change", approve="queue.approve")
ALL = 10_000


class QueueWeights(FiguresFromADay, CompanyWide):
    """How many points each request, hazard, vote and month of waiting brings, from a day on."""

    rights: ClassVar[Rights] = RIGHTS
    PROPOSED = "queue.weights_proposed"
    FIGURES: ClassVar[tuple[str, ...]] = (
        "request",
        "most_requests",
        "major_hazard",
        "larger_hazard",
        "usual_hazard",
        "voted",
        "month",
        "most_months",
    )

    request = models.PositiveSmallIntegerField(_("points a request"))
    most_requests = models.PositiveSmallIntegerField(_("requests counted at most"))
    major_hazard = models.PositiveSmallIntegerField(_("points a major hazard"))
    larger_hazard = models.PositiveSmallIntegerField(_("points a larger hazard"))
    usual_hazard = models.PositiveSmallIntegerField(_("points a usual hazard"))
    voted = models.PositiveSmallIntegerField(_("points of a carried vote"))
    month = models.PositiveSmallIntegerField(_("points a month of waiting"))
    most_months = models.PositiveSmallIntegerField(_("months counted at most"))

    class Meta(FiguresFromADay.Meta):
        abstract = False
        verbose_name = _("weights of the queue of works")

    @classmethod
    def fault(cls, figures: Mapping[str, int]) -> Any:
        return "" if any(figures.values()) else _("Something must bring points.")

    @property
    def weights(self) -> Mapping[str, PartWeight]:
        return {
            QueuePart.REQUESTS: PartWeight(self.request, self.most_requests),
            QueuePart.MAJOR: PartWeight(self.major_hazard, ALL),
            QueuePart.LARGER: PartWeight(self.larger_hazard, ALL),
            QueuePart.USUAL: PartWeight(self.usual_hazard, ALL),
            QueuePart.VOTED: PartWeight(self.voted, 1),
            QueuePart.MONTHS: PartWeight(self.month, self.most_months),
        }


class WorksBudget(Prepared, OfEstate):
    """What an estate has for works that wait, from a day on, until another one begins."""

    rights: ClassVar[Rights] = RIGHTS
    estate_path = "estate"

    estate = models.ForeignKey(Estate, models.PROTECT, related_name="+", verbose_name=_("estate"))
    start = models.DateField(_("from"))
    amount = YuanField(_("money for works"))
    source = models.CharField(_("where the money comes from"), max_length=100)

    class Meta(Prepared.Meta):
        abstract = False
        verbose_name = _("budget of works")
        ordering = ["estate", "-start", "-pk"]
        constraints = [
            *Prepared.Meta.constraints,
            models.UniqueConstraint(
                fields=["estate", "start"], condition=Q(state__in=OPEN_OR_APPROVED), name="po_works_budget_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=Yuan(0)) & ~Q(source=""), name="po_works_budget_says_whence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate.name} {self.start}"

    def audit_facts(self) -> dict[str, Any]:
        return {"amount": str(self.amount), "source": self.source}


class VotedWork(OfEstate):
    """What the owners vote on is this work. It brings points once the vote has carried it."""

    estate_path = "work__estate"

    work = models.OneToOneField(WorkOrder, models.PROTECT, related_name="+", verbose_name=_("work order"))
    subject = models.ForeignKey(PollSubject, models.PROTECT, related_name="+", verbose_name=_("subject of a vote"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered"))

    class Meta:
        verbose_name = _("vote on a work")
