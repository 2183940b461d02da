from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):
    dependencies = [
        ("po_estates", "0004_unit_changes"),
        ("po_parking", "0004_lease_by_two"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(fields=["end"], name="po_lease_by_end"),
        ),
    ]
