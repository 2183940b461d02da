from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

ACCEPTED = "EXISTS (SELECT 1 FROM po_works_workorder w WHERE w.id = OLD.work_id AND w.result = 'accepted')"


class Migration(migrations.Migration):
    dependencies = [("po_works", "0001_initial")]
    operations = [
        RefuseWhen("po_works_workphoto", "UPDATE", "TRUE", "a photo of a work is never changed"),
        RefuseWhen("po_works_workphoto", "DELETE", ACCEPTED, "the photos of an accepted work stay"),
        *append_only("po_works_workevent"),
        *append_only("po_works_workconfirmation"),
        *append_only("po_works_materialmove"),
        *append_only("po_works_workcost"),
    ]
