import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):
    dependencies = [
        ("po_erpnext", "0003_companies_and_foreign_documents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="connection",
            name="nightly_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="pushed every night for",
            ),
        ),
    ]
