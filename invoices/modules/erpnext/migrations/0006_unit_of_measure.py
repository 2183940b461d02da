from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):
    dependencies = [("po_erpnext", "0005_works_purchases_changes")]
    operations = [
        migrations.AddField(
            model_name="connection",
            name="unit",
            field=models.CharField(blank=True, max_length=140),
        ),
    ]
