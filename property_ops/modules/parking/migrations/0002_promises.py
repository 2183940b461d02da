from django.db import migrations

from property_ops.framework.triggers import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("po_parking", "0001_initial")]
    operations = [
        NoOverlap("po_parking_lease", ["space_id"], "start", "end"),
    ]
