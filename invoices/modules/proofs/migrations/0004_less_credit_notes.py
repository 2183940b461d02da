from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):

    dependencies = [
        ('po_proofs', '0003_sending'),
    ]

    operations = [
        migrations.AddField(
            model_name='countedhouseholds',
            name='net',
            field=models.BooleanField(default=False, verbose_name='less credit notes'),
        ),
    ]
