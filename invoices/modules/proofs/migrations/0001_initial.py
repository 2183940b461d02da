
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import append_only


class Migration(NewTables):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StoredSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True, verbose_name='seal number')),
                ('kind', models.CharField(max_length=20, verbose_name='made for')),
                ('name', models.CharField(max_length=40, verbose_name='of')),
                ('sealed_at', models.DateTimeField(verbose_name='sealed at')),
                ('head', models.CharField(db_index=True, max_length=64, verbose_name='head')),
                ('size', models.PositiveBigIntegerField(verbose_name='entries')),
                ('line', models.TextField()),
                ('frontiers', models.JSONField()),
            ],
            options={
                'verbose_name': 'seal',
                'ordering': ['-number'],
                'indexes': [models.Index(fields=['kind', 'name'], name='po_seal_by_name')],
            },
        ),
        *append_only("po_proofs_storedseal"),
    ]
