import django.core.validators
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
        ('po_works', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('moves', models.JSONField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('undone_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoes', to='po_dispatch.boardchange')),
            ],
            options={
                'verbose_name': 'change of the board',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Crew',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='crew code')),
                ('name', models.CharField(max_length=40, unique=True, verbose_name='crew')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('feed_version', models.PositiveIntegerField(default=0)),
                ('feed_open', models.BooleanField(default=False)),
            ],
            options={
                'verbose_name': 'crew',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='po_crew_has_names')],
            },
        ),
        migrations.CreateModel(
            name='Forecast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='entered at')),
                ('source', models.CharField(blank=True, max_length=60, verbose_name='source')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('estate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'weather forecast',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalCrew',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=20, verbose_name='crew code')),
                ('name', models.CharField(db_index=True, max_length=40, verbose_name='crew')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('feed_version', models.PositiveIntegerField(default=0)),
                ('feed_open', models.BooleanField(default=False)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical crew',
                'verbose_name_plural': 'historical crews',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCrewLeave',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
                ('reason', models.CharField(blank=True, max_length=60, verbose_name='reason')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('crew', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_dispatch.crew')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical leave',
                'verbose_name_plural': 'historical leaves',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCrewMember',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('is_leader', models.BooleanField(default=False, verbose_name='crew leader')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('crew', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_dispatch.crew')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'historical crew member',
                'verbose_name_plural': 'historical crew members',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalDistance',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='from estate')),
                ('other', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='to estate')),
            ],
            options={
                'verbose_name': 'historical distance',
                'verbose_name_plural': 'historical distances',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPlaceClosure',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                ('start', models.DateTimeField(verbose_name='from')),
                ('end', models.DateTimeField(verbose_name='until')),
                ('reason', models.CharField(max_length=60, verbose_name='reason')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical closed place',
                'verbose_name_plural': 'historical closed places',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalVisit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='crew visit')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(15), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes')),
                ('starts_at', models.DateTimeField(db_index=True, null=True, verbose_name='starts')),
                ('ends_at', models.DateTimeField(null=True, verbose_name='ends')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='wanted by')),
                ('pinned', models.BooleanField(default=False, verbose_name='pinned')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('started', 'under way'), ('done', 'done'), ('cancelled', 'cancelled')], default='planned', max_length=10, verbose_name='state')),
                ('started_at', models.DateTimeField(null=True, verbose_name='really started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='really finished')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('crew', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_dispatch.crew', verbose_name='crew')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('work', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'historical crew visit',
                'verbose_name_plural': 'historical crew visits',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='TravelTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('within_community', models.PositiveSmallIntegerField(default=10, verbose_name='minutes within a community')),
                ('between_communities', models.PositiveSmallIntegerField(default=25, verbose_name='minutes between communities')),
            ],
            options={
                'verbose_name': 'usual minutes of travel',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='po_travelterms_only_one')],
            },
        ),
        migrations.CreateModel(
            name='CrewLeave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(verbose_name='until')),
                ('reason', models.CharField(blank=True, max_length=60, verbose_name='reason')),
                ('crew', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to='po_dispatch.crew')),
            ],
            options={
                'verbose_name': 'leave',
                'ordering': ['crew', 'start'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='po_crew_leave_has_days')],
            },
        ),
        migrations.CreateModel(
            name='CrewMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('is_leader', models.BooleanField(default=False, verbose_name='crew leader')),
                ('crew', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='po_dispatch.crew')),
                ('user', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='crew_member', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'crew member',
                'ordering': ['crew', '-is_leader', 'name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='po_crew_member_has_name'), models.UniqueConstraint(fields=('crew', 'name'), name='po_crew_member_once')],
            },
        ),
        migrations.CreateModel(
            name='CrewShift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], verbose_name='weekday')),
                ('start', models.TimeField(verbose_name='from')),
                ('end', models.TimeField(verbose_name='until')),
                ('crew', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shifts', to='po_dispatch.crew')),
            ],
            options={
                'ordering': ['crew', 'weekday'],
                'constraints': [models.UniqueConstraint(fields=('crew', 'weekday'), name='po_crew_shift_once'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='po_crew_shift_has_hours'), models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='po_crew_shift_weekday')],
            },
        ),
        migrations.CreateModel(
            name='CrewSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind of work')),
                ('crew', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='po_dispatch.crew')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('crew', 'kind'), name='po_crew_skill_once')],
            },
        ),
        migrations.CreateModel(
            name='Distance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='po_estates.estate', verbose_name='from estate')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='po_estates.estate', verbose_name='to estate')),
            ],
            options={
                'verbose_name': 'distance',
                'ordering': ['one__code', 'other__code'],
                'constraints': [models.UniqueConstraint(fields=('one', 'other'), name='po_distance_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='po_distance_in_order'), models.CheckConstraint(condition=models.Q(('minutes__lte', 600)), name='po_distance_within_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ForecastHour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField(verbose_name='hour')),
                ('rain', property_ops.framework.fields.ScaledField(null=True, places=1, verbose_name='rain (mm)')),
                ('temperature', property_ops.framework.fields.ScaledField(null=True, places=1, verbose_name='temperature (°C)')),
                ('wind', models.PositiveSmallIntegerField(null=True, verbose_name='wind force')),
                ('estate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate')),
                ('forecast', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='po_dispatch.forecast')),
            ],
            options={
                'verbose_name': 'hour of a forecast',
                'ordering': ['hour'],
                'constraints': [models.UniqueConstraint(fields=('estate', 'hour'), name='po_forecast_hour_once'), models.UniqueConstraint(condition=models.Q(('estate', None)), fields=('hour',), name='po_forecast_hour_everywhere_once'), models.CheckConstraint(condition=models.Q(('wind__isnull', True), ('wind__lte', 17), _connector='OR'), name='po_forecast_wind_in_scale')],
            },
        ),
        migrations.CreateModel(
            name='PlaceClosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='place')),
                ('start', models.DateTimeField(verbose_name='from')),
                ('end', models.DateTimeField(verbose_name='until')),
                ('reason', models.CharField(max_length=60, verbose_name='reason')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='place_closures', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'closed place',
                'ordering': ['start', 'estate'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='po_place_closure_has_hours'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_place_closure_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(verbose_name='from')),
                ('days', models.PositiveSmallIntegerField(verbose_name='days')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('ready', 'ready'), ('adopted', 'taken over'), ('dropped', 'not taken over'), ('failed', 'failed')], default='waiting', max_length=10, verbose_name='state')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('beat_at', models.DateTimeField()),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('plan', models.JSONField(default=list)),
                ('left_out', models.JSONField(default=list)),
                ('figures', models.JSONField(default=dict)),
                ('problem', models.JSONField(default=dict)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('change', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='po_dispatch.boardchange')),
            ],
            options={
                'verbose_name': 'proposed plan',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'running'])), fields=('days',), name='po_proposal_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'adopted'), _negated=True), ('change__isnull', False), _connector='OR'), name='po_proposal_adopted_by_a_change')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='crew visit')),
                ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(15), django.core.validators.MaxValueValidator(1440)], verbose_name='minutes')),
                ('starts_at', models.DateTimeField(db_index=True, null=True, verbose_name='starts')),
                ('ends_at', models.DateTimeField(null=True, verbose_name='ends')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='wanted by')),
                ('pinned', models.BooleanField(default=False, verbose_name='pinned')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('started', 'under way'), ('done', 'done'), ('cancelled', 'cancelled')], default='planned', max_length=10, verbose_name='state')),
                ('started_at', models.DateTimeField(null=True, verbose_name='really started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='really finished')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('crew', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='po_dispatch.crew', verbose_name='crew')),
                ('work', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'crew visit',
                'ordering': ['starts_at', 'work', 'number'],
                'constraints': [models.UniqueConstraint(fields=('work', 'number'), name='po_visit_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('crew__isnull', True), ('ends_at__isnull', True), ('starts_at__isnull', True)), models.Q(('crew__isnull', False), ('ends_at__gt', models.F('starts_at')), ('starts_at__isnull', False)), _connector='OR'), name='po_visit_placed_or_not'), models.CheckConstraint(condition=models.Q(('minutes__gte', 15), ('minutes__lte', 1440)), name='po_visit_has_minutes'), models.CheckConstraint(condition=models.Q(('pinned', False), ('crew__isnull', False), _connector='OR'), name='po_visit_pinned_is_placed'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'cancelled']), models.Q(('crew__isnull', False), ('started_at__isnull', False)), _connector='OR'), name='po_visit_started_is_placed'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='po_visit_finished_after_start')],
            },
        ),
    ]
