from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    dependencies = [
        ('po_proofs', '0002_households'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealSending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(max_length=300, unique=True, verbose_name='sent to')),
                ('number', models.PositiveBigIntegerField(default=0, verbose_name='up to seal')),
                ('failures', models.PositiveIntegerField(default=0, verbose_name='failures')),
                ('failure', models.CharField(blank=True, max_length=300, verbose_name='failure')),
                ('tried_at', models.DateTimeField(null=True, verbose_name='tried at')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='sent at')),
            ],
            options={
                'verbose_name': 'sending of seals',
                'ordering': ['place'],
            },
        ),
    ]
