from django.db import migrations

from property_ops.framework.triggers import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("po_estates", "0001_initial")]
    operations = [
        NoOverlap("po_estates_tenure", ["unit_id", "role"], "start", "end"),
        NoOverlap("po_estates_occupancy", ["unit_id"], "start", "end"),
    ]
