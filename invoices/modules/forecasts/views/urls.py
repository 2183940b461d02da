from django.urls import path

from invoices.modules.forecasts.views import forecasts, homes, simulator

urlpatterns = [
    path("forecasts/", forecasts.Forecasts.as_view(), name="forecasts"),
    path("forecasts/new/", simulator.NewForecast.as_view(), name="new_forecast"),
    path("forecasts/<int:pk>/", forecasts.ForecastPage.as_view(), name="forecast"),
    path("forecasts/<int:pk>/homes/", homes.ForecastHomes.as_view(), name="forecast_homes"),
    path("forecasts/<int:pk>/vote/", homes.PutToVote.as_view(), name="forecast_vote"),
]
