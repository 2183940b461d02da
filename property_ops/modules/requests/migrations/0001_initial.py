import django.db.models.deletion
import property_ops.modules.requests.domain.states
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
            name='HistoricalRequest',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.CharField(db_index=True, max_length=20, verbose_name='request number')),
                ('channel', models.CharField(choices=[('visit', 'visit in person'), ('online', 'online letter'), ('mailbox', "leaders' mailbox"), ('phone', 'phone')], max_length=10, verbose_name='channel')),
                ('topic', models.CharField(choices=[('parking', 'parking'), ('drains', 'water and drains'), ('roads', 'roads and walls'), ('cleaning', 'cleaning and rubbish'), ('safety', 'safety'), ('neighbours', 'neighbours'), ('fees', 'fees'), ('other', 'other')], max_length=12, verbose_name='topic')),
                ('content', models.CharField(max_length=500, verbose_name='what is asked for')),
                ('person', models.CharField(blank=True, max_length=40, verbose_name='petitioner')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('received_on', models.DateField(db_index=True, verbose_name='request received on')),
                ('due_on', models.DateField(verbose_name='answer due')),
                ('state', models.CharField(choices=[('received', 'taken down'), ('in_hand', 'in hand'), ('answered', 'answered'), ('closed', 'closed'), ('withdrawn', 'withdrawn')], default=property_ops.modules.requests.domain.states.RequestState['RECEIVED'], max_length=10, verbose_name='state')),
                ('handled_by', models.CharField(blank=True, max_length=40, verbose_name='handled by')),
                ('answered_on', models.DateField(null=True, verbose_name='answered on')),
                ('result', models.CharField(blank=True, max_length=500, verbose_name='what came of it')),
                ('satisfaction', models.CharField(blank=True, choices=[('satisfied', 'satisfied'), ('neutral', 'neutral'), ('unsatisfied', 'not satisfied')], max_length=12, verbose_name='satisfaction')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('registered_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registered by')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.unit', verbose_name='unit')),
                ('work', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'historical request',
                'verbose_name_plural': 'historical requests',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSurvey',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('round', models.CharField(max_length=30, verbose_name='survey round')),
                ('closed_on', models.DateField(db_index=True, verbose_name='counted on')),
                ('asked', models.PositiveIntegerField(verbose_name='households asked')),
                ('took_part', models.PositiveIntegerField(verbose_name='took part')),
                ('satisfied', models.PositiveIntegerField(verbose_name='satisfied')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('estate', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical survey',
                'verbose_name_plural': 'historical surveys',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, unique=True, verbose_name='request number')),
                ('channel', models.CharField(choices=[('visit', 'visit in person'), ('online', 'online letter'), ('mailbox', "leaders' mailbox"), ('phone', 'phone')], max_length=10, verbose_name='channel')),
                ('topic', models.CharField(choices=[('parking', 'parking'), ('drains', 'water and drains'), ('roads', 'roads and walls'), ('cleaning', 'cleaning and rubbish'), ('safety', 'safety'), ('neighbours', 'neighbours'), ('fees', 'fees'), ('other', 'other')], max_length=12, verbose_name='topic')),
                ('content', models.CharField(max_length=500, verbose_name='what is asked for')),
                ('person', models.CharField(blank=True, max_length=40, verbose_name='petitioner')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('received_on', models.DateField(db_index=True, verbose_name='request received on')),
                ('due_on', models.DateField(verbose_name='answer due')),
                ('state', models.CharField(choices=[('received', 'taken down'), ('in_hand', 'in hand'), ('answered', 'answered'), ('closed', 'closed'), ('withdrawn', 'withdrawn')], default=property_ops.modules.requests.domain.states.RequestState['RECEIVED'], max_length=10, verbose_name='state')),
                ('handled_by', models.CharField(blank=True, max_length=40, verbose_name='handled by')),
                ('answered_on', models.DateField(null=True, verbose_name='answered on')),
                ('result', models.CharField(blank=True, max_length=500, verbose_name='what came of it')),
                ('satisfaction', models.CharField(blank=True, choices=[('satisfied', 'satisfied'), ('neutral', 'neutral'), ('unsatisfied', 'not satisfied')], max_length=12, verbose_name='satisfaction')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='po_estates.estate', verbose_name='estate')),
                ('registered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registered by')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='po_estates.unit', verbose_name='unit')),
                ('work', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='po_works.workorder', verbose_name='work order')),
            ],
            options={
                'verbose_name': 'request',
                'ordering': ['-received_on', '-number'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['answered', 'closed']), _negated=True), models.Q(('answered_on__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='po_completed_request_has_answer'), models.CheckConstraint(condition=models.Q(('answered_on__isnull', True), ('answered_on__gte', models.F('received_on')), _connector='OR'), name='po_request_answered_after_received'), models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('received_on'))), name='po_request_due_after_received')],
            },
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.CharField(max_length=30, verbose_name='survey round')),
                ('closed_on', models.DateField(db_index=True, verbose_name='counted on')),
                ('asked', models.PositiveIntegerField(verbose_name='households asked')),
                ('took_part', models.PositiveIntegerField(verbose_name='took part')),
                ('satisfied', models.PositiveIntegerField(verbose_name='satisfied')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'survey',
                'ordering': ['-closed_on', 'estate'],
                'constraints': [models.UniqueConstraint(fields=('estate', 'round'), name='po_survey_once'), models.CheckConstraint(condition=models.Q(('asked__gt', 0), ('took_part__lte', models.F('asked')), ('satisfied__lte', models.F('took_part'))), name='po_survey_adds_up')],
            },
        ),
    ]
