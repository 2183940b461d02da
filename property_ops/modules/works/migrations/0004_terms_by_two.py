import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import RefuseWhen, decided_once

TERMS = "po_works_acceptanceterms"

class Migration(NewTables):

    dependencies = [
        ('po_estates', '0002_promises'),
        ('po_works', '0003_manner_of_acceptance'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(
            model_name='historicalacceptanceterms',
            name='estate',
        ),
        migrations.RemoveField(
            model_name='historicalacceptanceterms',
            name='history_user',
        ),
        migrations.AlterModelOptions(
            name='acceptanceterms',
            options={'ordering': ['estate', 'id'], 'verbose_name': 'terms of acceptance'},
        ),
        migrations.AddField(
            model_name='acceptanceterms',
            name='decided_at',
            field=models.DateTimeField(null=True, verbose_name='decided'),
        ),
        migrations.AddField(
            model_name='acceptanceterms',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='acceptanceterms',
            name='prepared_at',
            field=models.DateTimeField(null=True, verbose_name='prepared'),
        ),
        migrations.AddField(
            model_name='acceptanceterms',
            name='prepared_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by'),
        ),
        migrations.AddField(
            model_name='acceptanceterms',
            name='rejected_because',
            field=models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection'),
        ),
        migrations.AddField(
            model_name='acceptanceterms',
            name='state',
            field=models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='approved', max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='acceptanceterms',
            name='estate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptance_terms', to='po_estates.estate', verbose_name='estate'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceterms',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_works_acceptanceterms_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceterms',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('prepared_at__isnull', True), ('prepared_by__isnull', True), ('state', 'approved'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('prepared_at__isnull', False), ('prepared_by__isnull', False), models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR')), _connector='OR'), name='po_works_acceptanceterms_decided'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceterms',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_works_acceptanceterms_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceterms',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('estate',), name='po_acceptance_terms_wait_once'),
        ),
        migrations.DeleteModel(
            name='HistoricalAcceptanceTerms',
        ),
        *decided_once(TERMS),
        RefuseWhen(TERMS, "INSERT", "NEW.state <> 'waiting'", "terms of acceptance are asked for before they are approved"),
    ]
