from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('po_payments', '0002_promises'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(fields=['posted_on', 'channel'], name='po_receipt_by_posting'),
        ),
    ]
