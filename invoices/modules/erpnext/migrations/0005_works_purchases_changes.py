import django.db.models.deletion
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models

from property_ops.framework.rebuilding import RulesStay
from property_ops.kernel.money import Yuan


class Migration(RulesStay):
    """Documents that were known to one person wait for a second one from now on."""

    dependencies = [
        ('po_erpnext', '0004_nights'),
        ('po_estates', '0004_unit_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RenameField(model_name="knowndocument", old_name="by", new_name="prepared_by"),
        migrations.RenameField(model_name="knowndocument", old_name="at", new_name="prepared_at"),
        migrations.CreateModel(
            name='BookComparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(verbose_name='started')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('ties', models.BooleanField(default=False)),
                ('found', models.JSONField(default=dict)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('error_data', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'comparison with ERPNext',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='RemoteChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('space', models.CharField(blank=True, max_length=12)),
                ('kind', models.CharField(choices=[('visit', 'visit moved'), ('hours', 'hours corrected'), ('purchase', 'purchase invoice booked')], max_length=10, verbose_name='what')),
                ('name', models.CharField(max_length=140, verbose_name='name in ERPNext')),
                ('key', models.CharField(blank=True, max_length=140)),
                ('label', models.CharField(max_length=140, verbose_name='document')),
                ('before', models.CharField(blank=True, max_length=140, verbose_name='here')),
                ('after', models.CharField(max_length=140, verbose_name='in ERPNext')),
                ('amount', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='amount')),
                ('facts', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'change in ERPNext',
                'ordering': ['pk'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='knowndocument',
            name='po_erpnext_known_once',
        ),
        migrations.AddField(
            model_name='connection',
            name='activity_type',
            field=models.CharField(blank=True, max_length=140),
        ),
        migrations.AddField(
            model_name='connection',
            name='cost_item',
            field=models.CharField(blank=True, max_length=140),
        ),
        migrations.AddField(
            model_name='connection',
            name='customer_groups',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='connection',
            name='describes_customers',
            field=models.BooleanField(default=False, help_text='A customer group for each estate, and two fields that setup makes.', verbose_name='customers by estate, with unit and masked phone'),
        ),
        migrations.AddField(
            model_name='connection',
            name='payable_account',
            field=models.CharField(blank=True, help_text="Empty: the company's own in ERPNext.", max_length=140, verbose_name='payable account'),
        ),
        migrations.AddField(
            model_name='connection',
            name='sends_purchases',
            field=models.BooleanField(default=False, help_text='What is owed to suppliers (2202) is compared by supplier then.', verbose_name='costs as purchase invoices, with their suppliers'),
        ),
        migrations.AddField(
            model_name='connection',
            name='sends_requests',
            field=models.BooleanField(default=False, verbose_name='requests as issues'),
        ),
        migrations.AddField(
            model_name='connection',
            name='sends_works',
            field=models.BooleanField(default=False, verbose_name='works as projects, visits as tasks, hours as timesheets'),
        ),
        migrations.AddField(
            model_name='connection',
            name='statements',
            field=models.CharField(blank=True, choices=[('', 'none'), ('link', 'the link that residents have'), ('pdf', 'the PDF')], help_text='A file on each invoice there. A PDF takes a second for each.', max_length=4, verbose_name='statements on the invoices'),
        ),
        migrations.AddField(
            model_name='connection',
            name='supplier_group',
            field=models.CharField(blank=True, max_length=140),
        ),
        migrations.AddField(
            model_name='knowndocument',
            name='amount',
            field=property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='amount'),
        ),
        migrations.AddField(
            model_name='knowndocument',
            name='day',
            field=models.DateField(null=True, verbose_name='day'),
        ),
        migrations.AddField(
            model_name='knowndocument',
            name='decided_at',
            field=models.DateTimeField(null=True, verbose_name='decided'),
        ),
        migrations.AddField(
            model_name='knowndocument',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='knowndocument',
            name='rejected_because',
            field=models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection'),
        ),
        migrations.AddField(
            model_name='knowndocument',
            name='state',
            field=models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state'),
        ),
        migrations.AddField(
            model_name='syncrecord',
            name='attached_at',
            field=models.DateTimeField(null=True, verbose_name='statement attached'),
        ),
        migrations.AlterField(
            model_name='knowndocument',
            name='prepared_at',
            field=models.DateTimeField(verbose_name='prepared'),
        ),
        migrations.AlterField(
            model_name='knowndocument',
            name='prepared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by'),
        ),
        migrations.AlterField(
            model_name='syncrecord',
            name='doctype',
            field=models.CharField(choices=[('Customer', 'customer'), ('Sales Invoice', 'sales invoice'), ('Payment Entry', 'payment'), ('Journal Entry', 'journal entry'), ('Supplier', 'supplier'), ('Purchase Invoice', 'purchase invoice'), ('Project', 'project'), ('Task', 'task'), ('Timesheet', 'timesheet'), ('Issue', 'issue of support')], max_length=20, verbose_name='kind'),
        ),
        migrations.AddConstraint(
            model_name='knowndocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_erpnext_knowndocument_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='knowndocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_erpnext_knowndocument_decided'),
        ),
        migrations.AddConstraint(
            model_name='knowndocument',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_erpnext_knowndocument_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='knowndocument',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True), fields=('space', 'doctype', 'name', 'digest'), name='po_erpnext_known_once'),
        ),
        migrations.AddField(
            model_name='bookcomparison',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='remotechange',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='remotechange',
            name='estate',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate'),
        ),
        migrations.AddField(
            model_name='remotechange',
            name='prepared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by'),
        ),
        migrations.AddConstraint(
            model_name='remotechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_erpnext_remotechange_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='remotechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_erpnext_remotechange_decided'),
        ),
        migrations.AddConstraint(
            model_name='remotechange',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_erpnext_remotechange_rejected_because'),
        ),
        migrations.AddConstraint(
            model_name='remotechange',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('space', 'kind', 'name'), name='po_erpnext_change_waits_once'),
        ),
        migrations.AddConstraint(
            model_name='remotechange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['visit', 'hours', 'purchase']), models.Q(('after', ''), _negated=True)), name='po_erpnext_change_is_whole'),
        ),
    ]
