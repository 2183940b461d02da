from django.db import migrations

from property_ops.framework.triggers import NoOverlap, append_only

COUNTS = "{row}state NOT IN ('rejected', 'withdrawn')"


class Migration(migrations.Migration):
    dependencies = [("po_tax", "0001_initial")]
    operations = [
        NoOverlap("po_tax_vatrate", ["item_id", "taxpayer", "state"], "start", "end", where=COUNTS),
        NoOverlap("po_tax_taxpayer", ["state"], "start", "end", where=COUNTS),
        *append_only("po_tax_invoicebatch"),
        *append_only("po_tax_invoicerequest"),
        *append_only("po_tax_invoiceline"),
    ]
