from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import Lifted

before = import_module("invoices.modules.payments.migrations.0002_promises")
fees = import_module("invoices.modules.payments.migrations.0004_fee_of_refund")
RULE = f"{fees.CHANGED} OR OLD.receipt_id IS NOT NULL OR (OLD.fee <> NEW.fee AND NEW.receipt_id IS NULL)"


class Migration(NewTables):
    dependencies = [("po_payments", "0006_bank_cards")]
    operations = [
        migrations.AddField(
            model_name="disbursement",
            name="twin",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="po_payments.disbursement",
                verbose_name="may be the same as",
            ),
        ),
        Lifted(fees.kept_when(RULE)),
        fees.kept_when(f"{RULE} OR {before.changed_or_left_out('twin_id')}"),
    ]
