import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):
    dependencies = [
        ("po_works", "0006_emergencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            "workconfirmation",
            "keeper",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who made the secret",
            ),
        ),
    ]
