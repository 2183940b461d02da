from django.db import migrations

from property_ops.framework.triggers import NoOverlap, append_only


class Migration(migrations.Migration):
    dependencies = [("po_tax", "0001_initial")]
    operations = [
        NoOverlap("po_tax_vatrate", ["item_id", "taxpayer", "awaits_approval"], "start", "end"),
        NoOverlap("po_tax_taxpayer", ["awaits_approval"], "start", "end"),
        *append_only("po_tax_invoicebatch"),
        *append_only("po_tax_invoicerequest"),
        *append_only("po_tax_invoiceline"),
    ]
