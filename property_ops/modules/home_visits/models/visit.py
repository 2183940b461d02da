from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from property_ops.framework.fields import choices_of
from property_ops.framework.numbering import Series
from property_ops.framework.scope import OfEstate
from property_ops.modules.estates.public import Estate, Unit
from property_ops.modules.home_visits.domain.outcomes import VisitOutcome
from property_ops.modules.requests.public import Request

OUTCOMES = choices_of(VisitOutcome)


class VisitPlan(OfEstate):
    """Homes of an estate, which is a grid worker's, that are to be visited (入户走访); never changed."""

    estate_path = "estate"
    series = Series("ZF", places=4)

    number = models.CharField(_("number"), max_length=30, unique=True)
    estate = models.ForeignKey(Estate, models.PROTECT, related_name="visit_plans", verbose_name=_("estate"))
    title = models.CharField(_("what the visits are about"), max_length=60)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("planned by"))
    at = models.DateTimeField(_("planned at"))

    class Meta:
        verbose_name = _("plan of home visits")
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="po_visit_plan_days"),
            models.CheckConstraint(condition=~Q(title=""), name="po_visit_plan_has_title"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class PlannedHome(OfEstate):
    """A home of a plan; the number that those met are of."""

    estate_path = "plan__estate"

    plan = models.ForeignKey(VisitPlan, models.PROTECT, related_name="homes", verbose_name=_("plan of home visits"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))

    class Meta:
        verbose_name = _("home to be visited")
        ordering = ["plan", "unit"]
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="po_planned_home_once")]

    def __str__(self) -> str:
        return f"{self.plan.number} {self.unit.code}"


class HomeVisit(OfEstate):
    """Somebody of the office at the door. Append-only; a home is met once in a plan."""

    estate_path = "home__plan__estate"

    home = models.ForeignKey(PlannedHome, models.PROTECT, related_name="visits", verbose_name=_("home to be visited"))
    outcome = models.CharField(_("what came of it"), max_length=8, choices=OUTCOMES)
    words = models.CharField(_("note of the visit"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("visited by"))
    at = models.DateTimeField(_("visited at"))

    class Meta:
        verbose_name = _("visit at a home")
        ordering = ["home", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["home"], condition=Q(outcome=VisitOutcome.MET.value), name="po_home_met_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[str(one) for one in VisitOutcome]), name="po_visit_outcome"
            ),
        ]


class VisitOpinion(OfEstate):
    """What somebody said at a door, with the request that it became, if an answer was wanted. Append-only."""

    estate_path = "visit__home__plan__estate"

    visit = models.ForeignKey(HomeVisit, models.PROTECT, related_name="opinions", verbose_name=_("visit at a home"))
    words = models.CharField(_("opinion"), max_length=300)
    request = models.OneToOneField(
        Request, models.PROTECT, null=True, related_name="visit_opinion", verbose_name=_("request")
    )

    class Meta:
        verbose_name = _("opinion said at a home")
        ordering = ["visit", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="po_visit_opinion_has_words")]
