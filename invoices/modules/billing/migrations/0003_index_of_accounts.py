import django.db.models.deletion
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables

# Django names it so on both databases. Altering the column would make SQLite build the table anew, without its triggers.
INDEX = "po_billing_bill_account_id_59125c5e"


class Migration(NewTables):
    dependencies = [("po_billing", "0002_promises")]
    operations = [
        migrations.AddIndex(
            model_name="bill",
            index=models.Index(fields=["account", "month"], name="po_bill_of_account"),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="bill",
                    name="account",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bills",
                        to="po_billing.billingaccount",
                        verbose_name="account",
                    ),
                )
            ],
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX {INDEX}", reverse_sql=f'CREATE INDEX {INDEX} ON po_billing_bill ("account_id")'
                )
            ],
        ),
    ]
