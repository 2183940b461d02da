from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

DISCLOSURE = "po_disclosure_disclosure"
FROZEN = "a published disclosure is frozen: publish a new edition"


class Migration(migrations.Migration):
    dependencies = [("po_disclosure", "0001_initial")]
    operations = [
        RefuseWhen(DISCLOSURE, "UPDATE", "OLD.state <> 'waiting'", FROZEN),
        RefuseWhen(DISCLOSURE, "DELETE", "TRUE", FROZEN),
        *append_only("po_disclosure_postedphoto"),
    ]
