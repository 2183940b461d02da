import django.db.models.deletion
import invoices.modules.erpnext.domain.states
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models
from property_ops.kernel.money import Yuan

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_estates', '0001_initial'),
        ('po_framework', '__first__'),
        ('po_ledger', '0001_initial'),
        ('po_tariffs', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Connection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, verbose_name='address of ERPNext')),
                ('token', models.TextField(blank=True)),
                ('company', models.CharField(blank=True, max_length=140, verbose_name='company in ERPNext')),
                ('customer_group', models.CharField(blank=True, max_length=140, verbose_name='customer group')),
                ('territory', models.CharField(blank=True, max_length=140, verbose_name='territory')),
                ('receivable_account', models.CharField(blank=True, help_text="Empty: the company's own in ERPNext.", max_length=140, verbose_name='receivable account')),
                ('tax_account', models.CharField(blank=True, help_text='Empty: invoices without tax. Prices include the tax.', max_length=140, verbose_name='tax account')),
                ('tax_rate', models.DecimalField(decimal_places=2, default=0, max_digits=5, verbose_name='tax rate (%)')),
                ('requests_per_minute', models.PositiveIntegerField(default=300, verbose_name='requests a minute, at most')),
            ],
            options={
                'verbose_name': 'connection to ERPNext',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='po_connection_only_one'), models.CheckConstraint(condition=models.Q(('tax_rate__gte', 0), ('tax_rate__lt', 100)), name='po_erpnext_tax_is_a_rate'), models.CheckConstraint(condition=models.Q(('requests_per_minute__gt', 0)), name='po_erpnext_pace_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='CostCentre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=140, verbose_name='cost centre in ERPNext')),
                ('estate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
            ],
            options={
                'verbose_name': 'cost centre in ERPNext',
                'ordering': ['estate'],
            },
        ),
        migrations.CreateModel(
            name='ItemMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=140, verbose_name='item in ERPNext')),
                ('income_account', models.CharField(blank=True, max_length=140, verbose_name='income account in ERPNext')),
                ('tax_template', models.CharField(blank=True, max_length=140, verbose_name='item tax template')),
                ('fee_item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_tariffs.feeitem', verbose_name='fee item')),
            ],
            options={
                'verbose_name': 'item in ERPNext',
                'ordering': ['fee_item'],
            },
        ),
        migrations.CreateModel(
            name="AccountMapping",
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=140, verbose_name='account in ERPNext')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_ledger.ledgeraccount', verbose_name='ledger account')),
            ],
            options={
                'verbose_name': 'account in ERPNext',
                'ordering': ['account'],
            },
        ),
        migrations.CreateModel(
            name='PushRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('beat_at', models.DateTimeField(null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('at', models.CharField(blank=True, max_length=40)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('error_data', models.JSONField(default=dict)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'push to ERPNext',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='SyncRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('doctype', models.CharField(choices=[('Customer', 'customer'), ('Sales Invoice', 'sales invoice'), ('Payment Entry', 'payment'), ('Journal Entry', 'journal entry')], max_length=20, verbose_name='kind')),
                ('key', models.CharField(max_length=140, unique=True, verbose_name='key')),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('label', models.CharField(max_length=140, verbose_name='document')),
                ('estate', models.CharField(blank=True, max_length=20, verbose_name='estate')),
                ('month', models.DateField(null=True, verbose_name='month')),
                ('amount', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='amount')),
                ('content', models.JSONField()),
                ('names', models.JSONField(default=list)),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'waiting to be sent'), ('sending', 'being sent'), ('sent', 'in ERPNext'), ('failed', 'refused')], default=invoices.modules.erpnext.domain.states.SyncState['WAITING'], max_length=10, verbose_name='state')),
                ('remote_name', models.CharField(blank=True, max_length=140, verbose_name='name in ERPNext')),
                ('attempts', models.PositiveIntegerField(default=0, verbose_name='attempts')),
                ('error_kind', models.CharField(blank=True, max_length=60)),
                ('error_detail', models.CharField(blank=True, max_length=400)),
                ('from_there', models.BooleanField(default=False, verbose_name='entered in ERPNext')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='settled')),
            ],
            options={
                'verbose_name': 'document for ERPNext',
                'ordering': ['id'],
                'indexes': [models.Index(fields=['doctype', 'state'], name='po_erpnext_by_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('remote_name', ''), _negated=True), _connector='OR'), name='po_erpnext_sent_has_name'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), _negated=True), models.Q(('error_kind', ''), _negated=True), _connector='OR'), name='po_erpnext_failed_says_why')],
            },
        ),
        migrations.CreateModel(
            name='SyncEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('happened_at', models.DateTimeField(verbose_name='when')),
                ('state', models.CharField(choices=[('waiting', 'waiting to be sent'), ('sending', 'being sent'), ('sent', 'in ERPNext'), ('failed', 'refused')], max_length=10, verbose_name='state')),
                ('kind', models.CharField(blank=True, max_length=60)),
                ('detail', models.CharField(blank=True, max_length=400)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='po_erpnext.syncrecord')),
            ],
            options={
                'verbose_name': 'event of a document for ERPNext',
                'ordering': ['-id'],
            },
        ),
    ]
