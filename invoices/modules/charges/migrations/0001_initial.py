import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models
from property_ops.kernel.money import Yuan

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0001_initial'),
        ('po_framework', '__first__'),
        ('po_tariffs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChargeBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('source', models.CharField(max_length=30)),
                ('facts', models.JSONField()),
                ('whole', property_ops.framework.fields.YuanField(null=True)),
            ],
            options={
                'verbose_name': 'basis of charges',
            },
        ),
        migrations.CreateModel(
            name='ChargeRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(db_index=True, verbose_name='month')),
                ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('estates_total', models.PositiveIntegerField(default=0)),
                ('estates_done', models.PositiveIntegerField(default=0)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'charge run',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_key', models.CharField(max_length=160, verbose_name='source')),
                ('source', models.CharField(max_length=30, verbose_name='charge source')),
                ('subject', models.CharField(blank=True, default='', max_length=80)),
                ('month', models.DateField(verbose_name='month')),
                ('tariff_start', models.DateField(null=True, verbose_name='tariff from')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
                ('quantity', property_ops.framework.fields.ScaledField(places=4, verbose_name='quantity')),
                ('quantity_unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('unit_price', property_ops.framework.fields.ScaledField(places=6, verbose_name='unit price')),
                ('ratio_numerator', models.BigIntegerField()),
                ('ratio_denominator', models.BigIntegerField()),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('estate', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='po_estates.estate', verbose_name='estate')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='po_tariffs.feeitem', verbose_name='fee item')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='po_estates.unit', verbose_name='unit')),
                ('basis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='po_charges.chargebasis')),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='charges', to='po_charges.chargerun')),
            ],
            options={
                'verbose_name': 'charge',
                'ordering': ['unit', 'item', 'start'],
                'indexes': [models.Index(fields=['month', 'estate'], name='po_charge_by_month')],
                'constraints': [models.UniqueConstraint(fields=('source_key',), name='po_charge_once'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='po_charge_has_days'), models.CheckConstraint(condition=models.Q(('amount__gte', Yuan(0))), name='po_charge_not_negative'), models.CheckConstraint(condition=models.Q(('ratio_denominator__gt', 0)), name='po_charge_ratio')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('source', models.CharField(max_length=30, verbose_name='charge source')),
                ('subject', models.CharField(max_length=160, verbose_name='waits for')),
                ('reason', models.CharField(max_length=40, verbose_name='reason')),
                ('detail', models.JSONField(default=dict)),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='po_estates.estate', verbose_name='estate')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds_found', to='po_charges.chargerun')),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds_released', to='po_charges.chargerun')),
            ],
            options={
                'verbose_name': 'held',
                'ordering': ['month', 'estate', 'source', 'subject'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('released_by__isnull', True)), fields=('month', 'estate', 'source', 'subject', 'reason'), name='po_hold_open_once')],
            },
        ),
    ]
