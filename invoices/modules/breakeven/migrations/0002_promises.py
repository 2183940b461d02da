from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

VOUCHER = "po_breakeven_costvoucher"
FROZEN = "a posted cost voucher is frozen: take it back by a reversal"
TRUE_UP = "po_breakeven_trueup"
DECIDED = "what was decided about a true-up stays so"


class Migration(migrations.Migration):
    dependencies = [("po_breakeven", "0001_initial")]
    operations = [
        RefuseWhen(VOUCHER, "UPDATE", "OLD.state = 'approved'", FROZEN),
        RefuseWhen(VOUCHER, "DELETE", "OLD.state = 'approved'", FROZEN),
        RefuseWhen(TRUE_UP, "UPDATE", "OLD.state <> 'waiting'", DECIDED),
        RefuseWhen(TRUE_UP, "DELETE", "TRUE", DECIDED),
        *append_only("po_breakeven_trueupshare"),
    ]
