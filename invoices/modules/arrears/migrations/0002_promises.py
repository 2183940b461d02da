from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

RUN, LETTER, DELIVERY = "po_arrears_reminderrun", "po_arrears_reminderletter", "po_arrears_delivery"


class Migration(migrations.Migration):
    dependencies = [("po_arrears", "0001_initial")]
    operations = [
        RefuseWhen(RUN, "UPDATE", "OLD.state <> 'waiting'", "what is decided is frozen"),
        RefuseWhen(RUN, "DELETE", "TRUE", "po_arrears_reminderrun is kept: a row cannot be deleted"),
        RefuseWhen(LETTER, "UPDATE", "OLD.number IS NOT NULL", "a letter that was approved is frozen"),
        RefuseWhen(LETTER, "DELETE", "TRUE", "po_arrears_reminderletter is kept: a row cannot be deleted"),
        *append_only(DELIVERY),
    ]
