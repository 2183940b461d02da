import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0004_unit_changes'),
        ('po_requests', '0006_home_visits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlannedHome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'home to be visited',
                'ordering': ['plan', 'unit'],
            },
        ),
        migrations.CreateModel(
            name='HomeVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('met', 'met'), ('not_met', 'nobody was met'), ('declined', 'did not want to speak')], max_length=8, verbose_name='what came of it')),
                ('words', models.CharField(blank=True, max_length=300, verbose_name='note of the visit')),
                ('at', models.DateTimeField(verbose_name='visited at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='visited by')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='po_home_visits.plannedhome', verbose_name='home to be visited')),
            ],
            options={
                'verbose_name': 'visit at a home',
                'ordering': ['home', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VisitOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300, verbose_name='opinion')),
                ('request', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visit_opinion', to='po_requests.request', verbose_name='request')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='po_home_visits.homevisit', verbose_name='visit at a home')),
            ],
            options={
                'verbose_name': 'opinion said at a home',
                'ordering': ['visit', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VisitPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='number')),
                ('title', models.CharField(max_length=60, verbose_name='what the visits are about')),
                ('first_day', models.DateField(verbose_name='first day')),
                ('last_day', models.DateField(verbose_name='last day')),
                ('at', models.DateTimeField(verbose_name='planned at')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='planned by')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visit_plans', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'plan of home visits',
                'ordering': ['-first_day', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='plannedhome',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='homes', to='po_home_visits.visitplan', verbose_name='plan of home visits'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'met')), fields=('home',), name='po_home_met_once'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['met', 'not_met', 'declined'])), name='po_visit_outcome'),
        ),
        migrations.AddConstraint(
            model_name='visitopinion',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='po_visit_opinion_has_words'),
        ),
        migrations.AddConstraint(
            model_name='visitplan',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='po_visit_plan_days'),
        ),
        migrations.AddConstraint(
            model_name='visitplan',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='po_visit_plan_has_title'),
        ),
        migrations.AddConstraint(
            model_name='plannedhome',
            constraint=models.UniqueConstraint(fields=('plan', 'unit'), name='po_planned_home_once'),
        ),
    ]
