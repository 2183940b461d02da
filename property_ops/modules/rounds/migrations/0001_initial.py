import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_confirmations', '0003_signed_sheets'),
        ('po_dispatch', '0002_promises'),
        ('po_estates', '0002_promises'),
        ('po_framework', '0008_journal'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, verbose_name='checkpoint code')),
                ('name', models.CharField(max_length=40, verbose_name='checkpoint')),
                ('kind', models.CharField(choices=[('entrance', 'gate'), ('stairs', 'staircase'), ('yard', 'yard and road'), ('green', 'green space'), ('waste', 'waste point'), ('fire', 'fire equipment'), ('machine', 'machine room'), ('lamp', 'lamp'), ('lot', 'parking lot'), ('other', 'other place')], max_length=10, verbose_name='kind of place')),
                ('plate_version', models.PositiveIntegerField(default=1)),
                ('retired_on', models.DateField(null=True, verbose_name='out of use since')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checkpoints', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'checkpoint',
                'ordering': ['estate', 'code'],
                'constraints': [models.UniqueConstraint(fields=('estate', 'code'), name='po_checkpoint_once'), models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='po_checkpoint_has_names'), models.CheckConstraint(condition=models.Q(('kind__in', ['entrance', 'stairs', 'yard', 'green', 'waste', 'fire', 'machine', 'lamp', 'lot', 'other'])), name='po_checkpoint_kind')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCheckpoint',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(max_length=12, verbose_name='checkpoint code')),
                ('name', models.CharField(max_length=40, verbose_name='checkpoint')),
                ('kind', models.CharField(choices=[('entrance', 'gate'), ('stairs', 'staircase'), ('yard', 'yard and road'), ('green', 'green space'), ('waste', 'waste point'), ('fire', 'fire equipment'), ('machine', 'machine room'), ('lamp', 'lamp'), ('lot', 'parking lot'), ('other', 'other place')], max_length=10, verbose_name='kind of place')),
                ('plate_version', models.PositiveIntegerField(default=1)),
                ('retired_on', models.DateField(null=True, verbose_name='out of use since')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical checkpoint',
                'verbose_name_plural': 'historical checkpoints',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RoundPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('start', models.DateField(verbose_name='from')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='round_plans', to='po_confirmations.agreementitem', verbose_name='service')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'plan of rounds',
                'ordering': ['item', '-start', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_rounds_roundplan_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_rounds_roundplan_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_rounds_roundplan_rejected_because'), models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'approved'))), fields=('item', 'start'), name='po_round_plan_once')],
            },
        ),
        migrations.CreateModel(
            name='RoundPlanLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('name', models.CharField(max_length=40, verbose_name='what is walked')),
                ('per', models.CharField(choices=[('day', 'a day'), ('week', 'a week'), ('month', 'a month')], max_length=5, verbose_name='per')),
                ('times', models.PositiveSmallIntegerField(verbose_name='times')),
                ('window_from', models.TimeField(null=True, verbose_name='from (hour)')),
                ('window_until', models.TimeField(null=True, verbose_name='until (hour)')),
                ('needs_photo', models.BooleanField(default=False, verbose_name='with photo')),
                ('excused_by_weather', models.BooleanField(default=False, verbose_name='not in bad weather')),
                ('crew', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='po_dispatch.crew', verbose_name='crew')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='po_rounds.roundplan', verbose_name='plan of rounds')),
            ],
            options={
                'verbose_name': 'promised rounds',
                'ordering': ['plan', 'number'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='po_round_line_once'), models.CheckConstraint(condition=models.Q(('times__gte', 1), ('times__lte', 24)), name='po_round_line_times'), models.CheckConstraint(condition=models.Q(('per__in', ['day', 'week', 'month'])), name='po_round_line_per'), models.CheckConstraint(condition=models.Q(models.Q(('window_from__isnull', True), ('window_until__isnull', True)), models.Q(('window_from__isnull', False), ('window_until__isnull', False), models.Q(('window_from', models.F('window_until')), _negated=True)), _connector='OR'), name='po_round_line_window'), models.CheckConstraint(condition=models.Q(('excused_by_weather', False), ('per', 'day'), _connector='OR'), name='po_round_line_weather_by_day')],
            },
        ),
        migrations.CreateModel(
            name='RoundPlanPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='po_rounds.checkpoint')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='po_rounds.roundplanline')),
            ],
            options={
                'verbose_name': 'checkpoint of a round',
                'ordering': ['line', 'checkpoint'],
                'constraints': [models.UniqueConstraint(fields=('line', 'checkpoint'), name='po_round_point_once')],
            },
        ),
        migrations.CreateModel(
            name='RoundScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('way', models.CharField(choices=[('plate', 'scanned'), ('typed', 'typed in')], max_length=5, verbose_name='how')),
                ('scanned_at', models.DateTimeField(verbose_name='scanned')),
                ('received_at', models.DateTimeField(verbose_name='received')),
                ('clock_off', models.IntegerField(default=0, verbose_name="phone's clock ahead (seconds)")),
                ('remark', models.CharField(blank=True, max_length=100, verbose_name='remark')),
                ('digest', models.CharField(max_length=64)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scans', to='po_rounds.checkpoint', verbose_name='checkpoint')),
                ('crew', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_dispatch.crew', verbose_name='crew')),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
            ],
            options={
                'verbose_name': 'scan of a round',
                'ordering': ['-scanned_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('scanned_at__lte', models.F('received_at'))), name='po_round_scan_before_received'), models.CheckConstraint(condition=models.Q(('way__in', ['plate', 'typed'])), name='po_round_scan_way')],
            },
        ),
        migrations.CreateModel(
            name='DoubtfulScan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('doubts', models.CharField(max_length=60, verbose_name='doubts')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('scan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='doubtful', to='po_rounds.roundscan', verbose_name='scan of a round')),
            ],
            options={
                'verbose_name': 'doubtful scan',
                'ordering': ['-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_rounds_doubtfulscan_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_rounds_doubtfulscan_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_rounds_doubtfulscan_rejected_because'), models.CheckConstraint(condition=models.Q(('doubts', ''), _negated=True), name='po_doubtful_scan_says_why')],
            },
        ),
        migrations.CreateModel(
            name='SkippedRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('day', models.DateField(verbose_name='day')),
                ('reason', models.CharField(max_length=100, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='said at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('checkpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='skipped', to='po_rounds.checkpoint', verbose_name='checkpoint')),
            ],
            options={
                'verbose_name': 'skipped round',
                'ordering': ['-day', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_skipped_round_says_why')],
            },
        ),
        migrations.CreateModel(
            name='BadWeatherDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('day', models.DateField(verbose_name='day')),
                ('weather', models.CharField(choices=[('rain', 'rain'), ('snow', 'snow or ice'), ('wind', 'strong wind'), ('heat', 'great heat')], max_length=5, verbose_name='weather')),
                ('remark', models.CharField(blank=True, max_length=60, verbose_name='remark')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'day of bad weather',
                'ordering': ['-day', 'estate'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_rounds_badweatherday_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_rounds_badweatherday_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_rounds_badweatherday_rejected_because'), models.CheckConstraint(condition=models.Q(('weather__in', ['rain', 'snow', 'wind', 'heat'])), name='po_bad_weather_kind'), models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'approved'))), fields=('estate', 'day'), name='po_bad_weather_once')],
            },
        ),
        migrations.AddIndex(
            model_name='roundscan',
            index=models.Index(fields=['checkpoint', 'scanned_at'], name='po_round_scan_at_point'),
        ),
    ]
