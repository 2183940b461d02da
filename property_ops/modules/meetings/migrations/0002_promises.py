from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

ANSWERED = "an opinion that has its answer stays as it is"


class Migration(migrations.Migration):
    dependencies = [("po_meetings", "0001_initial")]
    operations = [
        *append_only("po_meetings_meeting"),
        *append_only("po_meetings_attendance"),
        *append_only("po_meetings_meetingminutes"),
        RefuseWhen("po_meetings_opinion", "UPDATE", "OLD.answered_on IS NOT NULL", ANSWERED),
        RefuseWhen("po_meetings_opinion", "DELETE", "TRUE", "po_meetings_opinion is kept: a row cannot be deleted"),
    ]
