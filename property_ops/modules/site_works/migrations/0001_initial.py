import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_framework', '__first__'),
        ('po_works', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalWorkSheet',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('values', models.JSONField(verbose_name='measured values')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('work', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'historical measurement sheet',
                'verbose_name_plural': 'historical measurement sheets',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='WorkSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('values', models.JSONField(verbose_name='measured values')),
                ('work', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sheet', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'measurement sheet',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', ''), _negated=True), name='po_work_sheet_has_kind')],
            },
        ),
    ]
