import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.kernel.money import Yuan


class Migration(NewTables):

    dependencies = [
        ('po_dispatch', '0005_planned_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CrewContract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('contractor', models.CharField(max_length=60, verbose_name='contractor')),
                ('agreement', models.CharField(max_length=40, verbose_name='number of the agreement')),
                ('start', models.DateField(verbose_name='in force from')),
                ('crew', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='po_dispatch.crew', verbose_name='crew')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'prices of a contractor',
                'ordering': ['-start', '-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CrewPrice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='kind of work')),
                ('price', property_ops.framework.fields.YuanField(verbose_name='yuan a unit')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prices', to='po_dispatch.crewcontract')),
            ],
            options={
                'verbose_name': 'price of a contractor',
                'ordering': ['contract', 'id'],
            },
        ),
        migrations.AddConstraint(
            model_name='crewcontract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_dispatch_crewcontract_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='crewcontract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_dispatch_crewcontract_decided'),
        ),
        migrations.AddConstraint(
            model_name='crewcontract',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_dispatch_crewcontract_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='crewcontract',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('crew',), name='po_crew_contract_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='crewcontract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contractor', ''), _negated=True), models.Q(('agreement', ''), _negated=True)), name='po_crew_contract_names'),
        ),
        migrations.AddConstraint(
            model_name='crewprice',
            constraint=models.UniqueConstraint(fields=('contract', 'kind'), name='po_crew_price_once'),
        ),
        migrations.AddConstraint(
            model_name='crewprice',
            constraint=models.CheckConstraint(condition=models.Q(('price__gt', Yuan(0))), name='po_crew_price_positive'),
        ),
    ]
