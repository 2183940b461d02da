import django.db.models.deletion
import invoices.modules.collections.domain.states
import property_ops.framework.fields
from django.conf import settings
from django.db import migrations, models
from property_ops.kernel.money import Yuan

from property_ops.framework.new_tables import NewTables


class Migration(NewTables):

    initial = True

    dependencies = [
        ('po_billing', '0001_initial'),
        ('po_credit_notes', '0001_initial'),
        ('po_estates', '0001_initial'),
        ('po_framework', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bill_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='po_billing.billline')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('state', models.CharField(choices=[('open', 'being looked into'), ('upheld', 'upheld'), ('rejected', 'not upheld'), ('withdrawn', 'withdrawn by the resident')], default=invoices.modules.collections.domain.states.DisputeState['OPEN'], max_length=10, verbose_name='state')),
                ('channel', models.CharField(choices=[('counter', 'at the service station'), ('phone', 'by phone'), ('wechat', 'by WeChat'), ('online', "on the statement's page"), ('committee', "through the owners' committee")], default='counter', max_length=10, verbose_name='how it came')),
                ('words', models.TextField(verbose_name='what is objected to')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken down by')),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('answered_on', models.DateField(null=True, verbose_name='answered on')),
                ('new_due_on', models.DateField(null=True, verbose_name='due anew on')),
                ('credit_note', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='po_credit_notes.creditnote')),
            ],
            options={
                'verbose_name': 'dispute',
                'ordering': ['-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('bill_line',), name='po_dispute_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('answered_on__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='po_dispute_answered_when_closed'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'rejected'), _negated=True), ('new_due_on__isnull', False), _connector='OR'), name='po_dispute_rejected_is_due_anew'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='po_dispute_says_what')],
            },
        ),
        migrations.CreateModel(
            name='DisputeEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='po_collections.dispute')),
                ('at', models.DateTimeField(verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('what', models.CharField(max_length=20, verbose_name='what happened')),
                ('words', models.TextField(blank=True, verbose_name='what was said of it')),
            ],
            options={
                'verbose_name': "entry of a dispute's time line",
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='LateChargeTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('reason', models.TextField(verbose_name='reason')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('rate', property_ops.framework.fields.ScaledField(places=6, verbose_name='rate per day')),
                ('grace_days', models.PositiveSmallIntegerField(verbose_name='days of grace')),
                ('cap_percent', models.PositiveSmallIntegerField(verbose_name='cap, % of the principal')),
                ('start', models.DateField(verbose_name='from')),
                ('end', models.DateField(null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'terms of late charges',
                'ordering': ['estate', 'start'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_collections_latechargeterms_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_collections_latechargeterms_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_collections_latechargeterms_rejected_because'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_collections_latechargeterms_has_reason'), models.CheckConstraint(condition=models.Q(('rate__gt', 0)), name='po_late_charge_rate'), models.CheckConstraint(condition=models.Q(('cap_percent__gt', 0), ('cap_percent__lte', 100)), name='po_late_charge_is_capped'), models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='po_late_charge_terms_have_days'), models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True), fields=('estate', 'start'), name='po_late_charge_terms_once')],
            },
        ),
        migrations.CreateModel(
            name='InstalmentPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('reason', models.TextField(verbose_name='reason')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_billing.billingaccount', verbose_name='account')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('estate_name', models.CharField(max_length=60, verbose_name='estate')),
                ('unit_code', models.CharField(max_length=60, verbose_name='unit code')),
                ('payer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='payer')),
                ('payer_name', models.CharField(blank=True, max_length=60, verbose_name='payer')),
                ('total', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('settled_before', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'instalment plan',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_collections_instalmentplan_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_collections_instalmentplan_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_collections_instalmentplan_rejected_because'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_collections_instalmentplan_has_reason'), models.CheckConstraint(condition=models.Q(('total__gt', Yuan(0))), name='po_collections_instalmentplan_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='InstalmentPlanLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='po_collections.instalmentplan')),
                ('bill_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_lines', to='po_billing.billline')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='still open')),
            ],
            options={
                'verbose_name': 'line of an instalment plan',
                'ordering': ['plan', 'id'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'bill_line'), name='po_instalment_plan_line_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_instalment_plan_line_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='po_collections.instalmentplan')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
            ],
            options={
                'verbose_name': 'part of an instalment plan',
                'ordering': ['plan', 'due_on'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'due_on'), name='po_instalment_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_instalment_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='ReminderRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('stage', models.CharField(choices=[('friendly', 'friendly reminder'), ('reminder', 'reminder letter'), ('before_lawyer', 'final notice before legal action')], max_length=14, verbose_name='kind of letter')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('least_days', models.PositiveSmallIntegerField(verbose_name='days overdue at least')),
                ('least_amount', property_ops.framework.fields.YuanField(verbose_name='amount at least')),
                ('pause_days', models.PositiveSmallIntegerField(verbose_name='not again within days')),
                ('pay_by', models.DateField(verbose_name='pay by')),
                ('sent_on', models.DateField(null=True, verbose_name='dated')),
            ],
            options={
                'verbose_name': 'batch of reminder letters',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_collections_reminderrun_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_collections_reminderrun_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_collections_reminderrun_rejected_because'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('sent_on__isnull', False), _connector='OR'), name='po_reminder_run_dated'), models.CheckConstraint(condition=models.Q(('pay_by__gt', models.F('as_of'))), name='po_reminder_run_leaves_time')],
            },
        ),
        migrations.CreateModel(
            name='ReminderLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='po_collections.reminderrun')),
                ('position', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=30, null=True, verbose_name='letter')),
                ('unit_code', models.CharField(max_length=60, verbose_name='unit code')),
                ('party', models.CharField(blank=True, max_length=40)),
                ('payer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='payer')),
                ('payer_name', models.CharField(blank=True, max_length=60, verbose_name='payer')),
                ('lines', models.JSONField()),
                ('total', property_ops.framework.fields.YuanField(verbose_name='overdue')),
                ('left_out', models.CharField(blank=True, choices=[('disputed', 'all that is overdue is disputed'), ('in_plan', 'in an instalment plan that is kept'), ('reminded', 'reminded a short while ago'), ('covered', "covered by the account's credit"), ('no_word', 'no reminder letter was sent before'), ('paid', 'paid, or changed, since the letter was prepared')], max_length=10, verbose_name='left out')),
            ],
            options={
                'verbose_name': 'reminder letter',
                'ordering': ['run', 'position'],
                'indexes': [models.Index(fields=['unit_code', 'party'], name='po_reminder_of_account')],
                'constraints': [models.UniqueConstraint(fields=('run', 'position'), name='po_reminder_position_once'), models.UniqueConstraint(fields=('run', 'unit_code', 'party'), name='po_reminder_of_account_once'), models.UniqueConstraint(fields=('number',), name='po_reminder_number_once'), models.CheckConstraint(condition=models.Q(('total__gt', Yuan(0))), name='po_reminder_above_zero'), models.CheckConstraint(condition=models.Q(('number__isnull', True), ('left_out', ''), _connector='OR'), name='po_reminder_sent_or_left_out')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='po_collections.reminderletter')),
                ('way', models.CharField(choices=[('handed_over', 'handed over'), ('posted', 'posted'), ('wechat', 'by WeChat'), ('mailbox', 'put into the mailbox'), ('not_met', 'nobody at home')], max_length=12, verbose_name='way of delivery')),
                ('on', models.DateField(verbose_name='delivered on')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='remark')),
            ],
            options={
                'verbose_name': 'delivery of a letter',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='WriteOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('reason', models.TextField(verbose_name='reason')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_billing.billingaccount', verbose_name='account')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('estate_name', models.CharField(max_length=60, verbose_name='estate')),
                ('unit_code', models.CharField(max_length=60, verbose_name='unit code')),
                ('payer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='payer')),
                ('payer_name', models.CharField(blank=True, max_length=60, verbose_name='payer')),
                ('total', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('number', models.CharField(max_length=30, null=True, verbose_name='write-off')),
                ('posted_on', models.DateField(null=True, verbose_name='posted on')),
            ],
            options={
                'verbose_name': 'write-off',
                'ordering': ['-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_collections_writeoff_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_collections_writeoff_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_collections_writeoff_rejected_because'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_collections_writeoff_has_reason'), models.CheckConstraint(condition=models.Q(('total__gt', Yuan(0))), name='po_collections_writeoff_above_zero'), models.UniqueConstraint(fields=('number',), name='po_write_off_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', False), ('posted_on__isnull', False), ('state', 'approved')), models.Q(models.Q(('state', 'approved'), _negated=True), ('number__isnull', True), ('posted_on__isnull', True)), _connector='OR'), name='po_write_off_numbered_when_approved')],
            },
        ),
        migrations.CreateModel(
            name='WriteOffLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('write_off', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='po_collections.writeoff')),
                ('bill_line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='write_off_lines', to='po_billing.billline')),
                ('position', models.PositiveSmallIntegerField()),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='written off')),
            ],
            options={
                'verbose_name': 'line of a write-off',
                'ordering': ['write_off', 'position'],
                'constraints': [models.UniqueConstraint(fields=('write_off', 'bill_line'), name='po_write_off_line_once'), models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_write_off_line_above_zero')],
            },
        ),
        migrations.CreateModel(
            name='Recovery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recoveries', to='po_collections.writeoffline')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='taken back')),
                ('posted_on', models.DateField(verbose_name='posted on')),
                ('reason', models.TextField(verbose_name='reason')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'recovery of a write-off',
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', Yuan(0))), name='po_recovery_above_zero'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='po_recovery_has_reason')],
            },
        ),
    ]
