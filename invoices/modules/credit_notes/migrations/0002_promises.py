from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, SumWithin, append_only, decided_once

NOTE, CREDIT, REBILL = "po_credit_notes_creditnote", "po_credit_notes_creditline", "po_credit_notes_rebill"
STANDING_CREDITS = (
    "SELECT SUM(other.amount) FROM po_credit_notes_creditline other "
    "JOIN po_credit_notes_creditnote note ON note.id = other.note_id "
    "WHERE other.bill_line_id = NEW.bill_line_id AND note.state NOT IN ('rejected', 'withdrawn')"
)


class Migration(migrations.Migration):
    dependencies = [("po_credit_notes", "0001_initial")]
    operations = [
        SumWithin(
            CREDIT,
            "bill_line_id",
            STANDING_CREDITS,
            "SELECT line.amount FROM po_billing_billline line JOIN po_billing_bill bill ON bill.id = line.bill_id "
            "WHERE line.id = NEW.bill_line_id AND bill.state = 'issued'",
            "credits never exceed what they credit",
        ),
        *decided_once(NOTE),
        *append_only(CREDIT),
        RefuseWhen(REBILL, "UPDATE", "OLD.charge_id IS NOT NULL", "a line is billed anew once"),
        RefuseWhen(REBILL, "DELETE", "TRUE", "po_credit_notes_rebill is kept: a row cannot be deleted"),
    ]
