import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0003_bank_account'),
        ('po_framework', '0010_api'),
        ('po_requests', '0004_course_and_clocks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='number')),
                ('kind', models.CharField(choices=[('stool', 'stool meeting'), ('committee', "meeting of the owners' committee")], max_length=9, verbose_name='kind of meeting')),
                ('title', models.CharField(max_length=60, verbose_name='what the meeting is about')),
                ('convener', models.CharField(max_length=60, verbose_name='called by')),
                ('begins_at', models.DateTimeField(verbose_name='begins')),
                ('place', models.CharField(max_length=60, verbose_name='place')),
                ('agenda', models.TextField(max_length=1000, verbose_name='agenda')),
                ('at', models.DateTimeField(verbose_name='entered')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'meeting',
                'ordering': ['-begins_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['stool', 'committee'])), name='po_meeting_kind'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('agenda', ''), _negated=True)), name='po_meeting_says_what_for')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='who was there')),
                ('home', models.CharField(blank=True, max_length=40, verbose_name='home')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='po_meetings.meeting')),
            ],
            options={
                'verbose_name': 'attendance of a meeting',
                'ordering': ['meeting', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'name', 'home'), name='po_attendance_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='po_attendance_has_name')],
            },
        ),
        migrations.CreateModel(
            name='MeetingMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='minutes')),
                ('at', models.DateTimeField(verbose_name='written at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='po_meetings.meeting', verbose_name='meeting')),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_framework.storedpicture', verbose_name='photo')),
            ],
            options={
                'verbose_name': 'minutes of a meeting',
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='po_minutes_say_something')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('words', models.CharField(max_length=300, verbose_name='opinion')),
                ('answers', models.CharField(max_length=40, verbose_name='who answers')),
                ('due_on', models.DateField(verbose_name='answer due')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='answer')),
                ('answered_on', models.DateField(null=True, verbose_name='answered on')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='po_meetings.meeting', verbose_name='meeting')),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_requests.request', verbose_name='request')),
            ],
            options={
                'verbose_name': 'opinion of a meeting',
                'ordering': ['meeting', 'number'],
                'constraints': [models.UniqueConstraint(fields=('meeting', 'number'), name='po_opinion_once'), models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('answers', ''), _negated=True)), name='po_opinion_says_who_answers'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by__isnull', True), ('answered_on__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_by__isnull', False), ('answered_on__isnull', False)), _connector='OR'), name='po_opinion_answered')],
            },
        ),
    ]
