

import django.db.models.deletion
import invoices.modules.erpnext.domain.states
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay


class Migration(RulesStay):

    dependencies = [
        ('po_erpnext', '0002_promises'),
        ('po_payments', '0002_promises'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('space', models.CharField(blank=True, max_length=12)),
                ('doctype', models.CharField(max_length=40, verbose_name='kind')),
                ('name', models.CharField(max_length=140, verbose_name='name in ERPNext')),
                ('digest', models.CharField(max_length=64)),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'known document in ERPNext',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PaymentCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('cancelled', models.CharField(max_length=140, verbose_name='cancelled in ERPNext')),
                ('replaced_by', models.CharField(blank=True, max_length=140, verbose_name='replaced by')),
            ],
            options={
                'verbose_name': 'payment corrected in ERPNext',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RemoteCompany',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=140, verbose_name='company in ERPNext')),
                ('space', models.CharField(blank=True, max_length=12)),
                ('is_current', models.BooleanField(default=False)),
                ('fields_checked_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'company in ERPNext',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='syncrecord',
            name='space',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AlterField(
            model_name='syncevent',
            name='state',
            field=models.CharField(choices=[('waiting', 'waiting to be sent'), ('sending', 'being sent'), ('sent', 'in ERPNext'), ('failed', 'refused'), ('netted', 'taken back on both sides')], max_length=10, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='syncrecord',
            name='key',
            field=models.CharField(max_length=140, verbose_name="key"),
        ),
        migrations.AlterField(
            model_name='syncrecord',
            name='state',
            field=models.CharField(choices=[('waiting', 'waiting to be sent'), ('sending', 'being sent'), ('sent', 'in ERPNext'), ('failed', 'refused'), ('netted', 'taken back on both sides')], default=invoices.modules.erpnext.domain.states.SyncState['WAITING'], max_length=10, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='syncrecord',
            constraint=models.UniqueConstraint(fields=('space', 'key'), name='po_erpnext_document_once'),
        ),
        migrations.AddField(
            model_name='knowndocument',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='paymentcorrection',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='paymentcorrection',
            name='prepared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by'),
        ),
        migrations.AddField(
            model_name='paymentcorrection',
            name='receipt',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_payments.receipt', verbose_name='receipt'),
        ),
        migrations.AddConstraint(
            model_name='remotecompany',
            constraint=models.UniqueConstraint(fields=('name',), name='po_erpnext_company_once'),
        ),
        migrations.AddConstraint(
            model_name='remotecompany',
            constraint=models.UniqueConstraint(fields=('space',), name='po_erpnext_space_once'),
        ),
        migrations.AddConstraint(
            model_name='remotecompany',
            constraint=models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('is_current',), name='po_erpnext_one_current_company'),
        ),
        migrations.AddConstraint(
            model_name='knowndocument',
            constraint=models.UniqueConstraint(fields=('space', 'doctype', 'name'), name='po_erpnext_known_once'),
        ),
        migrations.AddConstraint(
            model_name='knowndocument',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_erpnext_known_because'),
        ),
        migrations.AddConstraint(
            model_name='paymentcorrection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_erpnext_paymentcorrection_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='paymentcorrection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_erpnext_paymentcorrection_decided'),
        ),
        migrations.AddConstraint(
            model_name='paymentcorrection',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_erpnext_paymentcorrection_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='paymentcorrection',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True), fields=('receipt',), name='po_erpnext_correction_of_receipt_once'),
        ),
    ]
