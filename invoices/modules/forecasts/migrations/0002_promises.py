from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

TABLES = ("po_forecasts_forecastline", "po_forecasts_forecastrate", "po_forecasts_forecasthome")
KEPT = ("number", "estate_id", "year", "base_year", "change", "works", "reserve", "subsidy", "carried", "needed", "income")
CHANGED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in KEPT)
DECIDED = "OLD.state <> 'waiting' AND NEW.state <> OLD.state"


class Migration(migrations.Migration):
    dependencies = [("po_forecasts", "0001_initial")]
    operations = [
        *(rule for table in TABLES for rule in append_only(table)),
        RefuseWhen("po_forecasts_rateforecast", "UPDATE", f"{CHANGED} OR ({DECIDED})", "a forecast stays as it was kept"),
        RefuseWhen("po_forecasts_rateforecast", "DELETE", "TRUE", "a forecast is kept: a row cannot be deleted"),
    ]
