import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import append_only


class Migration(NewTables):
    dependencies = [
        ("po_billing", "0005_payer_changes"),
        ("po_tax", "0003_tax_numbers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="InvoiceWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="invoice asked for on")),
                ("bill", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="invoice_wish", to="po_billing.bill",
                    verbose_name="bill",
                )),
                ("by", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                    verbose_name="by",
                )),
            ],
            options={"verbose_name": "bill of which an invoice is asked for", "ordering": ["-id"]},
        ),
        *append_only("po_tax_invoicewish"),
    ]
