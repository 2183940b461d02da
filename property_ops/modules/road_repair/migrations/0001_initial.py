import django.db.models.deletion
import property_ops.framework.fields
import simple_history.models
from decimal import Decimal
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
            name='HistoricalRoadMix',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('family', models.CharField(choices=[('asphalt', 'asphalt'), ('concrete', 'concrete')], max_length=8, verbose_name='family')),
                ('density', property_ops.framework.fields.ScaledField(places=3, verbose_name='density, compacted (t/m³)')),
                ('wastage', property_ops.framework.fields.ScaledField(places=1, verbose_name='wastage (%)')),
                ('loose_factor', property_ops.framework.fields.ScaledField(places=3, verbose_name='loose factor')),
                ('curing_hours', models.PositiveSmallIntegerField(verbose_name='hours before traffic')),
                ('lowest_temperature', models.SmallIntegerField(verbose_name='lowest temperature (°C)')),
                ('in_use', models.BooleanField(default=True, verbose_name='in use')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical road mix',
                'verbose_name_plural': 'historical road mixs',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RoadMix',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('family', models.CharField(choices=[('asphalt', 'asphalt'), ('concrete', 'concrete')], max_length=8, verbose_name='family')),
                ('density', property_ops.framework.fields.ScaledField(places=3, verbose_name='density, compacted (t/m³)')),
                ('wastage', property_ops.framework.fields.ScaledField(places=1, verbose_name='wastage (%)')),
                ('loose_factor', property_ops.framework.fields.ScaledField(places=3, verbose_name='loose factor')),
                ('curing_hours', models.PositiveSmallIntegerField(verbose_name='hours before traffic')),
                ('lowest_temperature', models.SmallIntegerField(verbose_name='lowest temperature (°C)')),
                ('in_use', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'road mix',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('density__gt', 0), ('loose_factor__gte', 1), ('wastage__gte', 0)), name='po_road_mix_sensible')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalRoadDefect',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('type', models.CharField(choices=[('pothole', 'pothole'), ('crack', 'crack'), ('subsidence', 'subsidence')], max_length=10, verbose_name='defect')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('length', property_ops.framework.fields.ScaledField(places=2, verbose_name='length (m)')),
                ('width', property_ops.framework.fields.ScaledField(places=2, verbose_name='width (m)')),
                ('depth', property_ops.framework.fields.ScaledField(places=1, verbose_name='depth (cm)')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('work', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_works.workorder', verbose_name='work order')),
                ('mix', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_road_repair.roadmix', verbose_name='mix')),
            ],
            options={
                'verbose_name': 'historical road defect',
                'verbose_name_plural': 'historical road defects',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RoadDefect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('type', models.CharField(choices=[('pothole', 'pothole'), ('crack', 'crack'), ('subsidence', 'subsidence')], max_length=10, verbose_name='defect')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('length', property_ops.framework.fields.ScaledField(places=2, verbose_name='length (m)')),
                ('width', property_ops.framework.fields.ScaledField(places=2, verbose_name='width (m)')),
                ('depth', property_ops.framework.fields.ScaledField(places=1, verbose_name='depth (cm)')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='po_works.workorder', verbose_name='work order')),
                ('mix', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='po_road_repair.roadmix', verbose_name='mix')),
            ],
            options={
                'verbose_name': 'road defect',
                'ordering': ['work', 'number'],
                'constraints': [models.UniqueConstraint(fields=('work', 'number'), name='po_road_repair_roaddefect_once'), models.CheckConstraint(condition=models.Q(('length__gt', 0), ('length__lte', Decimal('1000')), ('width__gt', 0), ('width__lte', Decimal('50')), ('depth__gt', 0), ('depth__lte', Decimal('100'))), name='po_road_defect_sizes_sensible')],
            },
        ),
    ]
