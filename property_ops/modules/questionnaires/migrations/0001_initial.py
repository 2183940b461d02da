import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0004_unit_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='number')),
                ('title', models.CharField(max_length=60, verbose_name='questionnaire')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='what it is for')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('at', models.DateTimeField(verbose_name='drawn up at')),
                ('opened_at', models.DateTimeField(null=True, verbose_name='opened')),
                ('published_at', models.DateTimeField(null=True, verbose_name='published')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drawn up by')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questionnaires', to='po_estates.estate', verbose_name='estate')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
            ],
            options={
                'verbose_name': 'questionnaire',
                'ordering': ['-first_day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('single', 'one of several'), ('multiple', 'several may be chosen'), ('rating', 'one to five'), ('text', 'in words')], max_length=8, verbose_name='kind of answer')),
                ('text', models.CharField(max_length=160, verbose_name='question')),
                ('options', models.TextField(blank=True, verbose_name='options')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='po_questionnaires.questionnaire')),
            ],
            options={
                'verbose_name': 'question',
                'ordering': ['questionnaire', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.PositiveIntegerField(verbose_name='sheet')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='po_questionnaires.questionnaire')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'sheet of a questionnaire',
                'ordering': ['questionnaire', 'serial'],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(choices=[('paper', 'on a sheet'), ('phone', 'on the phone')], max_length=5, verbose_name='how')),
                ('said', models.TextField(verbose_name='answers')),
                ('words', models.JSONField(verbose_name='in words')),
                ('at', models.DateTimeField(verbose_name='answered at')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='po_questionnaires.sheet', verbose_name='sheet')),
            ],
            options={
                'verbose_name': 'answer to a questionnaire',
                'ordering': ['sheet'],
            },
        ),
        migrations.CreateModel(
            name='SheetKeying',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('said', models.TextField(verbose_name='keyed')),
                ('at', models.DateTimeField(verbose_name='keyed at')),
                ('words', models.JSONField(verbose_name='in words')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keyings', to='po_questionnaires.sheet', verbose_name='sheet')),
            ],
            options={
                'verbose_name': 'keying of a sheet',
                'ordering': ['sheet', 'number'],
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='po_questionnaire_days'),
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='po_questionnaire_has_title'),
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', True), ('published_by__isnull', True)), models.Q(('opened_at__isnull', False), ('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='po_questionnaire_published'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('questionnaire', 'number'), name='po_question_once'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='po_question_has_text'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['single', 'multiple']), models.Q(('options', ''), _negated=True)), models.Q(('kind__in', ['rating', 'text']), ('options', '')), _connector='OR'), name='po_question_options'),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.UniqueConstraint(fields=('questionnaire', 'serial'), name='po_sheet_serial_once'),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.UniqueConstraint(fields=('questionnaire', 'unit'), name='po_sheet_once_a_home'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['paper', 'phone'])), name='po_answer_way'),
        ),
        migrations.AddConstraint(
            model_name='sheetkeying',
            constraint=models.UniqueConstraint(fields=('sheet', 'number'), name='po_questionnaires_sheetkeying_number_once'),
        ),
        migrations.AddConstraint(
            model_name='sheetkeying',
            constraint=models.UniqueConstraint(fields=('sheet', 'by'), name='po_questionnaires_sheetkeying_once_a_person'),
        ),
    ]
