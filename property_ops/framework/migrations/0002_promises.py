from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only


class Migration(migrations.Migration):
    dependencies = [("po_framework", "0001_initial")]
    operations = [
        *append_only("po_framework_auditevent"),
        RefuseWhen("po_framework_storedpicture", "UPDATE", "TRUE", "a stored picture is never changed"),
    ]
