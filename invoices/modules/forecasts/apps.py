from django.apps import AppConfig


class ForecastsConfig(AppConfig):
    name = "invoices.modules.forecasts"
    label = "po_forecasts"
    verbose_name = "Next year's rate: reckoned, shown to each household, put to the vote, compared with what came"
