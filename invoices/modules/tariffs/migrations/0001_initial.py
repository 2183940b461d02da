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
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='approved', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(null=True, verbose_name='prepared')),
                ('applies_to', models.CharField(max_length=20, verbose_name='applies to')),
                ('rate', property_ops.framework.fields.ScaledField(places=6, verbose_name='rate')),
                ('unit', models.CharField(max_length=30, verbose_name='unit of the rate')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='basis')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_tariffs.feeitem', verbose_name='fee item')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='approved', max_length=10, verbose_name='state')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('prepared_at', models.DateTimeField(null=True, verbose_name='prepared')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tariffs', to='po_estates.estate', verbose_name='estate')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tariffs', to='po_tariffs.feeitem', verbose_name='fee item')),
                ('applies_to', models.CharField(max_length=20, verbose_name='applies to')),
                ('rate', property_ops.framework.fields.ScaledField(places=6, verbose_name='rate')),
                ('unit', models.CharField(max_length=30, verbose_name='unit of the rate')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='basis')),
            ],
            options={
                'verbose_name': 'tariff',
                'ordering': ['estate', 'item', 'applies_to', 'start'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_tariffs_tariff_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('prepared_at__isnull', True), ('prepared_by__isnull', True), ('state', 'approved'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('prepared_at__isnull', False), ('prepared_by__isnull', False), models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR')), _connector='OR'), name='po_tariffs_tariff_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_tariffs_tariff_rejected_because'), models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='po_tariff_has_days'), models.CheckConstraint(condition=models.Q(('rate__gte', 0)), name='po_tariff_not_negative'), models.UniqueConstraint(fields=('estate', 'item', 'applies_to', 'start'), name='po_tariff_version_once')],
            },
        ),
    ]
