from django.db import migrations

from property_ops.framework.triggers import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("po_tariffs", "0001_initial")]
    operations = [
        NoOverlap(
            "po_tariffs_tariff", ["estate_id", "item_id", "applies_to"], "start", "end",
            where="{row}state NOT IN ('rejected', 'withdrawn')",
        ),
    ]
