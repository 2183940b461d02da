from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):
    dependencies = [("po_ledger", "0003_plain_constraints")]
    operations = [
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(fields=["subledger", "account", "amount"], name="po_leg_of_payer"),
        ),
    ]
