from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only, decided_once

SETTLED = "an assessment that is settled, or waits to be, takes no objection"
SAME = " AND ".join(
    ["s.quarter = NEW.quarter", *(f"COALESCE(s.{one}_id, 0) = COALESCE(NEW.{one}_id, 0)" for one in ("person", "crew", "estate"))]
)


class Migration(migrations.Migration):
    dependencies = [("po_assessment", "0003_settled_and_training")]
    operations = [
        *decided_once("po_assessment_settledsheet"),
        *decided_once("po_assessment_training"),
        *append_only("po_assessment_calledtotraining"),
        RefuseWhen(
            "po_assessment_calledtotraining",
            "INSERT",
            "(SELECT state FROM po_assessment_training WHERE id = NEW.training_id) <> 'waiting'",
            "whoever was called to a training is written down before it is approved",
        ),
        RefuseWhen(
            "po_assessment_assessmentcorrection",
            "INSERT",
            "EXISTS (SELECT 1 FROM po_assessment_settledsheet s"
            f" WHERE s.state IN ('waiting', 'approved') AND {SAME})",
            SETTLED,
        ),
    ]
