from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("po_billing", "0003_index_of_accounts")]
    operations = [
        migrations.AddIndex(model_name="bill", index=models.Index(fields=["total"], name="po_bill_by_total")),
    ]
