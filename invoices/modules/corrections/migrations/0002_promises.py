from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, SumWithin, append_only

NOTE, CREDIT, REBILL = "po_corrections_creditnote", "po_corrections_creditline", "po_corrections_rebill"
WRITE_OFF, WRITTEN_OFF, RECOVERY = (
    "po_corrections_writeoff",
    "po_corrections_writeoffline",
    "po_corrections_recovery",
)
TERMS, DISPUTE, EVENT = (
    "po_corrections_latechargeterms",
    "po_corrections_dispute",
    "po_corrections_disputeevent",
)
PLAN, PLAN_LINE, PLAN_PART = "po_corrections_plan", "po_corrections_planline", "po_corrections_planpart"
DECIDED = "what is decided is frozen"
STANDING_CREDITS = (
    "SELECT SUM(other.amount) FROM po_corrections_creditline other "
    "JOIN po_corrections_creditnote note ON note.id = other.note_id "
    "WHERE other.bill_line_id = NEW.bill_line_id AND note.state <> 'dropped'"
)


def kept(table: str) -> list[RefuseWhen]:
    """Rows of `table` are never deleted, and not changed once they are decided."""
    return [
        RefuseWhen(table, "UPDATE", "OLD.state <> 'waiting'", DECIDED),
        RefuseWhen(table, "DELETE", "TRUE", f"{table} is kept: a row cannot be deleted"),
    ]


class Migration(migrations.Migration):
    dependencies = [("po_corrections", "0001_initial")]
    operations = [
        SumWithin(
            CREDIT,
            "bill_line_id",
            STANDING_CREDITS,
            "SELECT line.amount FROM po_billing_billline line JOIN po_billing_bill bill ON bill.id = line.bill_id "
            "WHERE line.id = NEW.bill_line_id AND bill.state = 'issued'",
            "credits never exceed what they credit",
        ),
        SumWithin(
            RECOVERY,
            "line_id",
            "SELECT SUM(other.amount) FROM po_corrections_recovery other WHERE other.line_id = NEW.line_id",
            "SELECT line.amount FROM po_corrections_writeoffline line WHERE line.id = NEW.line_id",
            "no more is taken back than was written off",
        ),
        *kept(NOTE),
        *append_only(CREDIT),
        RefuseWhen(REBILL, "UPDATE", "OLD.charge_id IS NOT NULL", "a line is billed anew once"),
        RefuseWhen(REBILL, "DELETE", "TRUE", "po_corrections_rebill is kept: a row cannot be deleted"),
        *kept(WRITE_OFF),
        *append_only(WRITTEN_OFF),
        *append_only(RECOVERY),
        RefuseWhen(DISPUTE, "UPDATE", "OLD.state <> 'open'", DECIDED),
        RefuseWhen(DISPUTE, "DELETE", "TRUE", "po_corrections_dispute is kept: a row cannot be deleted"),
        *append_only(EVENT),
        RefuseWhen(
            TERMS,
            "UPDATE",
            "OLD.state <> 'waiting' AND (NEW.rate <> OLD.rate OR NEW.grace_days <> OLD.grace_days OR "
            "NEW.cap_percent <> OLD.cap_percent OR NEW.start <> OLD.start OR NEW.state <> OLD.state)",
            DECIDED,
        ),
        RefuseWhen(TERMS, "DELETE", "TRUE", "po_corrections_latechargeterms is kept: a row cannot be deleted"),
        *kept(PLAN),
        *append_only(PLAN_LINE),
        *append_only(PLAN_PART),
    ]
