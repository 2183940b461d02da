from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):
    dependencies = [("po_billing", "0003_index_of_accounts")]
    operations = [
        migrations.AddIndex(model_name="bill", index=models.Index(fields=["total"], name="po_bill_by_total")),
    ]
