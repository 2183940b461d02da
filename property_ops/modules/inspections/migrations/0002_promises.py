from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

HAZARD = "po_inspections_hazard"
FOUND = ("key", "number", "estate_id", "place", "what", "grade", "picture_id", "found_by_id", "found_on", "due_on")
CHANGED = " OR ".join(f"OLD.{name} <> NEW.{name}" for name in FOUND)


class Migration(migrations.Migration):
    dependencies = [("po_inspections", "0001_initial")]
    operations = [
        *append_only("po_inspections_inspection"),
        RefuseWhen(
            HAZARD,
            "UPDATE",
            f"OLD.closed_on IS NOT NULL OR {CHANGED}",
            "what was found of a hazard stays, and a closed hazard stays closed",
        ),
        RefuseWhen(HAZARD, "DELETE", "TRUE", "a hazard is never deleted"),
        RefuseWhen("po_inspections_rectification", "DELETE", "TRUE", "a rectification is never deleted"),
    ]
