from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("po_works", "0012_stock_takings")]
    operations = [
        migrations.AlterField("stocktaking", "counted_by", models.CharField(max_length=60, verbose_name="who counted"))
    ]
