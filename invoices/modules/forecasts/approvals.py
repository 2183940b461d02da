"""What waits for another person: of slot `approvals`."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from invoices.modules.forecasts.models import RateForecast
from invoices.modules.forecasts.selectors import visible_forecasts
from invoices.modules.forecasts.services import approve_forecast
from property_ops.framework.approval.kinds import ApprovalKind
from property_ops.framework.models import User


class Forecasts(ApprovalKind[RateForecast]):
    name, title, model = "rate_forecast", _("Forecasts of rates"), RateForecast
    blocks_closing = False  # it posts nothing
    page = "forecast"

    def visible(self, user: User) -> QuerySet[RateForecast]:
        return visible_forecasts(user)

    def words(self, thing: RateForecast) -> str:
        return f"{thing.estate.name} {thing.year} {thing.number}"

    def approve(self, thing: RateForecast, *, by: User, now: datetime, today: date) -> str:
        approve_forecast(forecast_id=thing.pk, by=by, now=now)
        return gettext("Approved. It can be printed for the meeting and put to the vote.")


FORECASTS = Forecasts()
