from invoices.modules.forecasts.services.forecasting import approve_forecast, keep_forecast, put_to_vote, subject_of

__all__ = ["approve_forecast", "keep_forecast", "put_to_vote", "subject_of"]
