import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.new_tables import NewTables
from property_ops.framework.triggers import RefuseWhen, decided_once
from property_ops.kernel.money import Yuan

PROPOSALS = "po_parking_leaseproposal"


class Migration(NewTables):

    dependencies = [
        ('po_estates', '0003_bank_account'),
        ('po_parking', '0003_on_the_ground'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LeaseProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('plate', models.CharField(blank=True, max_length=12, verbose_name='plate')),
                ('vehicle', models.CharField(blank=True, max_length=40, verbose_name='vehicle')),
                ('monthly_rent', property_ops.framework.fields.YuanField(verbose_name='monthly rent')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_parking.waitingentry')),
                ('lease', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposal', to='po_parking.lease')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='po_parking.space', verbose_name='parking space')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'proposed lease',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_parking_leaseproposal_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_parking_leaseproposal_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_parking_leaseproposal_rejected_because'), models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('space',), name='po_lease_proposal_waits_once'), models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='po_lease_proposal_has_days'), models.CheckConstraint(condition=models.Q(('monthly_rent__gt', Yuan(0))), name='po_lease_proposal_has_rent')],
            },
        ),
        *decided_once(PROPOSALS),
        RefuseWhen(PROPOSALS, "INSERT", "NEW.state <> 'waiting'", "a lease is proposed before it is approved"),
    ]
