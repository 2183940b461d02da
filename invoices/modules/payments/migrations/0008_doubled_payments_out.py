from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import RefuseWhen, append_only

before = import_module("invoices.modules.payments.migrations.0002_promises")
REVERSAL = "po_payments_disbursementreversal"
FREE = "twin_id IS NOT NULL AND receipt_id IS NULL"


class Migration(NewTables):
    dependencies = [
        ("po_payments", "0007_twin_of_payment_out"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="DisbursementReversal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prepared_by", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                    verbose_name="prepared by",
                )),
                ("disbursement", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="reversal", to="po_payments.disbursement",
                )),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("decided_by", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                    verbose_name="reversed by",
                )),
                ("decided_at", models.DateTimeField(verbose_name="reversed")),
            ],
            options={
                "verbose_name": "reversal of a payment out",
                "ordering": ["pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("prepared_by")),
                        name="po_payments_disbursementreversal_four_eyes",
                    ),
                    models.CheckConstraint(condition=~Q(reason=""), name="po_disbursement_reversal_has_reason"),
                ],
            },
        ),
        *append_only(REVERSAL),
        RefuseWhen(
            REVERSAL, "INSERT",
            f"NOT EXISTS (SELECT 1 FROM {before.DISBURSEMENT} WHERE id = NEW.disbursement_id AND {FREE}) "
            f"OR EXISTS ({before.STANDING} said.disbursement_id = NEW.disbursement_id)",
            "only a payment out that may be the same as another, and was not coded, is reversed",
        ),
        RefuseWhen(
            before.CODING, "INSERT", f"EXISTS (SELECT 1 FROM {REVERSAL} WHERE disbursement_id = NEW.disbursement_id)",
            "a payment out that was reversed is not coded",
        ),
        migrations.RemoveConstraint(model_name="receipt", name="po_receipt_movement_once"),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.UniqueConstraint(
                fields=("channel", "identity"), condition=~Q(identity="") & ~Q(state="reversed", file=""),
                name="po_receipt_movement_once",
            ),
        ),
    ]
