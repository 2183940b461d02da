import django.db.models.deletion
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import append_only


class Migration(NewTables):
    dependencies = [
        ("po_books", "0002_promises"),
        ("po_framework", "0014_shared_counts"),
    ]
    operations = [
        migrations.CreateModel(
            name="VoucherPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("picture", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="po_framework.storedpicture",
                    verbose_name="photo or scan",
                )),
                ("voucher", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="scans", to="po_books.manualvoucher",
                )),
            ],
            options={"ordering": ["voucher", "position"]},
        ),
        migrations.AddConstraint(
            "voucherpaper",
            models.UniqueConstraint(fields=["voucher", "position"], name="po_voucher_paper_position"),
        ),
        *append_only("po_books_voucherpaper"),
    ]
