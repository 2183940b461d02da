from invoices.modules.forecasts.models.forecast import ForecastHome, ForecastLine, ForecastRate, RateForecast

__all__ = ["ForecastHome", "ForecastLine", "ForecastRate", "RateForecast"]
