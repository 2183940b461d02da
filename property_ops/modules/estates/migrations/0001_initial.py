import django.db.models.deletion
import property_ops.framework.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Company',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='company name')),
                ('address', models.CharField(blank=True, max_length=120, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='service phone')),
                ('bank_name', models.CharField(blank=True, max_length=60, verbose_name='bank')),
                ('bank_account', models.CharField(blank=True, max_length=40, verbose_name='bank account')),
            ],
            options={
                'verbose_name': 'company',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='po_company_only_one')],
            },
        ),
        migrations.CreateModel(
            name='Estate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='estate code')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='estate')),
                ('community', models.CharField(blank=True, max_length=60, verbose_name='community')),
                ('building_count', models.PositiveIntegerField(null=True, verbose_name='buildings')),
                ('built_year', models.PositiveIntegerField(null=True, verbose_name='built in')),
                ('management', models.CharField(choices=[('managed', 'managed'), ('assisted', 'assisted')], max_length=10, verbose_name='management')),
                ('taken_over_on', models.DateField(blank=True, null=True, verbose_name='take-over date')),
                ('grid_worker_name', models.CharField(blank=True, max_length=40, verbose_name='grid worker')),
                ('grid_worker_phone', models.CharField(blank=True, max_length=20, verbose_name="grid worker's phone")),
                ('party_branch', models.CharField(blank=True, max_length=60, verbose_name='party branch')),
                ('committee_chair', models.CharField(blank=True, max_length=40, verbose_name="chair of the owners' committee")),
            ],
            options={
                'verbose_name': 'estate',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('management', 'assisted'), ('taken_over_on__isnull', False), _connector='OR'), name='po_managed_estate_has_takeover_date'), models.CheckConstraint(condition=models.Q(('code', ''), _negated=True), name='po_estate_has_code')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalEstate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=20, verbose_name='estate code')),
                ('name', models.CharField(db_index=True, max_length=60, verbose_name='estate')),
                ('community', models.CharField(blank=True, max_length=60, verbose_name='community')),
                ('building_count', models.PositiveIntegerField(null=True, verbose_name='buildings')),
                ('built_year', models.PositiveIntegerField(null=True, verbose_name='built in')),
                ('management', models.CharField(choices=[('managed', 'managed'), ('assisted', 'assisted')], max_length=10, verbose_name='management')),
                ('taken_over_on', models.DateField(blank=True, null=True, verbose_name='take-over date')),
                ('grid_worker_name', models.CharField(blank=True, max_length=40, verbose_name='grid worker')),
                ('grid_worker_phone', models.CharField(blank=True, max_length=20, verbose_name="grid worker's phone")),
                ('party_branch', models.CharField(blank=True, max_length=60, verbose_name='party branch')),
                ('committee_chair', models.CharField(blank=True, max_length=40, verbose_name="chair of the owners' committee")),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical estate',
                'verbose_name_plural': 'historical estates',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalUnit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('building', models.PositiveIntegerField(verbose_name='building')),
                ('entrance', models.PositiveIntegerField(verbose_name='entrance')),
                ('room', models.CharField(max_length=20, verbose_name='room')),
                ('code', models.CharField(db_index=True, max_length=60, verbose_name='unit code')),
                ('area', property_ops.framework.fields.ScaledField(places=4, verbose_name='building area (m²)')),
                ('use', models.CharField(choices=[('residential', 'residential'), ('commercial', 'commercial')], max_length=12, verbose_name='use')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical unit',
                'verbose_name_plural': 'historical units',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('building', models.PositiveIntegerField(verbose_name='building')),
                ('entrance', models.PositiveIntegerField(verbose_name='entrance')),
                ('room', models.CharField(max_length=20, verbose_name='room')),
                ('code', models.CharField(max_length=60, unique=True, verbose_name='unit code')),
                ('area', property_ops.framework.fields.ScaledField(places=4, verbose_name='building area (m²)')),
                ('use', models.CharField(choices=[('residential', 'residential'), ('commercial', 'commercial')], max_length=12, verbose_name='use')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='units', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'unit',
                'ordering': ['estate', 'building', 'entrance', 'room'],
                'constraints': [models.UniqueConstraint(fields=('estate', 'building', 'entrance', 'room'), name='po_unit_once'), models.CheckConstraint(condition=models.Q(('area__gt', 0), ('area__lte', 100000)), name='po_unit_area_sensible')],
            },
        ),
        migrations.CreateModel(
            name='Tenure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('owner', 'owner'), ('tenant', 'tenant')], max_length=6, verbose_name='role')),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('start', models.DateField(null=True, verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tenures', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'tenure',
                'ordering': ['unit', 'role', models.OrderBy(models.F('start'), nulls_first=True)],
                'indexes': [models.Index(fields=['name'], name='po_estates__name_31f119_idx'), models.Index(fields=['phone'], name='po_estates__phone_49134b_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('start__lt', models.F('end')), _connector='OR'), name='po_tenure_start_before_end'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='po_tenure_has_name')],
            },
        ),
        migrations.CreateModel(
            name='Occupancy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('owner_occupied', 'owner-occupied'), ('let', 'let'), ('vacant', 'vacant')], max_length=14, verbose_name='occupancy')),
                ('start', models.DateField(null=True, verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='occupancies', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'occupancy',
                'ordering': ['unit', models.OrderBy(models.F('start'), nulls_first=True)],
                'constraints': [models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('start__lt', models.F('end')), _connector='OR'), name='po_occupancy_start_before_end')],
            },
        ),
        migrations.CreateModel(
            name='EstateMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='po_estates.estate')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='estate_memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'estate'), name='po_membership_once')],
            },
        ),
        migrations.CreateModel(
            name='UnitVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', property_ops.framework.fields.ScaledField(places=4, verbose_name='building area (m²)')),
                ('use', models.CharField(choices=[('residential', 'residential'), ('commercial', 'commercial')], max_length=12, verbose_name='use')),
                ('end', models.DateField(verbose_name='until')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'earlier version of a unit',
                'ordering': ['unit', 'end'],
                'constraints': [models.UniqueConstraint(fields=('unit', 'end'), name='po_unit_version_once_a_day'), models.CheckConstraint(condition=models.Q(('area__gt', 0), ('area__lte', 100000)), name='po_version_area_sensible')],
            },
        ),
    ]
