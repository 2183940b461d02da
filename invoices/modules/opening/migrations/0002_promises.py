from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, append_only

OPENING, LINE = "po_opening_opening", "po_opening_openingline"
MORE_THAN_UNDONE = (
    "OLD.state <> 'waiting' AND (OLD.state <> 'approved' OR OLD.undone_on IS NOT NULL OR NEW.undone_on IS NULL "
    "OR NEW.state <> OLD.state OR NEW.number <> OLD.number OR NEW.kind <> OLD.kind OR NEW.day <> OLD.day "
    "OR NEW.reference <> OLD.reference OR NEW.prepared_by_id <> OLD.prepared_by_id "
    "OR NEW.decided_by_id <> OLD.decided_by_id)"
)
DECIDED = "EXISTS (SELECT 1 FROM po_opening_opening paper WHERE paper.id = NEW.opening_id AND paper.state <> 'waiting')"


class Migration(migrations.Migration):
    dependencies = [("po_opening", "0001_initial")]
    operations = [
        RefuseWhen(OPENING, "UPDATE", MORE_THAN_UNDONE, "what was taken over is frozen: it can only be undone, once"),
        RefuseWhen(OPENING, "DELETE", "TRUE", "what was taken over is kept"),
        *append_only(LINE),
        RefuseWhen(LINE, "INSERT", DECIDED, "a decided paper takes no further lines"),
    ]
