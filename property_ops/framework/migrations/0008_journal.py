from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import append_only


class Migration(NewTables):

    dependencies = [
        ('po_framework', '0007_form_keys'),
    ]

    operations = [
        migrations.CreateModel(
            name='JournalBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=20)),
                ('number', models.PositiveBigIntegerField()),
                ('spans', models.JSONField()),
                ('records', models.PositiveBigIntegerField()),
                ('content', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['chain', 'number'],
                'constraints': [models.UniqueConstraint(fields=('chain', 'number'), name='po_journal_batch_once')],
            },
        ),
        migrations.CreateModel(
            name='JournalRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of_table', models.CharField(max_length=64)),
                ('of_row', models.CharField(max_length=80)),
                ('event', models.CharField(max_length=1)),
                ('content', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['of_table', 'of_row'], name='po_journal_of_row')],
            },
        ),
        *append_only("po_framework_journalrow"),
        *append_only("po_framework_journalbatch"),
    ]
