from django.db import migrations

from property_ops.framework.triggers import RefuseWhen

BILL, LINE = "po_billing_bill", "po_billing_billline"
FROZEN = "an issued bill is frozen: correct it by a credit note"
OF_ISSUED = "EXISTS (SELECT 1 FROM po_billing_bill WHERE id = {row}.bill_id AND state = 'issued')"


class Migration(migrations.Migration):
    dependencies = [("po_billing", "0001_initial")]
    operations = [
        RefuseWhen(BILL, "UPDATE", "OLD.state = 'issued'", FROZEN),
        RefuseWhen(BILL, "DELETE", "OLD.state = 'issued'", FROZEN),
        RefuseWhen(LINE, "INSERT", OF_ISSUED.format(row="NEW"), FROZEN),
        RefuseWhen(LINE, "UPDATE", f"{OF_ISSUED.format(row='OLD')} OR {OF_ISSUED.format(row='NEW')}", FROZEN),
        RefuseWhen(LINE, "DELETE", OF_ISSUED.format(row="OLD"), FROZEN),
    ]
