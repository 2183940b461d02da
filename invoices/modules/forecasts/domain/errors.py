from property_ops.kernel.errors import BusinessError
from property_ops.kernel.text import gettext_noop


class NothingToRestOn(BusinessError):
    code = "forecast_rests_on_nothing"
    message = gettext_noop("The ledger has no cost of %(estate)s in %(year)s: a forecast has nothing to rest on.")


class NoRateNow(BusinessError):
    code = "forecast_without_rate"
    message = gettext_noop("No service fee of %(estate)s is in force, or it has no homes.")


class YearNotAhead(BusinessError):
    code = "forecast_year_not_ahead"
    message = gettext_noop("A forecast is of a later year than the one that it rests on.")


class ForecastStands(BusinessError):
    code = "forecast_stands"
    message = gettext_noop("A forecast of %(estate)s for %(year)s is approved already, or waits. Reject it first.")


class NotApprovedYet(BusinessError):
    code = "forecast_not_approved"
    message = gettext_noop("Only an approved forecast is put to the vote.")
