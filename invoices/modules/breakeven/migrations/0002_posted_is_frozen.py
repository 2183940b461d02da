from django.db import migrations

from property_ops.framework.triggers import RefuseWhen

VOUCHER = "po_breakeven_costvoucher"
FROZEN = "a posted cost voucher is frozen: take it back by a reversal"


class Migration(migrations.Migration):
    dependencies = [("po_breakeven", "0001_initial")]
    operations = [
        RefuseWhen(VOUCHER, "UPDATE", "OLD.state = 'posted'", FROZEN),
        RefuseWhen(VOUCHER, "DELETE", "OLD.state = 'posted'", FROZEN),
    ]
