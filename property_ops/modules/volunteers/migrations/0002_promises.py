from django.db import migrations

from property_ops.framework.triggers import append_only, decided_once


class Migration(migrations.Migration):
    dependencies = [("po_volunteers", "0001_initial")]
    operations = [
        *append_only("po_volunteers_volunteerteam"),
        *append_only("po_volunteers_volunteeractivity"),
        *append_only("po_volunteers_volunteersignin"),
        *append_only("po_volunteers_volunteerhoursline"),
        *decided_once("po_volunteers_volunteerhours"),
        *decided_once("po_volunteers_volunteerrate"),
    ]
