from django.db import migrations

from property_ops.framework.triggers import NoOverlap, append_only, decided_once


class Migration(migrations.Migration):
    dependencies = [("po_grid", "0001_initial")]
    operations = [
        *append_only("po_grid_gridarea"),
        *append_only("po_grid_gridplan"),
        *decided_once("po_grid_gridhandover"),
        NoOverlap("po_grid_gridduty", ["area_id", "role"], "start", "end"),
    ]
