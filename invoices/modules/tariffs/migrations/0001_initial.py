import django.db.models.deletion
import property_ops.framework.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0001_initial'),
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeeItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='fee item')),
                ('income_account', models.CharField(blank=True, max_length=20, verbose_name='income account')),
                ('rate_unit', models.CharField(blank=True, default='', max_length=30, verbose_name='unit of the rate')),
            ],
            options={
                'verbose_name': 'fee item',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalTariff',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('applies_to', models.CharField(max_length=20, verbose_name='applies to')),
                ('rate', property_ops.framework.fields.ScaledField(places=6, verbose_name='rate')),
                ('unit', models.CharField(max_length=30, verbose_name='unit of the rate')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='basis')),
                ('awaits_approval', models.BooleanField(default=False, verbose_name='waits for approval')),
                ('approved_at', models.DateTimeField(null=True, verbose_name='approved at')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_tariffs.feeitem', verbose_name='fee item')),
                ('prepared_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'historical tariff',
                'verbose_name_plural': 'historical tariffs',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Tariff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('applies_to', models.CharField(max_length=20, verbose_name='applies to')),
                ('rate', property_ops.framework.fields.ScaledField(places=6, verbose_name='rate')),
                ('unit', models.CharField(max_length=30, verbose_name='unit of the rate')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='basis')),
                ('awaits_approval', models.BooleanField(default=False, verbose_name='waits for approval')),
                ('approved_at', models.DateTimeField(null=True, verbose_name='approved at')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tariffs', to='po_estates.estate', verbose_name='estate')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tariffs', to='po_tariffs.feeitem', verbose_name='fee item')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'tariff',
                'ordering': ['estate', 'item', 'applies_to', 'start'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='po_tariff_has_days'), models.CheckConstraint(condition=models.Q(('rate__gte', 0)), name='po_tariff_not_negative'), models.UniqueConstraint(fields=('estate', 'item', 'applies_to', 'start'), name='po_tariff_version_once'), models.CheckConstraint(condition=models.Q(('approved_by__isnull', True), models.Q(('approved_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='po_tariff_four_eyes'), models.CheckConstraint(condition=models.Q(('awaits_approval', False), models.Q(('approved_by__isnull', True), ('prepared_by__isnull', False)), _connector='OR'), name='po_tariff_waits_unapproved')],
            },
        ),
    ]
