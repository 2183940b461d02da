import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):
    dependencies = [
        ("po_meters", "0002_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("supplierbill", "taken_back_on", models.DateField(null=True, verbose_name="taken back on")),
        migrations.AddField(
            "supplierbill",
            "taken_back_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken back by",
            ),
        ),
        migrations.AddField(
            "supplierbill",
            "taken_back_because",
            models.CharField(blank=True, default="", max_length=200, verbose_name="why it was taken back"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("supplierbill", "po_supplier_bill_once"),
        migrations.AddConstraint(
            "supplierbill",
            models.UniqueConstraint(
                fields=["estate", "item", "month"],
                condition=~Q(state__in=("rejected", "withdrawn")) & Q(taken_back_on=None),
                name="po_supplier_bill_once",
            ),
        ),
        migrations.AddConstraint(
            "supplierbill",
            models.CheckConstraint(
                condition=Q(taken_back_on=None, taken_back_by=None, taken_back_because="")
                | Q(taken_back_on__isnull=False, taken_back_by__isnull=False, state="approved")
                & ~Q(taken_back_because="")
                & ~Q(taken_back_by=F("prepared_by")),
                name="po_supplier_bill_taken_back_by_another",
            ),
        ),
    ]
