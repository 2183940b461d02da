import django.db.models.deletion
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
            name='MonthEndRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(verbose_name='month')),
                ('step', models.CharField(max_length=30, verbose_name='step')),
                ('estates', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('failed', 'failed')], default='waiting', max_length=10, verbose_name='state')),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('at', models.CharField(blank=True, max_length=120)),
                ('outcome', models.JSONField(default=dict)),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('beat_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': "step of a month's end",
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'running'])), fields=('month',), name='po_month_end_one_at_a_time')],
            },
        ),
    ]
