from django.db import migrations

from property_ops.framework.triggers import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("po_dispatch", "0001_initial")]
    operations = [
        NoOverlap(
            "po_dispatch_visit",
            ["crew_id"],
            "starts_at",
            "ends_at",
            range_type="tstzrange",
            where="{row}state <> 'cancelled' AND {row}crew_id IS NOT NULL",
        ),
    ]
