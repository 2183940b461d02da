from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):
    dependencies = [("po_works", "0012_stock_takings")]
    operations = [
        migrations.AlterField("stocktaking", "counted_by", models.CharField(max_length=60, verbose_name="who counted"))
    ]
