from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):

    dependencies = [
        ('po_framework', '0009_list_exports'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='is_program',
            field=models.BooleanField(default=False, verbose_name='service account'),
        ),
        migrations.AddField(
            model_name='personaltoken',
            name='rights',
            field=models.JSONField(default=list, verbose_name='rights by the API'),
        ),
    ]
