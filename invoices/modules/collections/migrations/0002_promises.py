from django.db import migrations

from property_ops.framework.triggers import DECIDED, RefuseWhen, SumWithin, append_only, decided_once

WRITE_OFF, WRITTEN_OFF, RECOVERY = (
    "po_collections_writeoff",
    "po_collections_writeoffline",
    "po_collections_recovery",
)
TERMS, DISPUTE, EVENT = (
    "po_collections_latechargeterms",
    "po_collections_dispute",
    "po_collections_disputeevent",
)
PLAN, PLAN_LINE, PLAN_PART = "po_collections_instalmentplan", "po_collections_instalmentplanline", "po_collections_instalment"
RUN, LETTER, DELIVERY = "po_collections_reminderrun", "po_collections_reminderletter", "po_collections_delivery"


class Migration(migrations.Migration):
    dependencies = [("po_collections", "0001_initial")]
    operations = [
        SumWithin(
            RECOVERY,
            "line_id",
            "SELECT SUM(other.amount) FROM po_collections_recovery other WHERE other.line_id = NEW.line_id",
            "SELECT line.amount FROM po_collections_writeoffline line WHERE line.id = NEW.line_id",
            "no more is taken back than was written off",
        ),
        *decided_once(WRITE_OFF),
        *append_only(WRITTEN_OFF),
        *append_only(RECOVERY),
        *decided_once(DISPUTE, waits="open"),
        *append_only(EVENT),
        RefuseWhen(
            TERMS,
            "UPDATE",
            "OLD.state <> 'waiting' AND (NEW.rate <> OLD.rate OR NEW.grace_days <> OLD.grace_days OR "
            "NEW.cap_percent <> OLD.cap_percent OR NEW.start <> OLD.start OR NEW.state <> OLD.state)",
            DECIDED,
        ),
        RefuseWhen(TERMS, "DELETE", "TRUE", "po_collections_latechargeterms is kept: a row cannot be deleted"),
        *decided_once(PLAN),
        *append_only(PLAN_LINE),
        *append_only(PLAN_PART),
        *decided_once(RUN),
        RefuseWhen(LETTER, "UPDATE", "OLD.number IS NOT NULL", "a letter that was approved is frozen"),
        RefuseWhen(LETTER, "DELETE", "TRUE", "po_collections_reminderletter is kept: a row cannot be deleted"),
        *append_only(DELIVERY),
    ]
