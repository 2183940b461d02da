import django.db.models.deletion
import django.db.models.expressions
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
            name='HistoricalWallPaint',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('side', models.CharField(choices=[('facade', 'façade'), ('inner', 'inner wall')], max_length=8, verbose_name='side')),
                ('coverage', property_ops.framework.fields.ScaledField(places=2, verbose_name='coverage (m² per litre and coat)')),
                ('wastage', property_ops.framework.fields.ScaledField(places=1, verbose_name='wastage (%)')),
                ('drying_hours', models.PositiveSmallIntegerField(verbose_name='hours between coats')),
                ('lowest_temperature', models.SmallIntegerField(verbose_name='lowest temperature (°C)')),
                ('in_use', models.BooleanField(default=True, verbose_name='in use')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical paint',
                'verbose_name_plural': 'historical paints',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='WallPaint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('side', models.CharField(choices=[('facade', 'façade'), ('inner', 'inner wall')], max_length=8, verbose_name='side')),
                ('coverage', property_ops.framework.fields.ScaledField(places=2, verbose_name='coverage (m² per litre and coat)')),
                ('wastage', property_ops.framework.fields.ScaledField(places=1, verbose_name='wastage (%)')),
                ('drying_hours', models.PositiveSmallIntegerField(verbose_name='hours between coats')),
                ('lowest_temperature', models.SmallIntegerField(verbose_name='lowest temperature (°C)')),
                ('in_use', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'paint',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('coverage__gt', 0), ('wastage__gte', 0)), name='po_wall_paint_sensible')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalPaintedWall',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('side', models.CharField(choices=[('facade', 'façade'), ('inner', 'inner wall')], max_length=8, verbose_name='side')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('length', property_ops.framework.fields.ScaledField(places=2, verbose_name='length (m)')),
                ('height', property_ops.framework.fields.ScaledField(places=2, verbose_name='height (m)')),
                ('openings', property_ops.framework.fields.ScaledField(places=4, verbose_name='openings (m²)')),
                ('coats', models.PositiveSmallIntegerField(verbose_name='coats')),
                ('access', models.CharField(choices=[('ground', 'poles and ladders'), ('scaffold', 'scaffold'), ('rope', 'ropes')], max_length=8, verbose_name='access')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('work', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_works.workorder', verbose_name='work order')),
                ('paint', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_wall_painting.wallpaint', verbose_name='paint')),
            ],
            options={
                'verbose_name': 'historical wall',
                'verbose_name_plural': 'historical walls',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PaintedWall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('side', models.CharField(choices=[('facade', 'façade'), ('inner', 'inner wall')], max_length=8, verbose_name='side')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('length', property_ops.framework.fields.ScaledField(places=2, verbose_name='length (m)')),
                ('height', property_ops.framework.fields.ScaledField(places=2, verbose_name='height (m)')),
                ('openings', property_ops.framework.fields.ScaledField(places=4, verbose_name='openings (m²)')),
                ('coats', models.PositiveSmallIntegerField(verbose_name='coats')),
                ('access', models.CharField(choices=[('ground', 'poles and ladders'), ('scaffold', 'scaffold'), ('rope', 'ropes')], max_length=8, verbose_name='access')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='po_works.workorder', verbose_name='work order')),
                ('paint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='po_wall_painting.wallpaint', verbose_name='paint')),
            ],
            options={
                'verbose_name': 'wall',
                'ordering': ['work', 'number'],
                'constraints': [models.UniqueConstraint(fields=('work', 'number'), name='po_wall_painting_paintedwall_once'), models.CheckConstraint(condition=models.Q(('length__gt', 0), ('length__lte', Decimal('500')), ('height__gt', 0), ('height__lte', Decimal('100')), ('openings__gte', 0), ('coats__gte', 1), ('coats__lte', 4)), name='po_painted_wall_sizes_sensible'), models.CheckConstraint(condition=models.Q(('openings__lt', django.db.models.expressions.CombinedExpression(models.F('length'), '*', models.F('height')))), name='po_painted_wall_openings_fit')],
            },
        ),
    ]
