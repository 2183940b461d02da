
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0003_bank_account'),
        ('po_framework', '0009_list_exports'),
        ('po_rounds', '0002_promises'),
        ('po_works', '0004_terms_by_two'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='checklist code')),
                ('name', models.CharField(max_length=40, verbose_name='checklist')),
                ('kind', models.CharField(blank=True, choices=[('entrance', 'gate'), ('stairs', 'staircase'), ('yard', 'yard and road'), ('green', 'green space'), ('waste', 'waste point'), ('fire', 'fire equipment'), ('machine', 'machine room'), ('lamp', 'lamp'), ('lot', 'parking lot'), ('other', 'other place')], max_length=10, verbose_name='kind of place')),
                ('items', models.JSONField(default=list, verbose_name='what is looked at')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
            ],
            options={
                'verbose_name': 'checklist',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='po_checklist_has_names')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalChecklist',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=20, verbose_name='checklist code')),
                ('name', models.CharField(max_length=40, verbose_name='checklist')),
                ('kind', models.CharField(blank=True, choices=[('entrance', 'gate'), ('stairs', 'staircase'), ('yard', 'yard and road'), ('green', 'green space'), ('waste', 'waste point'), ('fire', 'fire equipment'), ('machine', 'machine room'), ('lamp', 'lamp'), ('lot', 'parking lot'), ('other', 'other place')], max_length=10, verbose_name='kind of place')),
                ('items', models.JSONField(default=list, verbose_name='what is looked at')),
                ('active', models.BooleanField(default=True, verbose_name='in use')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical checklist',
                'verbose_name_plural': 'historical checklists',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('looked_at', models.JSONField(verbose_name='what was looked at')),
                ('checklist', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='po_inspections.checklist', verbose_name='checklist')),
                ('scan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='inspection', to='po_rounds.roundscan', verbose_name='scan of the plate')),
            ],
            options={
                'verbose_name': 'inspection',
                'ordering': ['-scan__scanned_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Hazard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='hazard number')),
                ('place', models.CharField(max_length=60, verbose_name='place')),
                ('what', models.CharField(max_length=120, verbose_name='what is wrong')),
                ('grade', models.CharField(choices=[('usual', 'usual hazard'), ('larger', 'larger hazard'), ('major', 'major hazard')], max_length=6, verbose_name='grade')),
                ('work_kind', models.CharField(blank=True, max_length=40, verbose_name='kind of work')),
                ('found_on', models.DateField(verbose_name='day it was found')),
                ('due_on', models.DateField(verbose_name='to be put right by')),
                ('closed_on', models.DateField(null=True, verbose_name='closed')),
                ('checklist', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hazards', to='po_inspections.checklist', verbose_name='checklist')),
                ('checkpoint', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hazards', to='po_rounds.checkpoint', verbose_name='checkpoint')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hazards', to='po_estates.estate', verbose_name='estate')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='found by')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
                ('work', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hazards', to='po_works.workorder', verbose_name='work order')),
                ('inspection', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='hazards', to='po_inspections.inspection', verbose_name='inspection')),
            ],
            options={
                'verbose_name': 'hazard',
                'ordering': ['-found_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Rectification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('key', models.UUIDField(unique=True)),
                ('how', models.CharField(max_length=120, verbose_name='how it was put right')),
                ('done_on', models.DateField(verbose_name='put right')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='found by')),
                ('hazard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rectifications', to='po_inspections.hazard', verbose_name='hazard')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'rectification',
                'ordering': ['-pk'],
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='hazard',
            index=models.Index(fields=['estate', 'closed_on', 'due_on'], name='po_hazard_open'),
        ),
        migrations.AddConstraint(
            model_name='hazard',
            constraint=models.CheckConstraint(condition=models.Q(('grade__in', ['usual', 'larger', 'major'])), name='po_hazard_grade'),
        ),
        migrations.AddConstraint(
            model_name='hazard',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('place', ''), _negated=True)), name='po_hazard_says_what_and_where'),
        ),
        migrations.AddConstraint(
            model_name='hazard',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('found_on'))), name='po_hazard_due_after_found'),
        ),
        migrations.AddConstraint(
            model_name='hazard',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('found_on')), _connector='OR'), name='po_hazard_closed_after_found'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_inspections_rectification_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_inspections_rectification_decided'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_inspections_rectification_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'approved'))), fields=('hazard',), name='po_rectification_once'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(('how', ''), _negated=True), name='po_rectification_says_how'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('decided_by', models.F('found_by')), _negated=True), _connector='OR'), name='po_rectification_not_by_finder'),
        ),
    ]
