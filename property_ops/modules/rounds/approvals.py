"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User
from property_ops.modules.rounds.models import BadWeatherDay, DoubtfulScan, RoundPlan
from property_ops.modules.rounds.services.plans import approve_bad_weather, approve_plan
from property_ops.modules.rounds.services.scans import approve_scan


class RoundPlans(ApprovalKind[RoundPlan]):
    name, title, model = "round_plan", _("Plans of rounds"), RoundPlan
    blocks_closing = False  # what rounds were done is judged by the month's confirmation
    page = "round_plan"
    related = ("item__estate",)

    def approve(self, thing: RoundPlan, *, by: User, now: datetime, today: date) -> str:
        approve_plan(plan_id=thing.pk, by=by, now=now)
        return gettext("The plan counts from its first day on.")


class BadWeather(ApprovalKind[BadWeatherDay]):
    name, title, model = "bad_weather", _("Days of bad weather"), BadWeatherDay
    blocks_closing = False  # what rounds were done is judged by the month's confirmation
    page = "bad_weather_day"
    related = ("estate",)

    def approve(self, thing: BadWeatherDay, *, by: User, now: datetime, today: date) -> str:
        approve_bad_weather(day_id=thing.pk, by=by, now=now)
        return gettext("Rounds that bad weather excuses are not due on that day.")


class DoubtfulScans(ApprovalKind[DoubtfulScan]):
    name, title, model = "doubtful_scan", _("Doubtful scans"), DoubtfulScan
    blocks_closing = False  # what rounds were done is judged by the month's confirmation
    related = ("scan__checkpoint__estate",)

    def url(self, thing: DoubtfulScan) -> str:
        return reverse("round_scan", args=[thing.scan_id])

    def approve(self, thing: DoubtfulScan, *, by: User, now: datetime, today: date) -> str:
        approve_scan(doubtful_id=thing.pk, by=by, now=now)
        return gettext("The scan counts.")


PLANS, WEATHER, SCANS = RoundPlans(), BadWeather(), DoubtfulScans()
