from django.db import migrations

from property_ops.framework.foreign_keys import CheckedTogether


class Migration(migrations.Migration):
    dependencies = [("po_ledger", "0002_append_only_and_balanced")]
    operations = [CheckedTogether("po_ledger_leg", "account_id", "po_ledger_ledgeraccount")]
