from django.db import migrations

from property_ops.framework.triggers import RefuseWhen, decided_once

APPROVED = "EXISTS (SELECT 1 FROM po_meters_readingsheet sheet WHERE sheet.id = OLD.sheet_id AND sheet.state = 'approved')"
BEGINS = ("unit_id", "item_id", "number", "multiplier", "installed_on", "first_value")
MOVED = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in BEGINS)
UNDECIDED = "OLD.state <> 'waiting' AND NEW.state <> OLD.state"
SHOWN = " OR ".join(f"NEW.{name} <> OLD.{name}" for name in ("meter_id", "month", "day", "value", "sheet_id"))
# What was used is written at the approval, once.
REWRITTEN = "(OLD.used IS NOT NULL AND (NEW.used IS NULL OR NEW.used <> OLD.used OR NEW.used_before <> OLD.used_before))"


class Migration(migrations.Migration):
    dependencies = [("po_meters", "0001_initial")]
    operations = [
        *decided_once("po_meters_readingsheet"),
        *decided_once("po_meters_supplyterms"),
        *decided_once("po_meters_supplierbill"),
        RefuseWhen("po_meters_meter", "UPDATE", f"{MOVED} OR ({UNDECIDED})", "where a meter begins does not change"),
        RefuseWhen("po_meters_meter", "DELETE", "TRUE", "po_meters_meter is kept: a row cannot be deleted"),
        RefuseWhen(
            "po_meters_meterreading",
            "UPDATE",
            f"{APPROVED} AND ({SHOWN} OR {REWRITTEN})",
            "an approved reading stays as it is",
        ),
        RefuseWhen("po_meters_meterreading", "DELETE", APPROVED, "an approved reading is kept"),
    ]
