from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

TRUE_UP = "po_breakeven_trueup"
FROZEN = "what was decided about a true-up stays so"


class Migration(migrations.Migration):
    dependencies = [("po_breakeven", "0004_true_ups")]
    operations = [
        RefuseWhen(TRUE_UP, "UPDATE", "OLD.state <> 'waiting'", FROZEN),
        RefuseWhen(TRUE_UP, "DELETE", "TRUE", FROZEN),
        *append_only("po_breakeven_trueupshare"),
    ]
