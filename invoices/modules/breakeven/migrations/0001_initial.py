import django.db.models.deletion
import django.db.models.expressions
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
            name='CostKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=60, unique=True, verbose_name='kind of cost')),
                ('other_names', models.CharField(blank=True, max_length=200, verbose_name='other names')),
                ('expense_account', models.CharField(max_length=20, verbose_name='account of the cost')),
                ('payable_account', models.CharField(max_length=20, verbose_name='account of what is owed')),
            ],
            options={
                'verbose_name': 'kind of cost',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='CostVoucher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('number', models.CharField(max_length=30, null=True, verbose_name='voucher number')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cost_vouchers', to='po_estates.estate', verbose_name='estate')),
                ('month', models.DateField(db_index=True, verbose_name='month')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vouchers', to='po_breakeven.costkind', verbose_name='kind of cost')),
                ('funding', models.CharField(choices=[('residents', 'residents'), ('subsidy', 'subsidy'), ('maintenance_fund', 'maintenance fund'), ('common_income', 'common income'), ('third_party', 'third party'), ('company', 'the company')], default='residents', max_length=20, verbose_name='who pays')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
                ('memo', models.CharField(max_length=120, verbose_name='what for')),
                ('reference', models.CharField(max_length=40, verbose_name='reference')),
                ('attachments', models.CharField(blank=True, max_length=200, verbose_name='attachments')),
                ('reverses', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversals', to='po_breakeven.costvoucher')),
                ('posted_on', models.DateField(null=True, verbose_name='posted on')),
            ],
            options={
                'verbose_name': 'cost voucher',
                'ordering': ['-month', 'estate', 'kind', 'id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_breakeven_costvoucher_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_breakeven_costvoucher_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_breakeven_costvoucher_rejected_because'), models.UniqueConstraint(fields=('number',), name='po_cost_voucher_number_once'), models.UniqueConstraint(condition=models.Q(('reverses__isnull', True), models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True)), fields=('estate', 'month', 'kind', 'reference'), name='po_cost_of_reference_once'), models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True), fields=('reverses',), name='po_cost_voucher_reversed_once'), models.CheckConstraint(condition=models.Q(models.Q(('amount__gt', Yuan(0)), ('reverses__isnull', True)), models.Q(('amount__lt', Yuan(0)), ('reverses__isnull', False)), _connector='OR'), name='po_cost_voucher_sign'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'approved'), _negated=True), models.Q(('number__isnull', False), ('posted_on__isnull', False)), _connector='OR'), name='po_posted_cost_voucher_is_complete'), models.CheckConstraint(condition=models.Q(models.Q(('memo', ''), _negated=True), models.Q(('reference', ''), _negated=True)), name='po_cost_voucher_says_what_for')],
            },
        ),
        migrations.CreateModel(
            name='TrueUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prepared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='prepared by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('state', models.CharField(choices=[('waiting', 'waits for approval'), ('approved', 'approved'), ('rejected', 'rejected'), ('withdrawn', 'withdrawn')], default='waiting', max_length=10, verbose_name='state')),
                ('prepared_at', models.DateTimeField(verbose_name='prepared')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided')),
                ('rejected_because', models.CharField(blank=True, max_length=200, verbose_name='reason of the rejection')),
                ('estate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='true_ups', to='po_estates.estate', verbose_name='estate')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('outcome', models.CharField(choices=[('give_back', 'given back by area, as credits'), ('carry', 'carried into the next year')], max_length=10, verbose_name='what becomes of it')),
                ('balance', property_ops.framework.fields.YuanField(verbose_name='balance of the year')),
                ('carried', property_ops.framework.fields.YuanField(default=Yuan(0), verbose_name='brought forward')),
                ('basis', models.CharField(max_length=200, verbose_name='basis')),
            ],
            options={
                'verbose_name': 'true-up',
                'ordering': ['-year', 'estate', '-id'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_by', models.F('prepared_by')), ('state', 'withdrawn')), models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('prepared_by')), _negated=True), _connector='OR')), _connector='OR'), name='po_breakeven_trueup_four_eyes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), ('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(models.Q(('state', 'waiting'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='po_breakeven_trueup_decided'), models.CheckConstraint(condition=models.Q(('state', 'rejected'), ('rejected_because', ''), _connector='XOR'), name='po_breakeven_trueup_rejected_because'), models.UniqueConstraint(condition=models.Q(('state__in', ('rejected', 'withdrawn')), _negated=True), fields=('estate', 'year'), name='po_true_up_once_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'give_back'), _negated=True), ('balance__lt', django.db.models.expressions.CombinedExpression(models.F('carried'), '*', models.Value(-1))), _connector='OR'), name='po_only_a_surplus_goes_back'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='po_true_up_has_basis')],
            },
        ),
        migrations.CreateModel(
            name='TrueUpShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('true_up', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='po_breakeven.trueup')),
                ('unit_code', models.CharField(max_length=60, verbose_name='unit code')),
                ('party', models.CharField(blank=True, max_length=40)),
                ('area', property_ops.framework.fields.ScaledField(places=4, verbose_name='building area (m²)')),
                ('amount', property_ops.framework.fields.YuanField(verbose_name='amount')),
            ],
            options={
                'ordering': ['unit_code'],
                'constraints': [models.UniqueConstraint(fields=('true_up', 'unit_code'), name='po_true_up_share_once'), models.CheckConstraint(condition=models.Q(('amount__gte', Yuan(0))), name='po_true_up_share_not_negative')],
            },
        ),
    ]
