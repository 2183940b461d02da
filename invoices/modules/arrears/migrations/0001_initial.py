import django.db.models.deletion
import invoices.modules.arrears.domain.states
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
    ]

    operations = [
        migrations.CreateModel(
            name='ReminderRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('friendly', 'friendly reminder'), ('reminder', 'reminder letter'), ('before_lawyer', 'word before a lawyer is asked')], max_length=14, verbose_name='kind of letter')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('least_days', models.PositiveSmallIntegerField(verbose_name='days overdue at least')),
                ('least_amount', property_ops.framework.fields.YuanField(verbose_name='amount at least')),
                ('pause_days', models.PositiveSmallIntegerField(verbose_name='not again within days')),
                ('pay_by', models.DateField(verbose_name='pay by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('dropped', 'dropped')], default=invoices.modules.arrears.domain.states.RunState['WAITING'], max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('sent_on', models.DateField(null=True, verbose_name='dated')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.estate', verbose_name='estate')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
            ],
            options={
                'verbose_name': 'batch of reminder letters',
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR'), name='po_reminder_run_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_reminder_run_decided_by_someone'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), ('sent_on__isnull', False), _connector='OR'), name='po_reminder_run_dated'), models.CheckConstraint(condition=models.Q(('pay_by__gt', models.F('as_of'))), name='po_reminder_run_leaves_time')],
            },
        ),
        migrations.CreateModel(
            name='ReminderLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('number', models.CharField(max_length=30, null=True, verbose_name='letter')),
                ('unit_code', models.CharField(max_length=60, verbose_name='unit code')),
                ('party', models.CharField(blank=True, max_length=40)),
                ('payer_name', models.CharField(blank=True, max_length=60, verbose_name='payer')),
                ('lines', models.JSONField()),
                ('total', property_ops.framework.fields.YuanField(verbose_name='overdue')),
                ('left_out', models.CharField(blank=True, choices=[('disputed', 'all that is overdue is disputed'), ('in_plan', 'in an instalment plan that is kept'), ('reminded', 'reminded a short while ago'), ('covered', "covered by the account's credit"), ('no_word', 'no reminder letter was sent before'), ('paid', 'paid, or changed, since the letter was prepared')], max_length=10, verbose_name='left out')),
                ('payer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='po_estates.tenure', verbose_name='payer')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='po_arrears.reminderrun')),
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
                ('way', models.CharField(choices=[('handed_over', 'handed over'), ('posted', 'posted'), ('wechat', 'by WeChat'), ('mailbox', 'put into the mailbox'), ('not_met', 'nobody met')], max_length=12, verbose_name='way of delivery')),
                ('on', models.DateField(verbose_name='delivered on')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='remark')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='po_arrears.reminderletter')),
            ],
            options={
                'verbose_name': 'delivery of a letter',
                'ordering': ['id'],
            },
        ),
    ]
