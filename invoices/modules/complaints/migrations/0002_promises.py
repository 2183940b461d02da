from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only, decided_once

HOLD = "po_complaints_workhold"
COUNTED = (
    "OLD.ended_on IS NOT NULL OR NEW.work_id <> OLD.work_id OR NEW.complaining <> OLD.complaining "
    "OR NEW.homes <> OLD.homes OR NEW.percent <> OLD.percent OR NEW.started_on <> OLD.started_on"
)
RELEASED_BY_NOBODY = (
    "NEW.ended_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM po_complaints_holdrelease release "
    "WHERE release.hold_id = NEW.id AND release.state = 'approved')"
)


class Migration(migrations.Migration):
    dependencies = [("po_complaints", "0001_initial")]
    operations = [
        *decided_once("po_complaints_workcomplaint", waits="open"),
        *append_only("po_complaints_complaintphoto"),
        RefuseWhen(HOLD, "UPDATE", f"{COUNTED} OR ({RELEASED_BY_NOBODY})", "a work is released once, by two persons"),
        RefuseWhen(HOLD, "DELETE", "TRUE", "po_complaints_workhold is kept: a row cannot be deleted"),
        *decided_once("po_complaints_holdrelease"),
    ]
