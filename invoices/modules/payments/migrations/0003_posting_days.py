from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    dependencies = [
        ('po_payments', '0002_promises'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(fields=['posted_on', 'channel'], name='po_receipt_by_posting'),
        ),
    ]
