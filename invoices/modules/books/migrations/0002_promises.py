from django.db import migrations

from property_ops.framework.triggers import append_only, decided_once

LINE = "po_books_manualvoucherline"


class Migration(migrations.Migration):
    dependencies = [("po_books", "0001_initial")]
    operations = [
        *append_only("po_books_voucher"),
        *append_only("po_books_voucherentry"),
        *decided_once("po_books_manualvoucher"),
        *append_only(LINE),
        *decided_once("po_books_bankreconciliation"),
        *append_only("po_books_reconcilingitem"),
    ]
