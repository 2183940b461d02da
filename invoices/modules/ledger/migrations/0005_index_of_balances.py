from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):
    dependencies = [("po_ledger", "0004_index_of_payers")]
    operations = [
        migrations.RemoveIndex(model_name="leg", name="po_leg_of_payer"),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(fields=["account", "subledger", "party", "amount"], name="po_leg_by_payer"),
        ),
    ]
