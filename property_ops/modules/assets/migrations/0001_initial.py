
import django.db.models.deletion
import property_ops.framework.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.kernel.money import Yuan


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0003_bank_account'),
        ('po_rounds', '0002_promises'),
        ('po_works', '0004_terms_by_two'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Asset',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='equipment code')),
                ('name', models.CharField(max_length=60, verbose_name='equipment')),
                ('kind', models.CharField(choices=[('pump', 'pump'), ('gate', 'barrier or gate'), ('lamp', 'lamp'), ('lot', 'parking lot'), ('fire', 'fire equipment'), ('lift', 'lift'), ('drain', 'gutter or drain'), ('wall', 'façade, roof or wall'), ('camera', 'camera'), ('other', 'other equipment')], max_length=10, verbose_name='kind of equipment')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('maker', models.CharField(blank=True, max_length=80, verbose_name='maker and model')),
                ('installed_on', models.DateField(blank=True, null=True, verbose_name='installed')),
                ('warranty_until', models.DateField(blank=True, null=True, verbose_name='under warranty until')),
                ('warranty_by', models.CharField(blank=True, max_length=60, verbose_name='who gives the warranty')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('retired_on', models.DateField(null=True, verbose_name='out of use since')),
                ('checkpoint', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='po_rounds.checkpoint', verbose_name='checkpoint (plate)')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assets', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'equipment',
                'ordering': ['estate', 'code'],
                'constraints': [models.UniqueConstraint(fields=('estate', 'code'), name='po_asset_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='po_asset_has_names'), models.CheckConstraint(condition=models.Q(('kind__in', ['pump', 'gate', 'lamp', 'lot', 'fire', 'lift', 'drain', 'wall', 'camera', 'other'])), name='po_asset_kind'), models.CheckConstraint(condition=models.Q(('installed_on', None), ('warranty_until', None), ('warranty_until__gte', models.F('installed_on')), _connector='OR'), name='po_asset_warranty_after_installed')],
            },
        ),
        migrations.CreateModel(
            name='AssetWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asset_works', to='po_assets.asset', verbose_name='equipment')),
                ('work', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='for_asset', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'work for equipment',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAsset',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='equipment code')),
                ('name', models.CharField(max_length=60, verbose_name='equipment')),
                ('kind', models.CharField(choices=[('pump', 'pump'), ('gate', 'barrier or gate'), ('lamp', 'lamp'), ('lot', 'parking lot'), ('fire', 'fire equipment'), ('lift', 'lift'), ('drain', 'gutter or drain'), ('wall', 'façade, roof or wall'), ('camera', 'camera'), ('other', 'other equipment')], max_length=10, verbose_name='kind of equipment')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='place')),
                ('maker', models.CharField(blank=True, max_length=80, verbose_name='maker and model')),
                ('installed_on', models.DateField(blank=True, null=True, verbose_name='installed')),
                ('warranty_until', models.DateField(blank=True, null=True, verbose_name='under warranty until')),
                ('warranty_by', models.CharField(blank=True, max_length=60, verbose_name='who gives the warranty')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('retired_on', models.DateField(null=True, verbose_name='out of use since')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('checkpoint', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_rounds.checkpoint', verbose_name='checkpoint (plate)')),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical equipment',
                'verbose_name_plural': 'historical equipments',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalUpkeep',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='what upkeep is done')),
                ('work_kind', models.CharField(max_length=40, verbose_name='kind of work')),
                ('quantity', property_ops.framework.fields.ScaledField(places=4, verbose_name='planned quantity')),
                ('unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('price', property_ops.framework.fields.YuanField(verbose_name='price per unit')),
                ('payer', models.CharField(choices=[('subsidy', 'subsidy'), ('residents', 'residents'), ('maintenance_fund', 'maintenance fund'), ('common_income', 'common income')], max_length=20, verbose_name='who pays')),
                ('scope', models.CharField(blank=True, max_length=200, verbose_name='scope of apportionment')),
                ('first_on', models.DateField(verbose_name='due first')),
                ('every_months', models.PositiveSmallIntegerField(verbose_name='every (months)')),
                ('keeps_season', models.BooleanField(default=False, verbose_name='keeps its season')),
                ('lead_days', models.PositiveSmallIntegerField(default=30, verbose_name='proposed so many days before')),
                ('ended_on', models.DateField(null=True, verbose_name='upkeep ended')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('asset', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_assets.asset', verbose_name='equipment')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical upkeep',
                'verbose_name_plural': 'historical upkeeps',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Upkeep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='what upkeep is done')),
                ('work_kind', models.CharField(max_length=40, verbose_name='kind of work')),
                ('quantity', property_ops.framework.fields.ScaledField(places=4, verbose_name='planned quantity')),
                ('unit', models.CharField(max_length=10, verbose_name='unit of measure')),
                ('price', property_ops.framework.fields.YuanField(verbose_name='price per unit')),
                ('payer', models.CharField(choices=[('subsidy', 'subsidy'), ('residents', 'residents'), ('maintenance_fund', 'maintenance fund'), ('common_income', 'common income')], max_length=20, verbose_name='who pays')),
                ('scope', models.CharField(blank=True, max_length=200, verbose_name='scope of apportionment')),
                ('first_on', models.DateField(verbose_name='due first')),
                ('every_months', models.PositiveSmallIntegerField(verbose_name='every (months)')),
                ('keeps_season', models.BooleanField(default=False, verbose_name='keeps its season')),
                ('lead_days', models.PositiveSmallIntegerField(default=30, verbose_name='proposed so many days before')),
                ('ended_on', models.DateField(null=True, verbose_name='upkeep ended')),
                ('asset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='upkeep', to='po_assets.asset', verbose_name='equipment')),
            ],
            options={
                'verbose_name': 'upkeep',
                'ordering': ['asset', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('every_months__gte', 1), ('every_months__lte', 240), ('lead_days__lte', 366)), name='po_upkeep_rhythm'), models.CheckConstraint(condition=models.Q(('price__gt', Yuan(0)), ('quantity__gt', 0)), name='po_upkeep_has_an_estimate'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('work_kind', ''), _negated=True)), name='po_upkeep_says_what')],
            },
        ),
        migrations.CreateModel(
            name='UpkeepDue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField(verbose_name='due day')),
                ('skipped_because', models.CharField(blank=True, max_length=100, verbose_name='why it was skipped')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('upkeep', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dues', to='po_assets.upkeep', verbose_name='upkeep')),
                ('work', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='upkeep_due', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'due of upkeep',
                'ordering': ['upkeep', 'due_on'],
                'constraints': [models.UniqueConstraint(fields=('upkeep', 'due_on'), name='po_upkeep_due_once'), models.CheckConstraint(condition=models.Q(models.Q(('skipped_because', ''), ('work__isnull', False)), models.Q(('work', None), models.Q(('skipped_because', ''), _negated=True)), _connector='OR'), name='po_upkeep_due_opened_or_skipped')],
            },
        ),
    ]
